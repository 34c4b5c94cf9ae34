/// A moment in whole seconds since 1970, as written in RFC 3339.
public struct Moment: Hashable, Sendable, Comparable {
    public var seconds: Int

    public init(seconds: Int) { self.seconds = seconds }

    /// Reads `2026-11-30T23:59+01:00`, also with seconds, with `Z`, and with a space for the `T`.
    ///
    /// A time without a zone is refused: a deadline isn't one as long as nobody knows whose clock it means.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        func has(_ marks: String, at index: Int) -> Bool {
            index < bytes.count && marks.utf8.contains(bytes[index])
        }
        guard has("-", at: 4), has("-", at: 7), has("Tt ", at: 10), has(":", at: 13),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16),
            (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day), hour < 24,
            minute < 60
        else { return nil }
        var second = 0
        var index = 16
        if has(":", at: index) {
            guard let value = number(17..<19), value < 60 else { return nil }
            second = value
            index = 19
            // Fractions don't count: a deadline is met or missed by the second.
            if has(".", at: index) {
                index += 1
                let start = index
                while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
                guard index > start else { return nil }
            }
        }
        var offset = 0
        if has("Zz", at: index) {
            index += 1
        } else {
            guard has("+-", at: index), has(":", at: index + 3),
                let hours = number(index + 1..<index + 3), let minutes = number(index + 4..<index + 6),
                hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (bytes[index] == UInt8(ascii: "-") ? -60 : 60)
            index += 6
        }
        guard index == bytes.count else { return nil }
        seconds = Self.day(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// The days from 1 January 1970; years begin in March here, so that the odd day comes last.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}

extension Moment: CustomStringConvertible {
    /// The moment in UTC: `2026-11-30T22:59:00Z`.
    public var description: String {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let second = seconds - days * 86_400
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let padding = String(repeating: "0", count: max(4 - "\(year)".count, 0))
        return "\(padding)\(year)-\(two(month))-\(two(day))T\(two(second / 3_600)):\(two(second / 60 % 60)):"
            + "\(two(second % 60))Z"
    }
}
