/// What further attempts cost: the first ones are free, each one behind them takes a share of what was earned.
public struct AttemptPolicy: Hashable, Sendable {
    /// How many attempts cost nothing.
    public var free: Int
    /// What each further attempt takes, in percent of the earned points.
    public var percent: Int

    public init(free: Int, percent: Int) { (self.free, self.percent) = (max(free, 0), max(percent, 0)) }

    /// Reads what a further attempt does: `-5%`, also with a space and a typographic minus.
    public init?(free: Int, then text: String) {
        guard free >= 0, let percent = Percentage.parse(text) else { return nil }
        self.init(free: free, percent: percent)
    }

    /// What an attempt, counted from 1, loses in percent: 0…100.
    public func loss(ofAttempt attempt: Int) -> Int {
        Percentage.product(max(attempt - free, 0), percent)
    }
}

/// Whole percentages without overflow.
enum Percentage {
    /// Reads `-5%`, `− 5 %`; a loss is written with a sign, so that nobody takes it for a gift.
    static func parse(_ text: String) -> Int? {
        let plain = text.filter { $0 != " " && $0 != "\u{A0}" && $0 != "\u{202F}" }
        guard let sign = plain.first, sign == "-" || sign == "−", plain.hasSuffix("%") else { return nil }
        let digits = plain.dropFirst().dropLast()
        guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int(digits), value <= 100
        else { return nil }
        return value
    }

    /// The product of a count and a percentage, at most 100.
    static func product(_ count: Int, _ percent: Int) -> Int {
        guard count > 0, percent > 0 else { return 0 }
        return count >= 100 ? 100 : min(count * min(percent, 100), 100)
    }
}

extension Points {
    /// A share of the points, rounded down to a thousandth: what is taken is never more than the rule says.
    func share(percent: Int) -> Points { Points(thousandths: thousandths * percent / 100) }
}
