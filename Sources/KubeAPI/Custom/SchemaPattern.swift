import RegularExpressions

/// A regular expression of a schema, as Go has them.
///
/// Patterns are strangers': what one may unfold to is bounded before RE2 sees it.
struct SchemaPattern {
    private let expression: RegularExpression

    /// Reads a pattern.
    ///
    /// - Throws: `RegularExpressionError` for one that can't be read, or is too large.
    init(_ pattern: String) throws(RegularExpressionError) {
        guard PatternSize.of(pattern) <= PatternSize.most else {
            throw RegularExpressionError(.tooLarge, excerpt: Array(pattern.utf8))
        }
        expression = try RegularExpression(pattern)
    }

    /// Whether the pattern is somewhere in a text.
    func matches(_ text: String) -> Bool { expression.isFound(in: text) }
}

/// The patterns that one run over an object has read, each once.
final class SchemaPatterns {
    private var read: [String: SchemaPattern?] = [:]

    /// A pattern; nil for one that can't be read, which its definition has been refused for.
    func pattern(_ text: String) -> SchemaPattern? {
        if let known = read[text] { return known }
        let made = try? SchemaPattern(text)
        read[text] = .some(made)
        return made
    }
}
