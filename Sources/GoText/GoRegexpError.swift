import RegularExpressions

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

    /// The error of a pattern that RE2 refused.
    init(_ error: RegularExpressionError, pattern: [UInt8]) {
        var excerpt = error.excerpt
        if error.reason == .badUTF8, let invalid = GoText.firstInvalidByte(pattern) {
            // RE2 doesn't say where; Go shows all that follows.
            excerpt = Array(pattern[invalid...])
        }
        self.init(reason: error.reason.rawValue, excerpt: GoText.decode(excerpt))
    }
}
