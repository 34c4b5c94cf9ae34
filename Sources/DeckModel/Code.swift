/// A listing: `.code` or `.play` with a file, an address and a highlight name.
public struct Code: Hashable, Sendable {
    /// One line that is shown.
    public struct Line: Hashable, Sendable {
        /// The line's number in its file, from 1.
        public var number: Int
        /// The text shown: tabs as four spaces, the highlight comment removed.
        public var text: String
        public var isHighlighted: Bool

        public init(number: Int, text: String, isHighlighted: Bool) {
            self.number = number
            self.text = text
            self.isHighlighted = isHighlighted
        }
    }

    public var command: Text
    /// Whether it is `.play`: a program that `present` can run.
    public var isPlayable: Bool
    /// `-edit`: the text can be changed in the page.
    public var isEditable: Bool
    /// `-numbers`: the lines' numbers are shown.
    public var hasNumbers: Bool
    /// The file's path, from where the deck was read from; empty where nothing was read.
    public var filePath: String
    /// The last element of the file's path.
    public var fileName: String
    /// The extension with its dot, such as `.go`; empty where there is none.
    public var fileExtension: String
    public var lines: [Line]
    /// The shown lines as they stand in the file, each with a line feed.
    public var raw: [UInt8]
    /// The file before and after the lines shown: what `.play` runs with them.
    public var prefix: [UInt8]
    public var suffix: [UInt8]

    public init(
        command: Text,
        isPlayable: Bool,
        isEditable: Bool,
        hasNumbers: Bool,
        filePath: String = "",
        fileName: String,
        fileExtension: String,
        lines: [Line],
        raw: [UInt8],
        prefix: [UInt8] = [],
        suffix: [UInt8] = []
    ) {
        self.command = command
        self.isPlayable = isPlayable
        self.isEditable = isEditable
        self.hasNumbers = hasNumbers
        self.filePath = filePath
        self.fileName = fileName
        self.fileExtension = fileExtension
        self.lines = lines
        self.raw = raw
        self.prefix = prefix
        self.suffix = suffix
    }
}
