/// How text for terminals is marked: in colours, or not at all.
public struct TextStyle: Hashable, Sendable {
    /// What a stretch of text is.
    public enum Role: Hashable, Sendable, CaseIterable {
        case passed, failed, unknown, quiet, title, expected, seen
    }

    /// Whether roles are coloured with ANSI codes.
    public var colour: Bool

    public init(colour: Bool = false) { self.colour = colour }

    /// Returns plain text in the colour of its role; nothing in it is escaped here.
    public func paint(_ text: String, _ role: Role) -> String {
        guard colour, !text.isEmpty else { return text }
        return "\u{1B}[\(Self.code(role))m\(text)\u{1B}[0m"
    }

    /// Colours that are told apart on light and dark grounds; words and signs say the same without them.
    private static func code(_ role: Role) -> String {
        switch role {
        case .passed: "32"
        case .failed: "31;1"
        case .unknown: "33;1"
        case .quiet: "2"
        case .title: "1"
        case .expected: "32"
        case .seen: "31"
        }
    }
}
