import RegularExpressions

/// A pattern by which names are filtered: a regular expression as Go has them, looked for anywhere in a name.
///
/// One that can't be read finds only the name that is spelt like it, as in the engine.
public struct NameExpression: Sendable {
    private let text: String
    private let expression: RegularExpression?

    /// Reads a pattern.
    public init(_ text: String) {
        self.text = text
        expression = try? RegularExpression(text)
    }

    /// Whether the pattern is found in a name.
    public func finds(_ name: String) -> Bool { name == text || expression?.isFound(in: name) == true }
}

extension Filters {
    /// Whether one of the patterns for names finds what something is called; true where there is none.
    public func matchNames(_ names: String...) -> Bool {
        !contains("name")
            || self["name"].map(NameExpression.init).contains { names.contains(where: $0.finds) }
    }
}
