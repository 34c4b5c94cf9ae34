import CRE2

/// Why a pattern is refused, in the words of Go's `regexp`.
public struct RegularExpressionError: Error, Hashable, Sendable {
    /// What is wrong, in Go's words.
    public enum Reason: String, Hashable, Sendable {
        case badEscape = "invalid escape sequence"
        case badClass = "invalid character class"
        case badRange = "invalid character class range"
        case missingBracket = "missing closing ]"
        case missingParenthesis = "missing closing )"
        case unexpectedParenthesis = "unexpected )"
        case trailingBackslash = "trailing backslash at end of expression"
        case missingRepeatArgument = "missing argument to repetition operator"
        case badRepeatCount = "invalid repeat count"
        case badRepeatOperator = "invalid nested repetition operator"
        case badPerlSyntax = "invalid or unsupported Perl syntax"
        case badUTF8 = "invalid UTF-8"
        case badName = "invalid named capture"
        case tooLarge = "expression too large"
        case internalError = "regexp/syntax: internal error"
    }

    public let reason: Reason
    /// The part of the pattern that is wrong; it may break off in the middle of a character.
    public let excerpt: [UInt8]

    /// Go's whole message.
    public var message: String {
        "error parsing regexp: \(reason.rawValue): `\(String(decoding: excerpt, as: UTF8.self))`"
    }

    public init(_ reason: Reason, excerpt: [UInt8]) {
        self.reason = reason
        self.excerpt = excerpt
    }

    /// What is wrong with a compiled pattern; nil where it is fine.
    init?(of compiled: OpaquePointer) {
        let code = cre2_error_code(compiled)
        guard code != CRE2_FINE else { return nil }
        reason = Self.reasons.first { $0.0 == code }?.1 ?? .internalError
        var length = 0
        let argument = cre2_error_argument(compiled, &length)
        excerpt = Array(UnsafeRawBufferPointer(start: argument, count: argument == nil ? 0 : length))
    }

    private static let reasons: [(cre2_error, Reason)] = [
        (CRE2_BAD_ESCAPE, .badEscape), (CRE2_BAD_CLASS, .badClass), (CRE2_BAD_RANGE, .badRange),
        (CRE2_MISSING_BRACKET, .missingBracket), (CRE2_MISSING_PAREN, .missingParenthesis),
        (CRE2_UNEXPECTED_PAREN, .unexpectedParenthesis), (CRE2_TRAILING_BACKSLASH, .trailingBackslash),
        (CRE2_REPEAT_ARGUMENT, .missingRepeatArgument), (CRE2_REPEAT_SIZE, .badRepeatCount),
        (CRE2_REPEAT_OPERATOR, .badRepeatOperator), (CRE2_BAD_PERL, .badPerlSyntax),
        (CRE2_BAD_UTF8, .badUTF8), (CRE2_BAD_NAME, .badName), (CRE2_TOO_LARGE, .tooLarge),
    ]
}
