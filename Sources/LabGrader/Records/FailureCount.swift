public import LabModel

/// How often the steps of a lab have failed: no verdict rests on it, only which hints are shown.
public struct FailureCount: Hashable, Sendable {
    private var bySteps: [String: Int] = [:]
    private var ofAll = 0

    /// Nothing has failed yet.
    public init() {}

    /// What is known of an attempt, counted from 1: the ones before it were made because something failed.
    public init(beforeAttempt attempt: Int) { ofAll = max(attempt - 1, 0) }

    subscript(step: String) -> Int { ofAll + (bySteps[step] ?? 0) }

    /// Counts the steps that failed, of those that were run.
    public mutating func count(_ steps: some Sequence<StepOutcome>) {
        for step in steps where step.verdict == .fail { bySteps[step.id, default: 0] += 1 }
    }
}
