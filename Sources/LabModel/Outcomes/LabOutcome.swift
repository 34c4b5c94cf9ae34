/// What came of a lab.
public struct LabOutcome: Hashable, Sendable {
    /// The lab's id.
    public var id: String
    /// In the order of the lab's steps.
    public var steps: [StepOutcome]
    /// Why the lab couldn't be run at all: its setup failed, the engine was away.
    public var problem: String?
    /// What was handed in and doesn't count although somebody may think so, a line each.
    public var remarks: [String] = []
    /// Whether nothing was run because the submission as a whole can't be taken, as ``problem`` says.
    public var isRefused = false
    /// How long it took, in milliseconds.
    public var milliseconds: Int

    public init(id: String, steps: [StepOutcome], problem: String? = nil, milliseconds: Int = 0) {
        (self.id, self.steps, self.problem, self.milliseconds) = (id, steps, problem, milliseconds)
    }
}
