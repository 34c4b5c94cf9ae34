/// A moment in UTC's calendar.
struct CalendarDate {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    /// 0 is Sunday.
    var weekday: Int
    /// 1 is the first of January.
    var dayOfYear: Int

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    static let longMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November",
        "December",
    ]
    static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    static let longWeekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// The moment of so many seconds since 1970; those beyond the year 9999 are taken as its end.
    init(seconds: Int) {
        let seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = seconds - days * 86_400
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        weekday = ((days + 4) % 7 + 7) % 7
        // Years that begin in March make leap days the last.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let fromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let index = (5 * fromMarch + 2) / 153
        day = fromMarch - (153 * index + 2) / 5 + 1
        month = index < 10 ? index + 3 : index - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        dayOfYear = days - Self.days(year, 1, 1) + 1
    }

    /// Days since 1970.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Seconds since 1970 of `@N`, `YYYY-MM-DD`, `YYYY-MM-DD hh:mm[:ss]` or `hh:mm[:ss]`; nil where it is none.
    static func parse(_ text: String, now: Int) -> Int? {
        if text.hasPrefix("@") { return Int(text.dropFirst()) }
        var date = CalendarDate(seconds: now)
        (date.hour, date.minute, date.second) = (0, 0, 0)
        let words = text.split { $0 == " " || $0 == "T" }
        guard (1...2).contains(words.count) else { return nil }
        for word in words {
            let numbers = word.split { $0 == "-" || $0 == ":" }.map { Int($0) ?? -1 }
            guard !numbers.contains(-1), numbers.allSatisfy({ $0 < 10_000 }) else { return nil }
            if word.contains("-") {
                guard numbers.count == 3, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else {
                    return nil
                }
                (date.year, date.month, date.day) = (numbers[0], numbers[1], numbers[2])
            } else {
                guard (2...3).contains(numbers.count), numbers[0] < 24, numbers[1] < 60 else { return nil }
                (date.hour, date.minute, date.second) = (
                    numbers[0], numbers[1], numbers.count > 2 ? min(numbers[2], 59) : 0
                )
            }
        }
        return days(date.year, date.month, date.day) * 86_400 + date.hour * 3600 + date.minute * 60
            + date.second
    }

    /// The moment by a format of `strftime`'s.
    func formatted(_ format: String, seconds: Int, nanoseconds: Int = 0) -> String {
        var out = ""
        var letters = format.makeIterator()
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        while let letter = letters.next() {
            guard letter == "%", let kind = letters.next() else {
                out.append(letter)
                continue
            }
            switch kind {
            case "Y": out += String(year)
            case "y": out += two(year % 100)
            case "C": out += two(year / 100)
            case "m": out += two(month)
            case "d": out += two(day)
            case "e": out += day < 10 ? " \(day)" : String(day)
            case "H": out += two(hour)
            case "I": out += two((hour + 11) % 12 + 1)
            case "p": out += hour < 12 ? "AM" : "PM"
            case "M": out += two(minute)
            case "S": out += two(second)
            case "s": out += String(seconds)
            case "N":
                let digits = String(nanoseconds)
                out += String(repeating: "0", count: max(0, 9 - digits.count)) + digits
            case "j":
                out +=
                    String(repeating: "0", count: dayOfYear < 10 ? 2 : dayOfYear < 100 ? 1 : 0)
                    + String(dayOfYear)
            case "a": out += Self.weekdays[weekday]
            case "A": out += Self.longWeekdays[weekday]
            case "b", "h": out += Self.months[month - 1]
            case "B": out += Self.longMonths[month - 1]
            case "u": out += String(weekday == 0 ? 7 : weekday)
            case "w": out += String(weekday)
            case "F": out += "\(year)-\(two(month))-\(two(day))"
            case "T", "X": out += "\(two(hour)):\(two(minute)):\(two(second))"
            case "R": out += "\(two(hour)):\(two(minute))"
            case "D", "x": out += "\(two(month))/\(two(day))/\(two(year % 100))"
            case "c":
                out += formatted("%a %b %e %T %Y", seconds: seconds)
            case "Z": out += "UTC"
            case "z": out += "+0000"
            case "n": out += "\n"
            case "t": out += "\t"
            case "%": out += "%"
            default: out += "%\(kind)"
            }
        }
        return out
    }
}
