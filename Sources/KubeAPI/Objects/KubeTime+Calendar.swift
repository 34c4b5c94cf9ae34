/// The calendar, in UTC.
extension KubeTime {
    /// The moment without its fraction of a second.
    package var wholeSecond: KubeTime {
        KubeTime(nanoseconds: nanoseconds &- KubeTime.floor(nanoseconds, 1_000_000_000).rest)
    }

    /// A moment's date and time; the weekday counts from Sunday, 0.
    package struct Calendar: Hashable, Sendable {
        package var year: Int
        package var month: Int
        package var day: Int
        package var hour: Int
        package var minute: Int
        package var second: Int
        package var weekday: Int
    }

    package var calendar: Calendar {
        let seconds = KubeTime.floor(nanoseconds, 1_000_000_000).whole
        let (days, rest) = KubeTime.floor(seconds, 86_400)
        // Days since 0000-03-01, in eras of 400 years: leap days fall at the end of a year so counted.
        let (era, ofEra) = KubeTime.floor(days + 719_468, 146_097)
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let shifted = (5 * ofYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return Calendar(
            year: year + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: ofYear - (153 * shifted + 2) / 5 + 1,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: KubeTime.floor(days + 4, 7).rest
        )
    }

    private static func floor(_ value: Int, _ unit: Int) -> (whole: Int, rest: Int) {
        let rest = ((value % unit) + unit) % unit
        return ((value &- rest) / unit, rest)
    }
}
