/// How long something took, as `docker ps` says it.
enum HumanDuration {
    /// The words for whole seconds.
    static func text(seconds: Int) -> String {
        let (minutes, hours) = (seconds / 60, (seconds + 1800) / 3600)
        switch true {
        case seconds < 1: return "Less than a second"
        case seconds == 1: return "1 second"
        case seconds < 60: return "\(seconds) seconds"
        case minutes == 1: return "About a minute"
        case minutes < 60: return "\(minutes) minutes"
        case hours == 1: return "About an hour"
        case hours < 48: return "\(hours) hours"
        case hours < 24 * 7 * 2: return "\(hours / 24) days"
        case hours < 24 * 30 * 2: return "\(hours / 24 / 7) weeks"
        case hours < 24 * 365 * 2: return "\(hours / 24 / 30) months"
        default: return "\(hours / 24 / 365) years"
        }
    }
}

/// Sizes as `docker` writes them in messages: decimal units, four digits.
enum HumanSize {
    /// The size with a unit, `69.21kB`.
    static func text(_ bytes: Int) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return digits(value) + units[unit]
    }

    /// Reads `12MB`, `1.5 GiB`, `4096`; nil where it is no size.
    static func read(_ text: String) -> Int? {
        var rest = Substring(text)
        let digits = { (rest: inout Substring) -> Substring in
            let found = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(found.count)
            return found
        }
        let take = { (rest: inout Substring, letters: String) -> Character? in
            guard let first = rest.first, letters.contains(first) else { return nil }
            return rest.removeFirst()
        }
        let whole = digits(&rest)
        let fraction = take(&rest, ".") == nil ? nil : digits(&rest)
        guard (1...9).contains(whole.count), let number = Int(whole), (1...3).contains(fraction?.count ?? 1)
        else { return nil }
        rest = rest.drop(while: \.isWhitespace)
        let unit = take(&rest, "kKMGT").map { $0.lowercased() } ?? ""
        let power = ["": 0, "k": 1, "m": 2, "g": 3, "t": 4][unit] ?? 0
        let step = take(&rest, "i") == nil ? 1000 : 1024
        _ = take(&rest, "bB")
        guard rest.isEmpty else { return nil }
        let factor = (0..<power).reduce(1) { sum, _ in sum * step }
        var size = number.multipliedReportingOverflow(by: factor)
        if let fraction, let part = Int(fraction) {
            let divisor = (0..<fraction.count).reduce(1) { sum, _ in sum * 10 }
            size.partialValue &+= part * factor / divisor
        }
        return size.overflow || size.partialValue < 0 ? nil : size.partialValue
    }

    /// Four significant digits, without zeros at the end.
    private static func digits(_ value: Double) -> String {
        let places = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3
        let scale = (0..<places).reduce(1) { sum, _ in sum * 10 }
        let scaled = Int((value * Double(scale)).rounded())
        guard scale > 1 else { return String(scaled) }
        var text = "\(scaled / scale).\(Timestamp.padded(scaled % scale, places))"
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }
}
