import SimShell

/// A moment in the Gregorian calendar, UTC: log lines need it, and nothing else here would need Foundation.
struct Calendar: Hashable {
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    var year = 1970
    /// 1…12.
    var month = 1
    /// 1…31.
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var microsecond = 0

    /// 0 is Sunday.
    var weekday: Int { Self.modulo(days + 4, 7) }

    /// Since 1970.
    var days: Int {
        // Years start in March here, so that the leap day is the last one.
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Since 1970.
    var microseconds: Int {
        ((days * 24 + hour) * 60 + minute) * 60_000_000 + second * 1_000_000 + microsecond
    }

    init(days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    init(microseconds: Int) {
        let inDay = Self.modulo(microseconds, 86_400_000_000)
        self.init(days: (microseconds - inDay) / 86_400_000_000)
        hour = inDay / 3_600_000_000
        minute = inDay / 60_000_000 % 60
        second = inDay / 1_000_000 % 60
        microsecond = inDay % 1_000_000
    }

    init(_ time: WallTime) { self.init(microseconds: time.nanoseconds / 1000) }

    var monthName: String { Self.months[Self.modulo(month - 1, 12)] }
    var weekdayName: String { Self.weekdays[weekday] }

    /// Such as `2026-11-29`.
    var date: String { "\(Self.digits(year, 4))-\(Self.digits(month))-\(Self.digits(day))" }
    /// Such as `08:25:51`.
    var clock: String { "\(Self.digits(hour)):\(Self.digits(minute)):\(Self.digits(second))" }
    /// Such as `2026-11-29 08:25:51.123`.
    var withMilliseconds: String { "\(date) \(clock).\(Self.digits(microsecond / 1000, 3))" }

    /// With zeros in front.
    static func digits(_ number: Int, _ count: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    private static func modulo(_ number: Int, _ divisor: Int) -> Int {
        let rest = number % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
