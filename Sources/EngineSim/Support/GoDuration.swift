/// Durations as Go writes them.
enum GoDuration {
    private static let units = [
        "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000,
        "m": 60_000_000_000, "h": 3_600_000_000_000,
    ]
    private static let longest = 1 << 60

    /// Reads `1h30m`, `1.5s`, `500ms` into nanoseconds; nil where it is none.
    static func read(_ text: String) -> Int? {
        var (rest, sum) = (text[...], 0)
        guard !rest.isEmpty, rest.utf8.count < 40 else { return nil }
        while let found = rest.prefixMatch(of: /(\d{0,9})(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/)?.output {
            let fraction = found.2 ?? ""
            guard !found.1.isEmpty || !fraction.isEmpty, let unit = units[String(found.3)] else { return nil }
            let (part, overflows) = (Int(found.1) ?? 0).multipliedReportingOverflow(by: unit)
            guard !overflows, part < longest else { return nil }
            let below = (Double("0.\(fraction)") ?? 0) * Double(unit)
            sum = min(sum + part + Int(below), longest)
            rest = rest[found.0.endIndex...]
        }
        return rest.isEmpty ? sum : nil
    }
}
