/// A five-field schedule: minute, hour, day of the month, month, day of the week, in UTC.
///
/// Names (`JAN`, `MON`), ranges, lists, steps and the shorthands `@hourly`, `@daily`, `@every 90s`, … are understood; where
/// both days are restricted, either will do.
struct CronSchedule: Hashable, Sendable {
    private static let shorthands = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
        "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]
    private static let months = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ]
    private static let days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
    /// How far ahead a moment is looked for; 29 February comes at least every eight years.
    private static let daysAhead = 366 * 9

    private let minutes: Set<Int>
    private let hours: Set<Int>
    private let monthDays: Set<Int>
    private let monthSet: Set<Int>
    private let weekdays: Set<Int>
    private let isAnyMonthDay: Bool
    private let isAnyWeekday: Bool
    /// Seconds between two moments, for `@every`.
    private let interval: Int?

    /// Reads a schedule; nil where it isn't one.
    init?(_ text: String) {
        if text.hasPrefix("@every ") {
            guard let seconds = Self.duration(text.dropFirst(7)) else { return nil }
            (minutes, hours, monthDays, monthSet, weekdays) = ([], [], [], [], [])
            (isAnyMonthDay, isAnyWeekday, interval) = (true, true, seconds)
            return
        }
        interval = nil
        let text = Self.shorthands[text] ?? text
        let fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard fields.count == 5, let minutes = Self.field(fields[0], 0...59),
            let hours = Self.field(fields[1], 0...23), let monthDays = Self.field(fields[2], 1...31),
            let months = Self.field(fields[3], 1...12, names: Self.months, first: 1),
            let weekdays = Self.field(fields[4], 0...6, names: Self.days, first: 0)
        else { return nil }
        self.minutes = minutes
        self.hours = hours
        self.monthDays = monthDays
        monthSet = months
        self.weekdays = weekdays
        isAnyMonthDay = fields[2].hasPrefix("*") || fields[2].hasPrefix("?")
        isAnyWeekday = fields[4].hasPrefix("*") || fields[4].hasPrefix("?")
    }

    private static func field(
        _ text: String,
        _ range: ClosedRange<Int>,
        names: [String] = [],
        first: Int = 0
    ) -> Set<Int>? {
        func number(_ text: Substring) -> Int? {
            if let number = Int(text), range.contains(number), text.first?.isNumber ?? false { return number }
            return names.firstIndex(of: text.uppercased()).map { $0 + first }
        }
        var values: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
            guard let span = pieces.first, pieces.count <= 2 else { return nil }
            var step = 1
            if pieces.count == 2 {
                guard let given = Int(pieces[1]), given > 0 else { return nil }
                step = given
            }
            let low: Int
            let high: Int
            if span == "*" || span == "?" {
                (low, high) = (range.lowerBound, range.upperBound)
            } else {
                let ends = span.split(separator: "-", omittingEmptySubsequences: false)
                guard let from = ends.first.flatMap(number), ends.count <= 2 else { return nil }
                low = from
                // `5/15` goes on to the end.
                guard let to = ends.count == 2 ? number(ends[1]) : pieces.count == 2 ? range.upperBound : from
                else { return nil }
                high = to
            }
            guard low <= high else { return nil }
            values.formUnion(stride(from: low, through: high, by: step))
        }
        return values
    }

    /// Whole seconds of a duration as Go writes it (`1h30m`, `90s`), at least one.
    private static func duration(_ text: Substring) -> Int? {
        var seconds = 0
        var digits = ""
        for character in text {
            if character.isASCII, character.isNumber, digits.count < 9 {
                digits.append(character)
                continue
            }
            guard let unit = ["h": 3600, "m": 60, "s": 1][character], let number = Int(digits) else {
                return nil
            }
            seconds += number * unit
            digits = ""
        }
        return digits.isEmpty && seconds >= 1 ? seconds : nil
    }

    /// The first moment after another; nil where there is none for years.
    func next(after moment: KubeTime) -> KubeTime? {
        if let interval { return moment.wholeSecond.advanced(by: .seconds(interval)) }
        let minute = 60 * 1_000_000_000
        let whole = moment.wholeSecond
        let rest = whole.calendar.second
        var time = whole.advanced(by: .seconds(60 - rest))
        var daysLeft = Self.daysAhead
        while daysLeft > 0 {
            let calendar = time.calendar
            guard monthSet.contains(calendar.month), isDay(calendar) else {
                // On to midnight.
                time = time.advanced(by: .seconds(86_400 - calendar.hour * 3600 - calendar.minute * 60))
                daysLeft -= 1
                continue
            }
            guard hours.contains(calendar.hour) else {
                time = time.advanced(by: .seconds(3600 - calendar.minute * 60))
                if time.calendar.day != calendar.day { daysLeft -= 1 }
                continue
            }
            if minutes.contains(calendar.minute) { return time }
            time = KubeTime(nanoseconds: time.nanoseconds &+ minute)
        }
        return nil
    }

    private func isDay(_ calendar: KubeTime.Calendar) -> Bool {
        let byMonth = monthDays.contains(calendar.day)
        let byWeek = weekdays.contains(calendar.weekday)
        return isAnyMonthDay || isAnyWeekday ? byMonth && byWeek : byMonth || byWeek
    }
}
