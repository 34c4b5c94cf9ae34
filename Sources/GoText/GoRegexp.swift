import CRE2

/// A regular expression in the dialect and with the meaning of Go's `regexp`, in multi-line mode.
///
/// The search never goes back over the text: its time is linear, whatever the pattern.
public struct GoRegexp: ~Copyable {
    private let compiled: OpaquePointer

    /// Compiles a pattern as `(?m:PATTERN)`.
    ///
    /// - Throws: ``GoRegexpError``, in Go's words; the wrapping is seen in some of them.
    public init(multiline pattern: ArraySlice<UInt8>) throws(GoRegexpError) {
        let whole = Array("(?m:".utf8) + pattern + Array(")".utf8)
        // RE2 reads \C as any byte; Go has no such thing. Both stop at the first thing that is wrong.
        if let escape = GoRegexpPattern.anyByteEscape(whole), Self.isFine(whole, before: escape) {
            throw GoRegexpError(reason: "invalid escape sequence", excerpt: #"\C"#)
        }
        var compiled = Self.compile(whole)
        if GoRegexpError.isRepeatedName(compiled) {
            // Go lets two groups have the same name, RE2 doesn't; nothing here asks for a group by name.
            cre2_free(compiled)
            compiled = Self.compile(GoRegexpPattern.withoutNames(whole))
        }
        if let error = GoRegexpError(compiled, pattern: whole) {
            cre2_free(compiled)
            throw error
        }
        self.compiled = compiled
    }

    deinit { cre2_free(compiled) }

    /// Finds the first match from an offset on; what stands before the offset is not looked at.
    ///
    /// - Returns: The byte range of the match in `text`.
    public func firstMatch(in text: [UInt8], from offset: Int = 0) -> Range<Int>? {
        guard let invalid = GoText.firstInvalidByte(text[offset...]) else {
            return search(text, from: offset)
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
        guard let match = search(repaired, from: 0) else { return nil }
        func original(_ position: Int) -> Int {
            offset + position - (GoText.replacement.count - 1) * replacements.prefix { $0 < position }.count
        }
        return original(match.lowerBound)..<original(match.upperBound)
    }

    private func search(_ text: [UInt8], from offset: Int) -> Range<Int>? {
        var start = 0
        var end = 0
        let isFound = text.withUnsafeBytes { bytes in
            // An empty array may have no address, but RE2 wants one.
            guard let base = bytes.bindMemory(to: CChar.self).baseAddress else {
                return cre2_search(compiled, "", 0, 0, &start, &end)
            }
            return cre2_search(compiled, base, bytes.count, offset, &start, &end)
        }
        return isFound ? start..<end : nil
    }

    /// Whether nothing is wrong with the start of a pattern; its parentheses needn't be closed yet.
    private static func isFine(_ pattern: [UInt8], before end: Int) -> Bool {
        let compiled = compile(Array(pattern[..<end]))
        defer { cre2_free(compiled) }
        let code = cre2_error_code(compiled)
        return code == CRE2_FINE || code == CRE2_MISSING_PAREN
    }

    private static func compile(_ pattern: [UInt8]) -> OpaquePointer {
        pattern.withUnsafeBytes { bytes in
            cre2_compile(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
        }
    }
}
