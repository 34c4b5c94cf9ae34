import RegularExpressions

/// A regular expression that is looked for anywhere in a text; `^` and `$` are ends of lines.
public struct TextSearch: Sendable {
    private let expression: RegularExpression

    /// Compiles an expression; nil where it can't be read.
    public init?(_ expression: String) {
        guard let expression = try? RegularExpression("(?m)\(expression)") else { return nil }
        self.expression = expression
    }

    /// Whether the expression matches somewhere.
    public func matches(in text: String) -> Bool { expression.isFound(in: text) }
}
