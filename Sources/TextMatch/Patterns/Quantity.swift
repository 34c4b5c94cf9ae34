/// A number with the unit that it is written with.
public struct Quantity: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case number
        /// In bytes.
        case size
        /// In seconds.
        case duration
    }

    public var kind: Kind
    /// The value in the kind's unit.
    public var value: Double

    public init(_ kind: Kind, _ value: Double) {
        self.kind = kind
        self.value = value
    }

    /// Reads `3`, `2.5`, `30MB`, `1.5 GiB`, `20s`, `1m30s`; nil for anything else.
    public init?(parsing text: some StringProtocol) {
        let text = text.trimmingBlanks
        guard let (number, rest) = Self.number(at: text) else { return nil }
        let unit = rest.trimmingBlanks
        if unit.isEmpty {
            self.init(.number, number)
        } else if let factor = Self.sizes[String(unit)] {
            self.init(.size, number * factor)
        } else if let seconds = Self.seconds(of: text) {
            self.init(.duration, seconds)
        } else {
            return nil
        }
    }

    /// Reads a limit of memory as docker reads one: `64m`, `512MB`, `1.5 GiB`, in any case, a `k` being 1024; a number
    /// alone is bytes.
    ///
    /// - Note: Source: docker/go-units, `RAMInBytes`.
    public init?(limitOfMemory text: some StringProtocol) {
        guard let (number, rest) = Self.number(at: text.trimmingBlanks),
            let unit = rest.lowercased().wholeMatch(of: #/ ?([kmgtp]?)i?b?/#)?.1
        else { return nil }
        let power = unit.first.flatMap { Array("kmgtp").firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        self.init(.size, (0..<power).reduce(number) { value, _ in value * 1024 })
    }

    /// Decimal units as `docker` prints them, and binary ones.
    private static let sizes: [String: Double] = [
        "B": 1, "kB": 1e3, "KB": 1e3, "k": 1e3, "MB": 1e6, "M": 1e6, "GB": 1e9, "G": 1e9, "TB": 1e12,
        "T": 1e12,
        "KiB": 0x1p10, "Ki": 0x1p10, "MiB": 0x1p20, "Mi": 0x1p20, "GiB": 0x1p30, "Gi": 0x1p30, "TiB": 0x1p40,
        "Ti": 0x1p40,
    ]

    private static let units: [(String, Double)] = [
        ("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600),
        ("d", 86_400),
    ]

    /// Reads a sum of durations such as `1h2m3.5s`.
    private static func seconds(of text: Substring) -> Double? {
        var rest = text
        var total = 0.0
        while !rest.isEmpty {
            guard let (number, behind) = number(at: rest),
                let (name, factor) = units.first(where: { behind.hasPrefix($0.0) })
            else { return nil }
            total += number * factor
            rest = behind.dropFirst(name.count)
        }
        return total
    }

    private static func number(at text: Substring) -> (Double, Substring)? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
        // A range's points belong to no number.
        let end = digits.firstRange(of: "..")?.lowerBound ?? digits.endIndex
        guard let value = Double(digits[..<end]), value.isFinite else { return nil }
        return (value, text[end...])
    }

    /// What a quantity of a kind is written with, as a regular expression of RE2.
    static func expression(_ kind: Kind) -> String {
        switch kind {
        case .number: #"[+-]?[0-9]+(?:\.[0-9]+)?"#
        case .size: #"[0-9]+(?:\.[0-9]+)? ?(?:[kKMGT]i?B?|B)"#
        case .duration: HoleShape.duration.expression
        }
    }
}
