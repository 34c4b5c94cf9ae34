/// The points that an outcome is worth: exact, and the same wherever they are printed.
public struct LabScore: Hashable, Sendable {
    /// An item with points of its own: a command's verdict or a check.
    public struct Item: Hashable, Sendable {
        /// The check's id; nil for the command.
        public var check: String?
        public var earned: Points
        public var possible: Points
        /// Nil where the step wasn't run.
        public var verdict: Verdict?
        public var isHidden: Bool

        public init(check: String?, earned: Points, possible: Points, verdict: Verdict?, isHidden: Bool) {
            (self.check, self.earned, self.possible) = (check, earned, possible)
            (self.verdict, self.isHidden) = (verdict, isHidden)
        }
    }

    public struct Step: Hashable, Sendable {
        public var id: String
        /// The command first, then the checks in their order.
        public var items: [Item]
        /// What was taken off for hints and attempts.
        public var penalty: Points

        public init(id: String, items: [Item], penalty: Points = .zero) {
            (self.id, self.items, self.penalty) = (id, items, penalty)
        }
    }

    /// A part of the points.
    public struct Total: Hashable, Sendable {
        public var earned = Points.zero
        public var possible = Points.zero

        public init() {}
    }

    /// The lab's id.
    public var id: String
    public var steps: [Step]
    /// What everybody can see.
    public var visible: Total
    public var hidden: Total
    /// Points that wait for a verdict: they count as neither earned nor lost.
    public var pending: Points
    /// The gate that failed and took all points.
    public var closedGate: String?

    public init(id: String, steps: [Step]) {
        (self.id, self.steps) = (id, steps)
        (visible, hidden, pending) = (Total(), Total(), .zero)
    }

    /// Public and hidden points together.
    public var earned: Points { visible.earned + hidden.earned }
    public var possible: Points { visible.possible + hidden.possible }
    /// Whether a verdict is missing.
    public var isPending: Bool { pending > .zero }
}
