/// What came of a step.
public struct StepOutcome: Hashable, Sendable {
    /// What happened to the step's command.
    public enum Course: Hashable, Sendable {
        case ran(CommandOutcome)
        /// It isn't run in this lecture or on this machine, and why.
        case skipped(reason: String)
        /// Nothing was handed in for it.
        case notAnswered
        /// A step that it needs failed, or the lab's time was up.
        case notReached(reason: String)
    }

    /// The step's id.
    public var id: String
    public var course: Course
    /// In the order of the step's checks, hidden ones last; empty where the command didn't run.
    public var checks: [CheckOutcome]
    /// The hints that apply, shown by themselves.
    public var hints: [String]

    public init(id: String, course: Course, checks: [CheckOutcome] = [], hints: [String] = []) {
        (self.id, self.course, self.checks, self.hints) = (id, course, checks, hints)
    }

    /// Whether the verdict is unknown for no other reason than that a real engine is needed.
    public var needsRealEngine: Bool {
        guard case .ran(let command) = course, verdict == .unknown else { return false }
        return (command.verdict != .unknown || command.needsRealEngine)
            && checks.allSatisfy { $0.verdict != .unknown || $0.needsRealEngine }
    }

    /// The outcome of each of a step's checks, in their order; nil for one that has none.
    ///
    /// Each outcome belongs to one check, also where two have the same id: nobody gets points for what another one met.
    public func outcomes(of checks: [LabCheck]) -> [CheckOutcome?] {
        var rest = self.checks
        return checks.map { check in
            rest.firstIndex { $0.id == check.id }.map { rest.remove(at: $0) }
        }
    }

    /// The verdict on the command and all checks; nil where the step wasn't run.
    public var verdict: Verdict? {
        guard case .ran(let command) = course else { return nil }
        return Verdict(all: [command.verdict] + checks.map(\.verdict))
    }
}
