import RegularExpressions

/// A regular expression in the dialect and with the meaning of Go's `regexp`, in multi-line mode.
///
/// The search never goes back over the text: its time is linear, whatever the pattern.
public struct GoRegexp: Sendable {
    private let expression: RegularExpression

    /// Compiles a pattern as `(?m:PATTERN)`.
    ///
    /// - Throws: ``GoRegexpError``, in Go's words; the wrapping is seen in some of them.
    public init(multiline pattern: ArraySlice<UInt8>) throws(GoRegexpError) {
        let whole = Array("(?m:".utf8) + pattern + Array(")".utf8)
        // RE2 reads \C as any byte; Go has no such thing. Both stop at the first thing that is wrong.
        if let escape = GoRegexpPattern.anyByteEscape(whole), Self.isFine(whole, before: escape) {
            throw GoRegexpError(reason: "invalid escape sequence", excerpt: #"\C"#)
        }
        do throws(RegularExpressionError) { expression = try Self.compile(whole) } catch {
            throw GoRegexpError(error, pattern: whole)
        }
    }

    private static func compile(_ pattern: [UInt8]) throws(RegularExpressionError) -> RegularExpression {
        do throws(RegularExpressionError) { return try RegularExpression(pattern) } catch {
            // Go lets two groups have the same name, RE2 doesn't; nothing here asks for a group by name.
            guard error.reason == .badName, error.excerpt.first != UInt8(ascii: "(") else { throw error }
            return try RegularExpression(GoRegexpPattern.withoutNames(pattern))
        }
    }

    /// Finds the first match from an offset on; what stands before the offset is not looked at.
    ///
    /// - Returns: The byte range of the match in `text`.
    public func firstMatch(in text: [UInt8], from offset: Int = 0) -> Range<Int>? {
        guard let invalid = GoText.firstInvalidByte(text[offset...]) else {
            return expression.firstMatch(in: text, from: offset)
        }
        // To Go a byte that is no UTF-8 is a U+FFFD of one byte, to RE2 it is nothing that could match.
        var repaired = Array(text[offset..<invalid])
        var replacements: [Int] = []
        text[invalid...].withUnsafeBytes { buffer in
            GoText.forEachScalar(buffer) { bytes, scalar in
                if scalar == nil {
                    replacements.append(repaired.count)
                    repaired += GoText.replacement
                } else {
                    repaired += bytes
                }
            }
        }
        guard let match = expression.firstMatch(in: repaired) else { return nil }
        func original(_ position: Int) -> Int {
            offset + position - (GoText.replacement.count - 1) * replacements.prefix { $0 < position }.count
        }
        return original(match.lowerBound)..<original(match.upperBound)
    }

    /// Whether nothing is wrong with the start of a pattern; its parentheses needn't be closed yet.
    private static func isFine(_ pattern: [UInt8], before end: Int) -> Bool {
        do throws(RegularExpressionError) { _ = try RegularExpression(Array(pattern[..<end])) } catch {
            return error.reason == .missingParenthesis
        }
        return true
    }
}
