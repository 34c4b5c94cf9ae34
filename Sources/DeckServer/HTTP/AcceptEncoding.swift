/// Tells from an `Accept-Encoding` header how to compress.
///
/// - Note: Source: RFC 9110, 12.5.3.
enum AcceptEncoding {
    /// Whether gzip is wanted at least as much as the bare bytes.
    static func wantsGzip(_ header: String?) -> Bool {
        let weights = weights(header)
        return wants(weights["gzip"] ?? weights["x-gzip"] ?? weights["*"], among: weights)
    }

    /// Whether Brotli is named, and wanted at least as much as the bare bytes.
    static func wantsBrotli(_ header: String?) -> Bool {
        let weights = weights(header)
        return wants(weights["br"], among: weights)
    }

    private static func wants(_ weight: Int?, among weights: [String: Int]) -> Bool {
        // Bare bytes that aren't named are acceptable, but never preferred.
        guard let weight else { return false }
        return weight > 0 && weight >= weights["identity"] ?? 0
    }

    private static func weights(_ header: String?) -> [String: Int] {
        guard let header else { return [:] }
        var weights: [String: Int] = [:]
        for member in HeaderText.list(header) {
            let parts = member.split(separator: ";").map { HeaderText.trimmed($0) }
            guard let coding = parts.first?.lowercased() else { continue }
            weights[coding] = parts.dropFirst().compactMap(weight).first ?? 1000
        }
        return weights
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
