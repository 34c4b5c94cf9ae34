/// What handing in late costs: a share of the earned points for each hour or day that has begun.
public struct LateRule: Hashable, Sendable {
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        case hour, day

        /// How long it is, in seconds: a day has 24 hours, whatever clocks do.
        public var seconds: Int { self == .hour ? 3_600 : 86_400 }
    }

    /// What each unit takes, in percent of the earned points.
    public var percent: Int
    public var unit: Unit
    /// The most that is taken before the cut-off, in percent.
    public var most: Int
    /// How many seconds behind the deadline nothing is given any more; nil for never.
    public var cutOff: Int?
    /// How many seconds behind the deadline still count as in time.
    public var grace: Int

    public init(percent: Int, each unit: Unit, most: Int = 100, cutOff: Int? = nil, grace: Int = 0) {
        (self.percent, self.unit) = (max(percent, 0), unit)
        self.most = min(max(most, 0), 100)
        self.cutOff = cutOff
        self.grace = max(grace, 0)
    }

    /// What so many seconds behind the deadline lose, in percent: 0…100.
    public func loss(secondsLate seconds: Int) -> Int {
        guard seconds > grace else { return 0 }
        if let cutOff, seconds > cutOff { return 100 }
        let (whole, rest) = seconds.quotientAndRemainder(dividingBy: unit.seconds)
        return min(Percentage.product(whole + (rest > 0 ? 1 : 0), percent), most)
    }
}
