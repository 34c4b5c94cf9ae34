/// Dates as HTTP writes them, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Writes a moment, in seconds since 1970.
    static func text(_ seconds: Int) -> String {
        let day = seconds.dividedDown(by: 86_400)
        let (year, month, date) = civil(day)
        let time = seconds - day * 86_400
        let clock = "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))"
        let name = days[day - day.dividedDown(by: 7) * 7]
        return "\(name), \(two(date)) \(months[month - 1]) \(year) \(clock) GMT"
    }

    /// Reads the one form that is written today; other forms, and impossible dates, are nil.
    static func parse(_ text: String) -> Int? {
        let fields = text.split(separator: " ")
        guard fields.count == 6, fields[5] == "GMT", fields[0].hasSuffix(",") else { return nil }
        let clock = fields[4].split(separator: ":").compactMap { HeaderText.number($0) }
        guard let date = HeaderText.number(fields[1]), (1...31).contains(date),
            let month = months.firstIndex(of: String(fields[2])),
            let year = HeaderText.number(fields[3]), (1900...9999).contains(year),
            clock.count == 3, clock[0] < 24, clock[1] < 60, clock[2] <= 60
        else { return nil }
        return days(year, month + 1, date) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    // Years are counted from March, so that the leap day is a year's last.

    private static func days(_ year: Int, _ month: Int, _ date: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let inYear = (153 * ((month + 9) % 12) + 2) / 5 + date - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + inYear - 719_468
    }

    private static func civil(_ day: Int) -> (year: Int, month: Int, date: Int) {
        let shifted = day + 719_468
        let era = shifted.dividedDown(by: 146_097)
        let inEra = shifted - era * 146_097
        let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * year + year / 4 - year / 100)
        let month = (5 * inYear + 2) / 153
        let date = inYear - (153 * month + 2) / 5 + 1
        return (era * 400 + year + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, date)
    }
}

extension Int {
    /// Division that rounds down, before 1970 too.
    fileprivate func dividedDown(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
