/// How many cells a terminal gives to text.
///
/// Terminals agree on letters and ideographs, and disagree on sequences: whether a family of emoji is one picture or
/// several beside each other, say. The standard is what Unicode asks for; what a terminal really does is probed.
public struct TextMeasure: Hashable, Sendable {
    /// Emoji that a zero-width joiner joins are one picture.
    public var joinsEmoji = true
    /// A skin tone colours the emoji before it.
    public var joinsSkinTones = true
    /// Two regional indicators are one flag.
    public var joinsFlags = true
    /// The variation selector for emoji makes a narrow character wide.
    public var widensEmojiVariants = true
    /// A vowel sign that takes room is a cell of its own.
    public var separatesSpacingMarks = false
    /// Characters of ambiguous width are wide.
    public var widensAmbiguous = false

    public init() {}

    /// What Unicode asks for, and current terminals do.
    public static let standard = TextMeasure()

    /// How many cells a text covers in one row.
    public func width(of text: some StringProtocol) -> Int {
        clusters(of: text).reduce(0) { $0 + $1.width }
    }
}

/// What stands in one cell, or in several as a whole.
public struct TextCluster: Hashable, Sendable {
    /// Without control characters; where there were any, something visible.
    public var text: String
    /// In cells, at least 1.
    public var width: Int

    public init(text: String, width: Int) {
        self.text = text
        self.width = width
    }
}
