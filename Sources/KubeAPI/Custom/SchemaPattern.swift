import CRE2

/// A regular expression of a schema, as Go has them.
///
/// Patterns are strangers': RE2 takes time that grows only with the text, and what a pattern may unfold to is bounded
/// before RE2 sees it.
final class SchemaPattern {
    private let compiled: OpaquePointer

    /// Reads a pattern.
    ///
    /// - Throws: ``SchemaPatternError`` for one that can't be read, or is too large.
    init(_ pattern: String) throws(SchemaPatternError) {
        guard PatternSize.of(pattern) <= PatternSize.most else {
            throw SchemaPatternError(reason: "expression too large", excerpt: pattern)
        }
        var source = pattern
        let compiled = source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cre2_compile($0.baseAddress, $0.count) }
        }
        guard let compiled else { throw SchemaPatternError(reason: "internal error", excerpt: pattern) }
        if let error = SchemaPatternError(compiled) {
            cre2_free(compiled)
            throw error
        }
        self.compiled = compiled
    }

    deinit { cre2_free(compiled) }

    /// Whether the pattern is somewhere in a text.
    func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                var (start, end) = (0, 0)
                return cre2_search(compiled, $0.baseAddress, $0.count, 0, &start, &end)
            }
        }
    }
}

/// Why a pattern is refused, in the words of Go's `regexp`.
struct SchemaPatternError: Error {
    let reason: String
    let excerpt: String

    var message: String { "error parsing regexp: \(reason): `\(excerpt)`" }

    init(reason: String, excerpt: String) {
        self.reason = reason
        self.excerpt = excerpt
    }

    /// What is wrong with a compiled pattern; nil where it is fine.
    init?(_ compiled: OpaquePointer) {
        let reason: String
        switch cre2_error_code(compiled) {
        case CRE2_FINE: return nil
        case CRE2_BAD_ESCAPE: reason = "invalid escape sequence"
        case CRE2_BAD_CLASS: reason = "invalid character class"
        case CRE2_BAD_RANGE: reason = "invalid character class range"
        case CRE2_MISSING_BRACKET: reason = "missing closing ]"
        case CRE2_MISSING_PAREN: reason = "missing closing )"
        case CRE2_UNEXPECTED_PAREN: reason = "unexpected )"
        case CRE2_TRAILING_BACKSLASH: reason = "trailing backslash at end of expression"
        case CRE2_REPEAT_ARGUMENT: reason = "missing argument to repetition operator"
        case CRE2_REPEAT_SIZE: reason = "invalid repeat count"
        case CRE2_REPEAT_OPERATOR: reason = "invalid nested repetition operator"
        case CRE2_BAD_PERL: reason = "invalid or unsupported Perl syntax"
        case CRE2_BAD_UTF8: reason = "invalid UTF-8"
        case CRE2_BAD_NAME: reason = "invalid named capture"
        case CRE2_TOO_LARGE: reason = "expression too large"
        default: reason = "regexp/syntax: internal error"
        }
        var length = 0
        let argument = cre2_error_argument(compiled, &length)
        let bytes = UnsafeRawBufferPointer(start: argument, count: argument == nil ? 0 : length)
        self.init(reason: reason, excerpt: String(decoding: bytes, as: UTF8.self))
    }
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
