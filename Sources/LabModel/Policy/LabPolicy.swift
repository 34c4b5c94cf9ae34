/// What staff say of a lab beyond its tasks: when it is due, what further attempts and lateness cost, what is told.
public struct LabPolicy: Hashable, Sendable {
    /// What attempts and lateness cost, and which steps come on top.
    public var scoring: ScoringRules
    /// Until when it is handed in; nil for whenever.
    public var deadline: Deadline?
    /// How much is told of a hidden check that doesn't say so itself.
    public var hiddenFeedback: LabCheck.Feedback

    public init(
        scoring: ScoringRules = ScoringRules(),
        deadline: Deadline? = nil,
        hiddenFeedback: LabCheck.Feedback = .name
    ) {
        (self.scoring, self.deadline, self.hiddenFeedback) = (scoring, deadline, hiddenFeedback)
    }
}
