import Synchronization

extension KubeTime {
    /// As most fields write it: `2026-11-29T12:00:00Z`.
    ///
    /// Objects are full of moments, most of them of the same second: these share one text.
    public var text: String {
        let (second, _) = Self.split(nanoseconds, by: 1_000_000_000)
        return Self.lastText.withLock { last in
            if last.second != second { last = (second, dateAndTime + "Z") }
            return last.text
        }
    }

    private static let lastText = Mutex((second: Int.min, text: ""))

    /// As a `MicroTime` is written: `2026-11-29T12:00:00.000000Z`.
    public var microText: String {
        let (_, rest) = Self.split(nanoseconds, by: 1_000_000_000)
        return dateAndTime + "." + Self.padded(rest / 1000, 6) + "Z"
    }

    /// Reads an RFC 3339 text, with a fraction and an offset where there are such; nil for anything else.
    public init?(_ text: String) {
        guard let nanoseconds = Self.parse(Array(text.utf8)) else { return nil }
        self.init(nanoseconds: nanoseconds)
    }

    private var dateAndTime: String {
        let (seconds, _) = Self.split(nanoseconds, by: 1_000_000_000)
        let (days, second) = Self.split(seconds, by: 86_400)
        let (year, month, day) = Self.date(ofDay: days)
        let date = Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
        let time =
            Self.padded(second / 3600, 2) + ":" + Self.padded(second / 60 % 60, 2) + ":"
            + Self.padded(second % 60, 2)
        return date + "T" + time
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Division that rounds down, so that moments before 1970 have positive rests.
    private static func split(_ number: Int, by divisor: Int) -> (whole: Int, rest: Int) {
        let (whole, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (whole - 1, rest + divisor) : (whole, rest)
    }

    /// The date of a day counted from 1970-01-01, in the Gregorian calendar.
    private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
        // Years begin in March here, so that the day that leap years add is the last.
        let (era, dayOfEra) = split(day + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func day(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = split(shiftedYear, by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func parse(_ text: [UInt8]) -> Int? {
        guard text.count >= 20, text.count <= 40, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: "t"), text[13] == UInt8(ascii: ":"),
            text[16] == UInt8(ascii: ":"),
            let year = number(text[0..<4]), let month = number(text[5..<7]), let day = number(text[8..<10]),
            let hour = number(text[11..<13]), let minute = number(text[14..<16]),
            let second = number(text[17..<19]), (1...12).contains(month), (1...31).contains(day), hour < 24,
            minute < 60, second < 60
        else { return nil }
        let days = Self.day(year: year, month: month, day: day)
        // A day that the month doesn't have comes back as another.
        guard date(ofDay: days).day == day else { return nil }
        var rest = text[19...]
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            guard !digits.isEmpty, digits.count <= 9, let value = number(digits) else { return nil }
            fraction = (0..<(9 - digits.count)).reduce(value) { value, _ in value * 10 }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = offset(rest) else { return nil }
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowsToo) = whole.addingReportingOverflow(fraction)
        return overflows || overflowsToo ? nil : sum
    }

    /// Seconds east of Greenwich: `Z`, `+02:00`.
    private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
        if text.elementsEqual("Z".utf8) || text.elementsEqual("z".utf8) { return 0 }
        let text = Array(text)
        guard text.count == 6, text[3] == UInt8(ascii: ":"), let hours = number(text[1..<3]),
            let minutes = number(text[4..<6]), hours < 24, minutes < 60
        else { return nil }
        switch text[0] {
        case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}
