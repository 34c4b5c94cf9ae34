/// Whether a schedule can be read; the schedules themselves are the cron job controller's.
enum CronText {
    private static let ranges: [ClosedRange<Int>] = [0...59, 0...23, 1...31, 1...12, 0...6]
    private static let names: [Int: [String]] = [
        3: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        4: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
    ]

    /// Why a schedule can't be read, in the real parser's words; nil where it can.
    static func problem(_ text: String) -> String? {
        var schedule = text
        // The parser itself takes a zone before the fields.
        if text.hasPrefix("TZ=") || text.hasPrefix("CRON_TZ=") {
            let zone = text.drop { $0 != "=" }.dropFirst().prefix { $0 != " " }
            guard TimeZoneNames.contains(String(zone)) else {
                return "provided bad location \(zone): unknown time zone \(zone)"
            }
            schedule = String(text.drop { $0 != " " }.drop { $0 == " " })
        }
        if schedule.hasPrefix("@") {
            let known = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]
            if known.contains(schedule) || schedule.hasPrefix("@every ") { return nil }
            return "unrecognized descriptor: \(schedule)"
        }
        let fields = schedule.split(whereSeparator: \.isWhitespace).map(String.init)
        guard fields.count == 5 else {
            return "expected exactly 5 fields, found \(fields.count): [\(fields.joined(separator: " "))]"
        }
        for (index, field) in fields.enumerated() {
            for part in field.split(separator: ",", omittingEmptySubsequences: false) {
                if let problem = problem(String(part), index) { return problem }
            }
        }
        return nil
    }

    private static func problem(_ part: String, _ index: Int) -> String? {
        let halves = part.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return "too many slashes: \(part)" }
        let bounds = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count <= 2 else { return "too many hyphens: \(part)" }
        if halves.count == 2 {
            guard let step = Int(halves[1]) else { return notANumber(halves[1]) }
            if step < 0 { return "negative number (\(step)) not allowed: \(halves[1])" }
            if step == 0 { return "step of range should be a positive number: \(part)" }
        }
        if halves[0] == "*" || halves[0] == "?" { return nil }
        var values: [Int] = []
        for bound in bounds {
            guard let value = value(String(bound), index) else { return notANumber(bound) }
            values.append(value)
        }
        let range = ranges[index]
        if values[0] < range.lowerBound {
            return "beginning of range (\(values[0])) below minimum (\(range.lowerBound)): \(part)"
        }
        let end = values[values.count - 1]
        if end > range.upperBound {
            return "end of range (\(end)) above maximum (\(range.upperBound)): \(part)"
        }
        return values[0] > end
            ? "beginning of range (\(values[0])) beyond end of range (\(end)): \(part)" : nil
    }

    private static func value(_ text: String, _ index: Int) -> Int? {
        if let place = names[index]?.firstIndex(of: text.lowercased()) { return place + (index == 3 ? 1 : 0) }
        return Int(text)
    }

    private static func notANumber(_ text: Substring) -> String {
        "failed to parse int from \(text): strconv.Atoi: parsing \(GoFormat.quoted(String(text))): invalid syntax"
    }
}
