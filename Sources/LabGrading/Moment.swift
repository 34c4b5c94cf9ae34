import LabModel

/// A moment in whole seconds since 1970, as written in RFC 3339.
public struct Moment: Hashable, Sendable, Comparable {
    public var seconds: Int

    public init(seconds: Int) { self.seconds = seconds }

    /// Reads `2026-11-30T23:59+01:00` and what else ``ZonedTime`` reads.
    public init?(_ text: some StringProtocol) {
        guard let seconds = ZonedTime.seconds(parsing: text) else { return nil }
        self.seconds = seconds
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
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
