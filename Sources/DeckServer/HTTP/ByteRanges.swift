/// What a `Range` header asks for, against a length.
///
/// - Note: Source: RFC 9110, 14.
enum ByteRanges: Hashable {
    /// All of it: there is no range, or one that may be ignored.
    case whole
    /// Nothing that exists.
    case unsatisfiable
    /// Stretches, in the order asked for, none empty.
    case parts([Range<Int>])

    /// Ranges beyond this many are ignored: more are an attack or a mistake.
    static let most = 16

    init(_ header: String?, length: Int) {
        guard let header, let equals = header.firstIndex(of: "="),
            HeaderText.trimmed(header[..<equals]).lowercased() == "bytes"
        else {
            self = .whole
            return
        }
        let specs = HeaderText.list(header[header.index(after: equals)...])
        guard !specs.isEmpty, specs.count <= Self.most else {
            self = .whole
            return
        }
        var parts: [Range<Int>] = []
        for spec in specs {
            guard let ends = Self.ends(spec) else {
                self = .whole
                return
            }
            if let part = Self.part(ends, length) { parts.append(part) }
        }
        // Overlapping stretches that together are larger than the file serve nobody but an attacker.
        let total = parts.reduce(0) { $0 + $1.count }
        self = parts.isEmpty ? .unsatisfiable : total > length ? .whole : .parts(parts)
    }

    private static func ends(_ spec: String) -> (first: Int?, last: Int?)? {
        let sides = spec.split(separator: "-", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return nil }
        let first = HeaderText.number(sides[0])
        let last = HeaderText.number(sides[1])
        guard sides[0].isEmpty == (first == nil), sides[1].isEmpty == (last == nil) else { return nil }
        if first == nil && last == nil { return nil }
        if let first, let last, first > last { return nil }
        return (first, last)
    }

    private static func part(_ ends: (first: Int?, last: Int?), _ length: Int) -> Range<Int>? {
        switch ends {
        case (let first?, let last): first < length ? first..<min(last.map { $0 + 1 } ?? length, length) : nil
        case (nil, let count?): count > 0 && length > 0 ? max(length - count, 0)..<length : nil
        case (nil, nil): nil
        }
    }
}
