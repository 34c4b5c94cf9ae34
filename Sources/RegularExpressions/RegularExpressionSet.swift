import CRE2

/// Tells in one go which of many regular expressions match the whole of a text.
///
/// - Note: RE2 locks what matching changes in a compiled set, so it may be used from any thread.
public final class RegularExpressionSet: @unchecked Sendable {
    private let compiled: OpaquePointer
    private let count: Int

    /// Compiles the patterns; nil where one can't be read, or all together would take too much memory.
    public init?(_ patterns: [String]) {
        let texts = patterns.map { Array($0.utf8) }
        let storage = texts.flatMap { $0 }
        let compiled = storage.withUnsafeBytes { bytes -> OpaquePointer? in
            var addresses: [UnsafePointer<CChar>?] = []
            var offset = 0
            for text in texts {
                addresses.append(RegularExpression.address(bytes) + offset)
                offset += text.count
            }
            return cre2_set_compile(addresses, texts.map(\.count), texts.count)
        }
        guard let compiled else { return nil }
        self.compiled = compiled
        count = patterns.count
    }

    deinit { cre2_set_free(compiled) }

    /// Returns the indices of those that match, in order; nil where RE2 can't tell for want of memory.
    public func matches(_ text: [UInt8]) -> [Int]? {
        var indices = [Int](repeating: 0, count: count)
        let found = text.withUnsafeBytes {
            cre2_set_match(compiled, RegularExpression.address($0), $0.count, &indices, count)
        }
        return found < 0 ? nil : indices[..<found].sorted()
    }
}
