/// Tells from an `Accept-Encoding` header whether to compress.
///
/// - Note: Source: RFC 9110, 12.5.3.
enum AcceptEncoding {
    /// Whether gzip is wanted at least as much as the bare bytes.
    static func wantsGzip(_ header: String?) -> Bool {
        guard let header else { return false }
        var weights: [String: Int] = [:]
        for member in HeaderText.list(header) {
            let parts = member.split(separator: ";").map { HeaderText.trimmed($0) }
            guard let coding = parts.first?.lowercased() else { continue }
            weights[coding] = parts.dropFirst().compactMap(weight).first ?? 1000
        }
        let gzip = weights["gzip"] ?? weights["x-gzip"] ?? weights["*"] ?? 0
        // Bare bytes that aren't named are acceptable, but never preferred.
        let bare = weights["identity"] ?? 0
        return gzip > 0 && gzip >= bare
    }

    /// A weight in thousandths; nil where the parameter is another.
    private static func weight(_ parameter: String) -> Int? {
        let sides = parameter.split(separator: "=", maxSplits: 1).map { HeaderText.trimmed($0) }
        guard sides.count == 2, sides[0].lowercased() == "q" else { return nil }
        let digits = sides[1].split(separator: ".", omittingEmptySubsequences: false)
        guard digits.count <= 2, let whole = digits.first.flatMap({ HeaderText.number($0) }), whole <= 1
        else { return 0 }
        let fraction = digits.count == 2 ? digits[1].prefix(3) : ""
        let padded = fraction + String(repeating: "0", count: 3 - fraction.count)
        return min(1000, whole * 1000 + (HeaderText.number(padded) ?? 0))
    }
}
