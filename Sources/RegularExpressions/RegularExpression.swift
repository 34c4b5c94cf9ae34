import CRE2

/// A regular expression as Go has them, matched in a time that grows only with the text, whatever the pattern.
///
/// - Note: RE2 keeps no state in a compiled expression that matching would change, so it may be used from any thread.
public final class RegularExpression: @unchecked Sendable {
    private let compiled: OpaquePointer

    /// Compiles a pattern.
    ///
    /// - Parameter pattern: In UTF-8.
    /// - Throws: ``RegularExpressionError`` for one that RE2 can't read or finds too large.
    public init(_ pattern: [UInt8]) throws(RegularExpressionError) {
        let compiled = pattern.withUnsafeBytes { cre2_compile(Self.address($0), $0.count) }
        guard let compiled else { throw RegularExpressionError(.internalError, excerpt: []) }
        if let error = RegularExpressionError(of: compiled) {
            cre2_free(compiled)
            throw error
        }
        self.compiled = compiled
    }

    /// Compiles a pattern.
    ///
    /// - Throws: ``RegularExpressionError`` for one that RE2 can't read or finds too large.
    public convenience init(_ pattern: String) throws(RegularExpressionError) {
        try self.init(Array(pattern.utf8))
    }

    deinit { cre2_free(compiled) }

    /// Finds the first match from an offset on; what stands before the offset is not looked at.
    ///
    /// - Parameters:
    ///   - text: Valid UTF-8 from the offset on.
    ///   - offset: In bytes.
    /// - Returns: The byte range of the match in `text`.
    public func firstMatch(in text: [UInt8], from offset: Int = 0) -> Range<Int>? {
        var (start, end) = (0, 0)
        let isFound = text.withUnsafeBytes {
            cre2_search(compiled, Self.address($0), $0.count, offset, &start, &end)
        }
        return isFound ? start..<end : nil
    }

    /// How many groups of the expression capture what they match.
    public var groupCount: Int { cre2_group_count(compiled) }

    /// Matches the whole of a text.
    ///
    /// - Parameter text: In UTF-8.
    /// - Returns: The byte range of the text and of each group in it, by the group's number; nil for a group that took
    ///   no part. Nil where the text doesn't match.
    public func groups(inWhole text: [UInt8]) -> [Range<Int>?]? {
        let count = groupCount + 1
        var starts = [Int](repeating: 0, count: count)
        var ends = starts
        let isMatch = text.withUnsafeBytes {
            cre2_match_whole(compiled, Self.address($0), $0.count, &starts, &ends, count)
        }
        return isMatch ? zip(starts, ends).map { start, end in start < 0 ? nil : start..<end } : nil
    }

    /// Whether the expression matches somewhere in a text.
    public func isFound(in text: String) -> Bool { firstMatch(in: Array(text.utf8)) != nil }

    /// The address of a text; one without any has one, too, for RE2 wants it.
    static func address(_ text: UnsafeRawBufferPointer) -> UnsafePointer<CChar> {
        let empty: StaticString = ""
        return (text.baseAddress ?? UnsafeRawPointer(empty.utf8Start)).assumingMemoryBound(to: CChar.self)
    }
}
