public import LabModel

/// What a lab is doing, for those who watch.
public enum LabProgress: Hashable, Sendable {
    /// A setup or teardown command begins.
    case preparing(LabCommand)
    case began(LabStep)
    /// A check is waited for; what is seen now.
    case awaiting(LabStep, LabCheck, seen: String)
    case ended(LabStep, StepOutcome)
}
