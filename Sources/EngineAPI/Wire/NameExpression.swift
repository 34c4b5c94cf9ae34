import CRE2

/// A pattern by which names are filtered: a regular expression as Go has them, looked for anywhere in a name.
///
/// Patterns are strangers': RE2 takes linear time, and bounds what one may need. One that can't be read finds only the
/// name that is spelt like it, as in the engine.
///
/// - Note: RE2 keeps no state in a compiled expression that matching would change, so it may be used from any thread.
public final class NameExpression: @unchecked Sendable {
    private let text: String
    private let compiled: OpaquePointer?

    /// Reads a pattern.
    public init(_ text: String) {
        self.text = text
        var source = text
        compiled = source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cre2_compile($0.baseAddress, $0.count) }
        }
    }

    deinit { cre2_free(compiled) }

    /// Whether the pattern is found in a name.
    public func finds(_ name: String) -> Bool {
        if name == text { return true }
        guard let compiled, cre2_error_code(compiled) == CRE2_FINE else { return false }
        var name = name
        return name.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                var (start, end) = (0, 0)
                return cre2_search(compiled, $0.baseAddress, $0.count, 0, &start, &end)
            }
        }
    }
}

extension Filters {
    /// Whether one of the patterns for names finds what something is called; true where there is none.
    public func matchNames(_ names: String...) -> Bool {
        !contains("name")
            || self["name"].map(NameExpression.init).contains { names.contains(where: $0.finds) }
    }
}
