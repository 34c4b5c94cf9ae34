/// What a course says about points beyond the lab itself.
public struct ScoringRules: Hashable, Sendable {
    public var attempts: AttemptPolicy?
    public var late: LateRule?
    /// The ids of steps whose points come on top: they can be earned and aren't asked for.
    public var bonus: Set<String>

    public init(attempts: AttemptPolicy? = nil, late: LateRule? = nil, bonus: Set<String> = []) {
        (self.attempts, self.late, self.bonus) = (attempts, late, bonus)
    }
}

/// What is known of a submission beyond its outcome.
public struct ScoringFacts: Hashable, Sendable {
    /// Points that a person gives in place of the computed ones.
    public struct Override: Hashable, Sendable {
        /// The step's id; nil for the whole lab.
        public var step: String?
        /// What it is worth in all, public and hidden part together.
        public var points: Points
        public var reason: String

        public init(step: String? = nil, points: Points, reason: String) {
            (self.step, self.points, self.reason) = (step, points, reason)
        }
    }

    /// Which attempt it is, from 1.
    public var attempt: Int
    /// From the deadline to the submission, as the caller counts it; 0 or less is in time.
    public var secondsLate: Int
    /// What was taken off for hints that were asked for, by the step's id.
    public var hintPenalties: [String: Points]
    /// A later one of the same step replaces an earlier one.
    public var overrides: [Override]

    public init(
        attempt: Int = 1,
        secondsLate: Int = 0,
        hintPenalties: [String: Points] = [:],
        overrides: [Override] = []
    ) {
        (self.attempt, self.secondsLate) = (attempt, secondsLate)
        (self.hintPenalties, self.overrides) = (hintPenalties, overrides)
    }
}
