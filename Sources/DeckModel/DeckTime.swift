/// A date and time of day of a deck's header, in UTC.
public struct DeckTime: Hashable, Sendable {
    public var year: Int
    public var month: Int
    public var day: Int
    public var hour: Int
    public var minute: Int

    public init(year: Int, month: Int, day: Int, hour: Int, minute: Int) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
    }

    /// The date as slides show it: `2 January 2006`.
    public var dayMonthYear: String { "\(day) \(Self.months[month - 1]) \(padded(year, 4))" }

    /// The date as RFC 3339 has it: `2006-01-02`.
    public var isoDate: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

    /// Date and time as RFC 3339 has them: `2006-01-02T11:00:00Z`.
    public var rfc3339: String { "\(isoDate)T\(padded(hour, 2)):\(padded(minute, 2)):00Z" }

    /// Whether this is Go's zero time, which `present` shows as no date at all.
    public var isZero: Bool { self == DeckTime(year: 1, month: 1, day: 1, hour: 0, minute: 0) }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }
}
