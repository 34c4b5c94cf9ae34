/// A moment as engines write it: RFC 3339 with up to nine digits behind the point.
struct TimeStamp: Hashable, Comparable {
    /// Since 1970.
    private var seconds: Int
    private var nanoseconds: Int

    /// Reads `2026-03-01T10:00:00.123Z` and `…+01:00`; nil for anything else, and for Go's zero time.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]), year > 1
        else { return nil }
        var rest = bytes[19...]
        nanoseconds = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            let nine = Array((digits + repeatElement(0x30, count: 9)).prefix(9))
            nanoseconds = Self.number(nine[...]) ?? 0
            rest = rest[digits.endIndex...]
        }
        guard let offset = Self.offset(rest) else { return nil }
        seconds = (Self.days(year, month, day) * 24 + hour) * 3600 + minute * 60 + second - offset
    }

    static func < (one: TimeStamp, other: TimeStamp) -> Bool {
        (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }

    /// The zone's offset in seconds.
    private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
        let text = Array(text)
        if text == [UInt8(ascii: "Z")] { return 0 }
        guard text.count == 6, let hours = number(text[1..<3]), let minutes = number(text[4..<6]) else {
            return nil
        }
        let seconds = hours * 3600 + minutes * 60
        return text[0] == UInt8(ascii: "-") ? -seconds : text[0] == UInt8(ascii: "+") ? seconds : nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy { (0x30...0x39).contains($0) } ? digits.reduce(0) { $0 * 10 + Int($1) - 0x30 } : nil
    }

    /// Days since 1970-01-01 in the Gregorian calendar; years begin in March here, so that leap days come last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let (era, ofEra) = (year / 400, year % 400)
        let ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }
}
