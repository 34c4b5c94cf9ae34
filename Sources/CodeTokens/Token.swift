/// What a coloured stretch of code is.
public enum TokenKind: UInt8, Sendable, CaseIterable {
    case keyword
    case comment
    /// A string or character literal, its quotes included.
    case string
    /// A number or another literal constant, such as `true`.
    case number
    /// A built-in function, the name of a function where it is declared, or a command's name.
    case function
    /// A built-in type, a key, a tag, an attribute or a command's flag.
    case type
    /// A shell session's prompt.
    case prompt
    /// What a command of a shell session printed.
    case output
    /// Lines that a diff adds.
    case inserted
    /// Lines that a diff removes.
    case deleted
    /// An annotation, a preprocessor line, a variable put in by a shell, the head of a diff's hunk.
    case meta
}

/// A coloured stretch of code.
public struct Token: Hashable, Sendable {
    public var kind: TokenKind
    /// Byte offsets in the text.
    public var range: Range<Int>

    public init(kind: TokenKind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
