import CRE2

/// A pattern that Go's `regexp` refuses.
public struct GoRegexpError: Error, Hashable, Sendable {
    /// What is wrong, such as `missing closing ]`.
    public let reason: String
    /// The part of the pattern that is wrong.
    public let excerpt: String

    /// Go's whole message.
    public var message: String { "error parsing regexp: \(reason): `\(excerpt)`" }

    init(reason: String, excerpt: String) {
        self.reason = reason
        self.excerpt = excerpt
    }

    /// Makes the error of a refused pattern; nil where the pattern is fine.
    init?(_ compiled: OpaquePointer, pattern: [UInt8]) {
        let code = cre2_error_code(compiled)
        guard code != CRE2_FINE else { return nil }
        var excerpt = Self.argument(compiled)
        if code == CRE2_BAD_UTF8, let invalid = GoText.firstInvalidByte(pattern) {
            // RE2 doesn't say where; Go shows all that follows.
            excerpt = Array(pattern[invalid...])
        }
        self.init(reason: Self.reason(code), excerpt: GoText.decode(excerpt))
    }

    /// Whether a pattern was refused because two groups have the same name.
    static func isRepeatedName(_ compiled: OpaquePointer) -> Bool {
        cre2_error_code(compiled) == CRE2_BAD_NAME && argument(compiled).first != UInt8(ascii: "(")
    }

    private static func argument(_ compiled: OpaquePointer) -> [UInt8] {
        var length = 0
        guard let argument = cre2_error_argument(compiled, &length) else { return [] }
        return Array(UnsafeRawBufferPointer(start: argument, count: length))
    }

    private static func reason(_ code: cre2_error) -> String {
        switch code {
        case CRE2_BAD_ESCAPE: "invalid escape sequence"
        case CRE2_BAD_CLASS: "invalid character class"
        case CRE2_BAD_RANGE: "invalid character class range"
        case CRE2_MISSING_BRACKET: "missing closing ]"
        case CRE2_MISSING_PAREN: "missing closing )"
        case CRE2_UNEXPECTED_PAREN: "unexpected )"
        case CRE2_TRAILING_BACKSLASH: "trailing backslash at end of expression"
        case CRE2_REPEAT_ARGUMENT: "missing argument to repetition operator"
        case CRE2_REPEAT_SIZE: "invalid repeat count"
        case CRE2_REPEAT_OPERATOR: "invalid nested repetition operator"
        case CRE2_BAD_PERL: "invalid or unsupported Perl syntax"
        case CRE2_BAD_UTF8: "invalid UTF-8"
        case CRE2_BAD_NAME: "invalid named capture"
        case CRE2_TOO_LARGE: "expression too large"
        default: "regexp/syntax: internal error"
        }
    }
}
