public import LabModel
import TextMatch

/// Finds the outcome of a lab from its record; asks nobody, so a record has the same outcome always and everywhere.
///
/// ```swift
/// let outcome = LabReplay.outcome(of: lab, record)
/// ```
/// The runner itself concludes by this, step by step, so a rescore can't differ from the run.
public struct LabReplay {
    /// What names stand for; only what passed gives any.
    private(set) var names: NameTable
    private let failures: FailureCount

    init(variant: [String: String], failures: FailureCount = FailureCount()) {
        names = NameTable(variant: variant)
        self.failures = failures
    }

    /// The outcome of a lab.
    ///
    /// - Parameters:
    ///   - lab: The lab, as it was when it was run or with other checks: what the record doesn't hold is unknown.
    ///   - record: What happened.
    ///   - failures: How often its steps have failed before; some hints wait for that.
    /// - Returns: What came of it.
    public static func outcome(
        of lab: Lab,
        _ record: LabRecord,
        failures: FailureCount = FailureCount()
    ) -> LabOutcome {
        var replay = LabReplay(variant: record.variant, failures: failures)
        let outcomes = lab.steps.map { step -> StepOutcome in
            guard let found = record.steps.first(where: { $0.id == step.id }) else {
                return StepOutcome(id: step.id, course: .notReached(reason: "the record has no such step"))
            }
            return replay.conclude(step, found)
        }
        var outcome = LabOutcome(
            id: lab.id,
            steps: outcomes,
            problem: record.problem,
            milliseconds: record.milliseconds
        )
        outcome.remarks = record.remarks
        return outcome
    }

    /// The outcome of the next step.
    mutating func conclude(_ step: LabStep, _ record: StepRecord) -> StepOutcome {
        let command: CommandRecord
        switch record.course {
        case .skipped(let reason): return StepOutcome(id: step.id, course: .skipped(reason: reason))
        case .notAnswered: return StepOutcome(id: step.id, course: .notAnswered)
        case .notReached(let reason): return StepOutcome(id: step.id, course: .notReached(reason: reason))
        case .ran(let ran): command = ran
        }
        let before = names.with(step.replacements)
        let judge = CommandJudge(step: step, names: before)
        let judged = judge.judge(command)
        names.captures = judged.names.captures
        names.shownIDs.merge(ShownIDs.values(of: step, in: command.output)) { $1 }
        if let refusal = command.refusal, !step.isDeclared, judged.outcome.verdict == .fail {
            return StepOutcome(id: step.id, course: .skipped(reason: "not in a sandbox: \(refusal)"))
        }
        // A service in the foreground is asked while it runs, before its output is whole.
        let asked = step.mode == .foreground ? before : names.with(step.replacements)
        let untaken = judged.outcome.verdict == .pass ? Captures() : judge.tentative(command).captures
        let checks = step.checks.enumerated().map { index, check in
            CheckReplay.outcome(
                of: check,
                names: asked,
                untaken: untaken,
                evidence: index < record.checks.count ? record.checks[index] : CheckEvidence()
            )
        }
        var outcome = StepOutcome(id: step.id, course: .ran(judged.outcome), checks: checks)
        if outcome.verdict == .fail {
            let count = failures[step.id] + 1
            outcome.hints = step.hints.filter { $0.applies(to: judged.outcome, failures: count) }.map(\.text)
        }
        return outcome
    }
}
