import DeckModel

extension DeckTime {
    /// Reads `H:MM D Mon YYYY` or `D Mon YYYY`; the second form means 11:00 on that day.
    ///
    /// - Note: Source: Go's `time.Parse` with the layouts `15:04 2 Jan 2006` and `2 Jan 2006`.
    init?(header line: ArraySlice<UInt8>) {
        guard line.last != UInt8(ascii: " "), line.first != UInt8(ascii: " ") else { return nil }
        var fields = line.split(separator: UInt8(ascii: " "))[...]
        var time = (hour: 11, minute: 0)
        if fields.count == 4, let first = fields.popFirst() {
            let parts = first.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard parts.count == 2, let hour = Self.number(parts[0], digits: 1...2, 0...23),
                let minute = Self.number(parts[1], digits: 2...2, 0...59)
            else { return nil }
            time = (hour, minute)
        }
        guard fields.count == 3, let monthField = fields.dropFirst().first, let yearField = fields.last,
            let dayField = fields.first,
            let month = Self.month(monthField), let year = Self.number(yearField, digits: 4...4, 0...9999),
            let day = Self.number(dayField, digits: 1...2, 1...Self.days(inMonth: month, year: year))
        else { return nil }
        self.init(year: year, month: month, day: day, hour: time.hour, minute: time.minute)
    }

    private static func number(
        _ bytes: ArraySlice<UInt8>,
        digits: ClosedRange<Int>,
        _ range: ClosedRange<Int>
    ) -> Int? {
        guard digits.contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return range.contains(value) ? value : nil
    }

    private static func month(_ bytes: ArraySlice<UInt8>) -> Int? {
        let names: [StaticString] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        let lower = bytes.map { $0 | 0x20 }[...]
        guard lower.count == 3, let index = names.firstIndex(where: { lower.starts(with: $0) }) else {
            return nil
        }
        return index + 1
    }

    private static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
