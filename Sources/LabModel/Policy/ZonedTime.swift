/// Reads a date, a time of day and an offset, wherever one is written: in a lab's private part, a table of submissions, an
/// option.
public enum ZonedTime {
    /// Seconds since 1970-01-01 00:00 UTC of `2026-12-01T23:59:00+01:00`, `2026-12-01 23:59 +01:00`, `2026-12-01T22:59Z`.
    ///
    /// A time without an offset is refused: a deadline isn't one as long as nobody knows whose clock it means.
    ///
    /// - Returns: Nil for anything else, and for a date that there isn't.
    public static func seconds(parsing text: some StringProtocol) -> Int? {
        var scanner = Scanner(rest: Array(text.utf8)[...])
        guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2),
            scanner.take("-"),
            let day = scanner.number(2), scanner.take("Tt "), let hour = scanner.number(2), scanner.take(":"),
            let minute = scanner.number(2), (1...12).contains(month),
            (1...days(in: month, of: year)).contains(day), hour < 24, minute < 60
        else { return nil }
        var second = 0
        if scanner.take(":") {
            guard let number = scanner.number(2), number < 60 else { return nil }
            second = number
            // Fractions don't count: a deadline is met or missed by the second.
            if scanner.take("."), !scanner.skipDigits() { return nil }
        }
        _ = scanner.take(" ")
        guard let offset = scanner.offset(), scanner.rest.isEmpty else { return nil }
        return Self.day(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset
    }

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

    private struct Scanner {
        var rest: ArraySlice<UInt8>

        /// Takes one of some characters.
        mutating func take(_ marks: String) -> Bool {
            guard let first = rest.first, marks.utf8.contains(first) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(_ digits: Int) -> Int? {
            guard rest.count >= digits, rest.prefix(digits).allSatisfy(Self.isDigit) else { return nil }
            defer { rest = rest.dropFirst(digits) }
            return rest.prefix(digits).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }

        mutating func skipDigits() -> Bool {
            let count = rest.prefix(while: Self.isDigit).count
            rest = rest.dropFirst(count)
            return count > 0
        }

        /// `Z`, `+01:00`, `-0330`: seconds east of Greenwich; no zone is as far as 15 hours.
        mutating func offset() -> Int? {
            if take("Zz") { return 0 }
            let isEast = rest.first == UInt8(ascii: "+")
            guard take("+-"), let hours = number(2), hours < 15 else { return nil }
            _ = take(":")
            guard let minutes = number(2), minutes < 60 else { return nil }
            return (isEast ? 1 : -1) * (hours * 3_600 + minutes * 60)
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    }
}
