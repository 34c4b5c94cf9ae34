/// A language whose code can be coloured.
///
/// A lexer colours sparsely, since each token costs bytes in the page: names and punctuation are no tokens,
/// and a literal is one token whatever is inside it. It reads any bytes, valid UTF-8 or not, in linear time,
/// and it judges by the bytes alone: it parses nothing.
///
/// ```swift
/// let tokens = CodeLanguage.named("golang")?.tokens(in: Array("func main() {}".utf8))
/// ```
public struct CodeLanguage: Hashable, Sendable {
    private let index: Int

    init(index: Int) {
        self.index = index
    }

    /// The canonical name, such as `go` or `sh-session`: letters, digits and dashes.
    public var name: String { definition.name }

    private var definition: LanguageDefinition { LanguageDefinition.all[index] }

    /// Every language, in a fixed order.
    public static let all: [CodeLanguage] = LanguageDefinition.all.indices.map { CodeLanguage(index: $0) }

    /// Finds the language that a fence's info string or a highlighter's alias names, whatever its case.
    ///
    /// Only the first word counts: `go`, `Go linenos`, `go,ignore` and `{.go}` are all Go.
    public static func named(_ info: some StringProtocol) -> CodeLanguage? {
        LanguageNames.language(named: Array(info.utf8))
    }

    /// Finds a file's language by its name, its extension or, failing both, its `#!` line.
    ///
    /// - Parameters:
    ///   - fileName: The name or the path of the file.
    ///   - firstBytes: The start of the file, at least its first line; may be empty.
    /// - Returns: The language, or nil where the file has none that we know.
    public static func forFile(
        named fileName: some StringProtocol,
        firstBytes: ArraySlice<UInt8> = []
    ) -> CodeLanguage? {
        LanguageNames.language(ofFile: Array(fileName.utf8)) ?? LanguageNames.language(ofScript: firstBytes)
    }

    /// Tells the language of a text that names none, only where it is sure.
    ///
    /// A text whose first line that isn't blank starts with `$ ` is a shell session.
    public static func guess(_ text: UnsafeBufferPointer<UInt8>) -> CodeLanguage? {
        var line = Cursor(text)
        line.skip(while: { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" })
        return line.starts(with: "$ ") && line.isFirstOnLine(indented: false) ? named("sh-session") : nil
    }

    /// Tells the language of a text that names none, only where it is sure.
    public static func guess(_ text: [UInt8]) -> CodeLanguage? {
        text.withUnsafeBufferPointer { guess($0) }
    }

    /// Finds what is to be coloured.
    ///
    /// - Parameter text: The code; a slice of a file does as well as the whole.
    /// - Returns: Tokens in ascending order that don't overlap and aren't empty. A token may span lines.
    public func tokens(in text: UnsafeBufferPointer<UInt8>) -> [Token] {
        var cursor = Cursor(text)
        definition.scan(&cursor)
        return cursor.tokens
    }

    /// Finds what is to be coloured.
    public func tokens(in text: [UInt8]) -> [Token] {
        text.withUnsafeBufferPointer { tokens(in: $0) }
    }
}
