/// Dates and times as texts.
enum PgMoment {
    /// The calendar moment of a text such as `2026-11-29 08:25:51.5+02`; nil where it is none.
    static func parse(_ text: String) -> (moment: Calendar, hasTime: Bool)? {
        var rest = text.trimmed[...]
        let date = rest.prefix { $0 != " " && $0 != "T" }
        let parts = date.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var moment = Calendar(days: 0)
        (moment.year, moment.month, moment.day) = (year, month, day)
        // The 31st of June is the 1st of July to the calendar, and no day to the server.
        guard Calendar(days: moment.days).day == day else { return nil }
        rest = rest.dropFirst(date.count).drop { $0 == " " || $0 == "T" }
        guard !rest.isEmpty else { return (moment, false) }
        var offset = 0
        var clock = String(rest)
        if clock.hasSuffix("Z") { clock.removeLast() }
        if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let zone = clock[clock.index(after: sign)...].split(separator: ":").map { Int($0) }
            guard let hours = zone.first ?? nil, (0...15).contains(hours), zone.count <= 2,
                !zone.contains(nil)
            else { return nil }
            offset = (hours * 60 + (zone.count > 1 ? zone[1] ?? 0 : 0)) * (clock[sign] == "-" ? -1 : 1)
            clock = String(clock[..<sign])
        }
        guard let time = time(clock.trimmed) else { return nil }
        return (Calendar(microseconds: moment.microseconds + time - offset * 60_000_000), true)
    }

    /// Whether a text has the form of a date, whatever its numbers.
    static func looksRight(_ text: String) -> Bool {
        let parts = text.trimmed.prefix { $0 != " " }.split(separator: "-")
        return parts.count == 3
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }

    /// Microseconds in a day.
    static func time(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 || parts.count == 3, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...24).contains(hour), (0...59).contains(minute)
        else { return nil }
        var micros = 0
        if parts.count == 3 {
            let pieces = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard let second = pieces.first.flatMap({ Int($0) }), (0...60).contains(second) else {
                return nil
            }
            micros = second * 1_000_000
            if pieces.count == 2 {
                let digits = String((pieces[1] + "000000").prefix(6))
                guard let fraction = Int(digits), fraction >= 0 else { return nil }
                micros += fraction
            }
        }
        return (hour * 60 + minute) * 60_000_000 + micros
    }

    static func timestamp(_ moment: Calendar, zone: Bool) -> String {
        "\(moment.date) \(moment.clock)\(fraction(moment.microsecond))\(zone ? "+00" : "")"
    }

    static func clock(_ micros: Int) -> String {
        let moment = Calendar(microseconds: micros)
        return moment.clock + fraction(moment.microsecond)
    }

    private static func fraction(_ micros: Int) -> String {
        guard micros > 0 else { return "" }
        var digits = Calendar.digits(micros, 6)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "." + digits
    }
}
