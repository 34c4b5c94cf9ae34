/// A moment with the offset that it was written with: `2026-12-01 23:59 +01:00`.
///
/// There is no name of a time zone: what a name stands for depends on the machine that reads it.
public struct Deadline: Hashable, Sendable {
    /// Seconds since 1970-01-01 00:00 UTC.
    public var seconds: Int
    /// As it was written.
    public var text: String

    /// Reads a date, a time of day and an offset: `2026-12-01T23:59:00+01:00`, `2026-12-01 22:59Z`.
    ///
    /// - Returns: Nil for anything else, and for a date that there isn't.
    public init?(parsing text: String) {
        var scanner = Scanner(rest: text[...])
        guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2),
            scanner.take("-"),
            let day = scanner.number(2), scanner.take("T") || scanner.take(" "),
            let hour = scanner.number(2), scanner.take(":"), let minute = scanner.number(2)
        else { return nil }
        var second = 0
        if scanner.take(":") {
            guard let number = scanner.number(2) else { return nil }
            second = number
        }
        _ = scanner.take(" ")
        guard let offset = scanner.offset(), scanner.rest.isEmpty, hour < 24, minute < 60, second < 60,
            let days = Self.days(year, month, day)
        else { return nil }
        seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.text = text
    }

    /// Days since 1970-01-01 by the Gregorian calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard year >= 1970, (1...12).contains(month), (1...lengths[month - 1]).contains(day) else {
            return nil
        }
        let before = year - 1
        let leaps = before / 4 - before / 100 + before / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400)
        return (year - 1970) * 365 + leaps + lengths.prefix(month - 1).reduce(0, +) + day - 1
    }

    private struct Scanner {
        var rest: Substring

        mutating func take(_ sign: Character) -> Bool {
            guard rest.first == sign else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(_ digits: Int) -> Int? {
            let text = rest.prefix(digits)
            guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            rest = rest.dropFirst(digits)
            return Int(text)
        }

        /// `Z`, `+01:00`, `-0330`: seconds east of Greenwich.
        mutating func offset() -> Int? {
            if take("Z") { return 0 }
            let isEast = rest.first == "+"
            guard take("+") || take("-"), let hours = number(2), hours < 15 else { return nil }
            _ = take(":")
            guard let minutes = number(2), minutes < 60 else { return nil }
            return (isEast ? 1 : -1) * (hours * 3_600 + minutes * 60)
        }
    }
}
