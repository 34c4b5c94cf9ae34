/// How moments are written and read: RFC 3339 in UTC.
extension KubeTime {
    /// Whole seconds, as most fields have them: `2025-01-31T12:00:00Z`.
    public var seconds: String { "\(civil)Z" }

    /// With microseconds, as `MicroTime` fields have them: `2025-01-31T12:00:00.000001Z`.
    public var microseconds: String {
        let rest = KubeTime.floor(nanoseconds, 1_000_000_000).rest / 1000
        return "\(civil).\(KubeTime.digits(rest, 6))Z"
    }

    /// Reads a time of an object; nil for what is none.
    ///
    /// Offsets other than `Z` aren't read: the API server writes none.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 30, bytes.last == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        let marks: [(Int, Character)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
        guard marks.allSatisfy({ bytes[$0.0] == $0.1.asciiValue }) else { return nil }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
        else { return nil }
        var fraction = 0
        if bytes[19] == UInt8(ascii: ".") {
            guard bytes.count > 21, let digits = number(20..<bytes.count - 1) else { return nil }
            fraction = (bytes.count - 21..<9).reduce(digits) { value, _ in value * 10 }
        } else if bytes.count != 20 {
            return nil
        }
        let days = KubeTime.days(year: year, month: month, day: day)
        let (scaled, overflows) = (days * 86_400 + hour * 3600 + minute * 60 + second)
            .multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflows else { return nil }
        let (sum, overflowsToo) = scaled.addingReportingOverflow(fraction)
        guard !overflowsToo else { return nil }
        self.init(nanoseconds: sum)
    }

    /// The moment without its fraction of a second.
    package var wholeSecond: KubeTime {
        KubeTime(nanoseconds: nanoseconds &- KubeTime.floor(nanoseconds, 1_000_000_000).rest)
    }

    /// Year, month, day, hour, minute, second and the day of the week (0 is Sunday).
    package var calendar: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, weekday: Int)
    {
        let seconds = KubeTime.floor(nanoseconds, 1_000_000_000).whole
        let (days, rest) = KubeTime.floor(seconds, 86_400)
        // Days since 0000-03-01, in eras of 400 years: leap days fall at the end of a year so counted.
        let (era, ofEra) = KubeTime.floor(days + 719_468, 146_097)
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let shifted = (5 * ofYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (
            year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shifted + 2) / 5 + 1,
            rest / 3600, rest / 60 % 60, rest % 60, KubeTime.floor(days + 4, 7).rest
        )
    }

    private var civil: String {
        let (year, month, day, hour, minute, second, _) = calendar
        let date = "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
        return "\(date)T\(Self.digits(hour, 2)):\(Self.digits(minute, 2)):\(Self.digits(second, 2))"
    }

    /// Days from 1970-01-01 to a date.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let (era, ofEra) = floor(year, 400)
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    private static func floor(_ value: Int, _ unit: Int) -> (whole: Int, rest: Int) {
        let rest = ((value % unit) + unit) % unit
        return ((value &- rest) / unit, rest)
    }

    private static func digits(_ value: Int, _ count: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}
