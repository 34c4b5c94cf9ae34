/// The points that an outcome is worth: exact, and the same wherever they are printed.
///
/// Every sum is the sum of its printed parts: a step's points are those of its items and adjustments, the lab's those of
/// its steps and its own adjustments. Nothing that is public ever depends on a hidden check.
public struct LabScore: Hashable, Sendable {
    /// An item with points of its own: a command's verdict or a check.
    public struct Item: Hashable, Sendable {
        /// The check's id; nil for the command.
        public var check: String?
        public var earned: Points
        public var possible: Points
        /// What a missing verdict may still give: neither earned nor lost.
        public var pending: Points
        /// Nil where the step wasn't run.
        public var verdict: Verdict?
        public var isHidden: Bool

        public init(
            check: String?,
            earned: Points,
            possible: Points,
            pending: Points = .zero,
            verdict: Verdict?,
            isHidden: Bool
        ) {
            (self.check, self.earned, self.possible, self.pending) = (check, earned, possible, pending)
            (self.verdict, self.isHidden) = (verdict, isHidden)
        }
    }

    /// What a rule or a person adds or takes, with the reason.
    public struct Adjustment: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            case needs, hints, attempts, late, gate, override
        }

        public var kind: Kind
        /// Negative for what is taken.
        public var points: Points
        public var reason: String
        /// Whether it belongs to the hidden part.
        public var isHidden: Bool

        public init(_ kind: Kind, _ points: Points, _ reason: String, isHidden: Bool = false) {
            (self.kind, self.points, self.reason, self.isHidden) = (kind, points, reason, isHidden)
        }
    }

    public struct Step: Hashable, Sendable {
        public var id: String
        /// The command first, then the checks in their order.
        public var items: [Item]
        public var adjustments: [Adjustment] = []
        /// The verdict on all that is public, as the step's award counts it; nil where the step wasn't run.
        public var verdict: Verdict?
        /// The verdict on the hidden checks; nil where there is none.
        public var hiddenVerdict: Verdict?
        /// Whether the points come on top: then nothing is possible.
        public var isBonus = false

        public init(id: String, items: [Item], verdict: Verdict? = nil) {
            (self.id, self.items, self.verdict) = (id, items, verdict)
        }

        public var visible: Total { total(isHidden: false) }
        public var hidden: Total { total(isHidden: true) }

        private func total(isHidden: Bool) -> Total {
            var sum = Total()
            for item in items where item.isHidden == isHidden { sum.add(item) }
            for adjustment in adjustments where adjustment.isHidden == isHidden { sum.add(adjustment) }
            return sum
        }
    }

    /// A part of the points.
    public struct Total: Hashable, Sendable {
        public var earned = Points.zero
        public var possible = Points.zero
        public var pending = Points.zero

        public init() {}

        mutating func add(_ item: Item) {
            earned = earned + item.earned
            possible = possible + item.possible
            pending = pending + item.pending
        }

        mutating func add(_ adjustment: Adjustment) { earned = earned + adjustment.points }

        public static func + (left: Self, right: Self) -> Self {
            var sum = left
            sum.earned = left.earned + right.earned
            sum.possible = left.possible + right.possible
            sum.pending = left.pending + right.pending
            return sum
        }
    }

    /// A step or a check that must be met for the lab to give anything, and isn't.
    public struct Gate: Hashable, Sendable {
        /// The step's or the check's id.
        public var id: String
        /// `fail` or `unknown`.
        public var verdict: Verdict
        public var isHidden: Bool

        public init(id: String, verdict: Verdict, isHidden: Bool) {
            (self.id, self.verdict, self.isHidden) = (id, verdict, isHidden)
        }
    }

    /// The lab's id.
    public var id: String
    /// In the order of the lab's steps.
    public var steps: [Step]
    /// What concerns the lab as a whole: attempts, lateness, gates, a person's word.
    public var adjustments: [Adjustment] = []
    /// Gates that failed or that nobody can judge.
    public var gates: [Gate] = []
    /// Which attempt it was, from 1.
    public var attempt = 1
    /// How late it was handed in, in seconds; 0 in time.
    public var secondsLate = 0

    public init(id: String, steps: [Step]) { (self.id, self.steps) = (id, steps) }

    /// What everybody can see.
    public var visible: Total { total(isHidden: false, of: \.visible) }
    /// What only staff sees; below zero where a hidden gate takes the public points as well.
    public var hidden: Total { total(isHidden: true, of: \.hidden) }
    /// Public and hidden points together.
    public var total: Total { visible + hidden }
    public var earned: Points { total.earned }
    public var possible: Points { total.possible }
    /// Points that wait for a verdict: they count as neither earned nor lost.
    public var pending: Points { total.pending }
    /// Whether a verdict is missing that may change the points.
    public var isPending: Bool { pending > .zero || gates.contains { $0.verdict == .unknown } }
    /// The gate that failed and took all points.
    public var closedGate: String? { gates.first { $0.verdict == .fail }?.id }

    private func total(isHidden: Bool, of part: KeyPath<Step, Total>) -> Total {
        var sum = steps.reduce(Total()) { $0 + $1[keyPath: part] }
        for adjustment in adjustments where adjustment.isHidden == isHidden { sum.add(adjustment) }
        return sum
    }
}
