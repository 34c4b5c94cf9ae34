import SimShell

/// Moments as Docker writes and reads them.
enum Timestamp {
    /// `0001-01-01T00:00:00Z`: Go's zero, for what hasn't happened.
    static let never = "0001-01-01T00:00:00Z"

    /// The seconds whose nanoseconds can be counted.
    private static let bounds = -9_000_000_000...9_000_000_000

    /// RFC 3339 with nanoseconds, trailing zeros left off as Go does.
    static func text(_ time: WallTime?) -> String {
        guard let time else { return never }
        let (head, fraction) = parts(time)
        guard fraction > 0 else { return head + "Z" }
        var digits = padded(fraction, 9)
        while digits.last == "0" { digits.removeLast() }
        return "\(head).\(digits)Z"
    }

    /// RFC 3339 with all nine digits, as log lines have it.
    static func fixed(_ time: WallTime) -> String {
        let (head, fraction) = parts(time)
        return "\(head).\(padded(fraction, 9))Z"
    }

    /// RFC 3339 in whole seconds.
    static func seconds(_ time: WallTime) -> String { parts(time).0 + "Z" }

    /// Hours and minutes, for lists of processes.
    static func clock(_ time: WallTime) -> String {
        let minutes = time.seconds.remainder(86_400) / 60
        return "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }

    /// Reads seconds since 1970, with or without a fraction, or an RFC 3339 time; nil where it is neither.
    static func read(_ text: String) -> WallTime? {
        let sides = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        if let seconds = Int(sides[0]), bounds.contains(seconds) {
            guard let fraction = sides.count > 1 ? nanoseconds(sides[1]) : 0 else { return nil }
            return WallTime(nanoseconds: seconds * 1_000_000_000 + fraction)
        }
        return readCalendar(text)
    }

    private static func readCalendar(_ text: String) -> WallTime? {
        let form =
            /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:\d\d)?/
        guard let found = text.wholeMatch(of: form)?.output, let year = Int(found.1),
            let month = Int(found.2), let day = Int(found.3), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        let number = { (part: Substring?) in part.flatMap { Int($0) } ?? 0 }
        var seconds = days(year, month, day) * 86_400
        seconds += number(found.4) * 3600 + number(found.5) * 60 + number(found.6)
        if let zone = found.8, zone != "Z" {
            let offset = number(zone.dropFirst().prefix(2)) * 3600 + number(zone.suffix(2)) * 60
            seconds += zone.first == "-" ? offset : -offset
        }
        let fraction = found.7.flatMap { nanoseconds($0) } ?? 0
        guard bounds.contains(seconds) else { return nil }
        return WallTime(nanoseconds: seconds * 1_000_000_000 + fraction)
    }

    private static func nanoseconds(_ digits: Substring) -> Int? {
        guard digits.count <= 9, digits.allSatisfy(\.isASCII) else { return nil }
        return Int(digits + String(repeating: "0", count: 9 - digits.count))
    }

    private static func parts(_ time: WallTime) -> (String, Int) {
        let fraction = time.nanoseconds.remainder(1_000_000_000)
        let all = (time.nanoseconds - fraction) / 1_000_000_000
        let inDay = all.remainder(86_400)
        let (year, month, day) = date((all - inDay) / 86_400)
        let head =
            "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
            + "T\(padded(inDay / 3600, 2)):\(padded(inDay / 60 % 60, 2)):\(padded(inDay % 60, 2))"
        return (head, fraction)
    }

    /// The days since 1970 of a date in the Gregorian calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // Years that begin in March end with the leap day.
        let shifted = month > 2 ? year : year - 1
        let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + inYear - 719_468
    }

    private static func date(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted - shifted.remainder(146_097)) / 146_097
        let inEra = shifted.remainder(146_097)
        let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * year + year / 4 - year / 100)
        let month = (5 * inYear + 2) / 153
        let isLate = month >= 10
        return (
            year + era * 400 + (isLate ? 1 : 0), isLate ? month - 9 : month + 3,
            inYear - (153 * month + 2) / 5 + 1
        )
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int {
    /// What is left of a division, never negative.
    fileprivate func remainder(_ divisor: Int) -> Int {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
