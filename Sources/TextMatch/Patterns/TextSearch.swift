import CRE2

/// A regular expression of RE2 that is looked for anywhere in a text, in linear time; `^` and `$` are ends of lines.
///
/// - Note: RE2 keeps no state in a compiled expression that matching would change, so it may be used from any thread.
public final class TextSearch: @unchecked Sendable {
    private let compiled: OpaquePointer

    /// Compiles an expression; nil where RE2 refuses it.
    public init?(_ expression: String) {
        let source = Array("(?m)\(expression)".utf8)
        let compiled = source.withUnsafeBytes { cre2_compile(LineExpression.address($0), $0.count) }
        guard let compiled, cre2_error_code(compiled) == CRE2_FINE else {
            cre2_free(compiled)
            return nil
        }
        self.compiled = compiled
    }

    deinit { cre2_free(compiled) }

    /// Whether the expression matches somewhere.
    public func matches(in text: String) -> Bool {
        let bytes = Array(text.utf8)
        var (start, end) = (0, 0)
        return bytes.withUnsafeBytes {
            cre2_search(compiled, LineExpression.address($0), $0.count, 0, &start, &end)
        }
    }
}
