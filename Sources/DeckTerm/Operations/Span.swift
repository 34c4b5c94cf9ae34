/// What a stretch of text is; a ``TermTheme`` turns it into colours and attributes.
public struct TextRole: OptionSet, Hashable, Sendable {
    public var rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let strong = Self(rawValue: 1 << 0)
    public static let emphasis = Self(rawValue: 1 << 1)
    public static let struck = Self(rawValue: 1 << 2)
    public static let underlined = Self(rawValue: 1 << 3)
    /// A name or a key in running text.
    public static let code = Self(rawValue: 1 << 4)
    public static let link = Self(rawValue: 1 << 5)
    /// What helps reading but isn't said: numbers, captions, marks.
    public static let soft = Self(rawValue: 1 << 6)
    public static let title = Self(rawValue: 1 << 7)
    public static let heading = Self(rawValue: 1 << 8)
    /// Bullets, bars and whatever else carries the accent.
    public static let accent = Self(rawValue: 1 << 9)
    public static let quote = Self(rawValue: 1 << 10)
    /// The panel that code lies on.
    public static let panel = Self(rawValue: 1 << 11)
    /// A line of code that the deck marks, and what is chosen in a list.
    public static let marked = Self(rawValue: 1 << 12)
    /// What a search found.
    public static let found = Self(rawValue: 1 << 13)
    public static let warning = Self(rawValue: 1 << 14)
    /// A sign of ours, which has a plain form for terminals that would show it too wide.
    public static let mark = Self(rawValue: 1 << 15)

    // The colours of code, one for each kind of token.
    public static let keyword = Self(rawValue: 1 << 16)
    public static let comment = Self(rawValue: 1 << 17)
    public static let string = Self(rawValue: 1 << 18)
    public static let number = Self(rawValue: 1 << 19)
    public static let function = Self(rawValue: 1 << 20)
    public static let type = Self(rawValue: 1 << 21)
    public static let prompt = Self(rawValue: 1 << 22)
    public static let output = Self(rawValue: 1 << 23)
    public static let inserted = Self(rawValue: 1 << 24)
    public static let deleted = Self(rawValue: 1 << 25)
    public static let meta = Self(rawValue: 1 << 26)
}

/// A stretch of text in one role; a line feed in it ends a line for sure.
public struct Span: Hashable, Sendable {
    public var text: String
    public var role: TextRole
    /// Where the text leads to; an address that is safe to hand to a terminal.
    public var link: String?

    public init(_ text: String, _ role: TextRole = [], link: String? = nil) {
        self.text = text
        self.role = role
        self.link = link
    }
}

extension [Span] {
    /// The text alone.
    public var text: String { map(\.text).joined() }
}
