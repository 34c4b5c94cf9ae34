/// What came of a lab.
public struct LabOutcome: Hashable, Sendable {
    /// The lab's id.
    public var id: String
    /// In the order of the lab's steps.
    public var steps: [StepOutcome]
    /// Why the lab couldn't be run at all: its setup failed, the engine was away.
    public var problem: String?
    /// How long it took, in milliseconds.
    public var milliseconds: Int

    public init(id: String, steps: [StepOutcome], problem: String? = nil, milliseconds: Int = 0) {
        (self.id, self.steps, self.problem, self.milliseconds) = (id, steps, problem, milliseconds)
    }
}
