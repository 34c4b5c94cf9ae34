import CRE2
import RegularExpressions

/// Tells in one go which of many lines with holes a line fits.
///
/// - Note: RE2 locks what matching changes in a compiled set, so it may be used from any thread.
final class ExpressionSet: @unchecked Sendable {
    private let compiled: OpaquePointer
    private let count: Int

    /// Compiles the expressions; nil where that would take too much memory.
    init?(_ expressions: [LineExpression]) {
        let texts = expressions.map { Array($0.source.utf8) }
        let storage = texts.flatMap { $0 }
        let compiled = storage.withUnsafeBytes { bytes -> OpaquePointer? in
            var addresses: [UnsafePointer<CChar>?] = []
            var offset = 0
            for text in texts {
                addresses.append(bytes.baseAddress.map { ($0 + offset).assumingMemoryBound(to: CChar.self) })
                offset += text.count
            }
            return cre2_set_compile(addresses, texts.map(\.count), texts.count)
        }
        guard let compiled else { return nil }
        self.compiled = compiled
        count = expressions.count
    }

    deinit { cre2_set_free(compiled) }

    /// Returns the indices of those that fit, in order; nil where that can't be told.
    func matches(_ line: [UInt8]) -> [Int]? {
        var indices = [Int](repeating: 0, count: count)
        let found = line.withUnsafeBytes {
            cre2_set_match(compiled, RegularExpression.address($0), $0.count, &indices, count)
        }
        return found < 0 ? nil : indices[..<found].sorted()
    }
}
