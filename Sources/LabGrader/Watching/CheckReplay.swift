public import LabModel
public import TextMatch

/// Finds the outcome of a check again from its evidence, bit for bit, without any engine.
public enum CheckReplay {
    /// Finds what the looks say.
    ///
    /// - Parameters:
    ///   - check: What had to hold.
    ///   - names: What stands for the names in it.
    ///   - untaken: What an output would have given for names, had its command been met.
    ///   - evidence: The looks.
    /// - Returns: The outcome.
    public static func outcome(
        of check: LabCheck,
        names: NameTable,
        untaken: Captures = Captures(),
        evidence: CheckEvidence
    ) -> CheckOutcome {
        let filled: FilledCheck
        do { filled = try FilledCheck(check, names) } catch {
            return outcome(of: check, names, missing: error, untaken)
        }
        var track = CheckTrack(filled, check.timing)
        for look in evidence.observations {
            guard let end = track.take(look) else { continue }
            return outcome(of: check, filled, track, end, evidence.surroundings)
        }
        return outcome(of: check, filled, track, track.unfinished, evidence.surroundings)
    }

    static func outcome(
        of check: LabCheck,
        _ filled: FilledCheck,
        _ track: CheckTrack,
        _ end: CheckTrack.End,
        _ surroundings: Surroundings?
    ) -> CheckOutcome {
        var outcome = CheckOutcome(
            id: check.id,
            verdict: end.verdict,
            expected: filled.text,
            timeline: track.timeline
        )
        (outcome.seen, outcome.doom, outcome.reason) = (end.seen, end.doom, end.reason)
        if case .modelled? = track.last { outcome.needsRealEngine = end.verdict == .unknown }
        if end.verdict == .fail, let last = track.last {
            outcome.explanation = Explainer.explain(
                FailedCheck(check: filled, observation: last, surroundings: surroundings)
            )
        }
        return outcome
    }

    /// The outcome of a check that has a name without a value.
    ///
    /// What the student's commands were to print and didn't is a failure; a value of the lab's own that is missing
    /// isn't theirs.
    static func outcome(
        of check: LabCheck,
        _ names: NameTable,
        missing: NameTable.Missing,
        _ untaken: Captures = Captures()
    ) -> CheckOutcome {
        var outcome = CheckOutcome(
            id: check.id,
            verdict: missing.isOfTheLab ? .unknown : .fail,
            expected: FilledCheck.text(check, names)
        )
        if missing.isOfTheLab {
            outcome.reason = "the lab gives no value for \(missing.name)"
        } else if untaken[missing.name] != nil {
            outcome.seen =
                "the output's value for \(missing.name) isn't taken, since the command as a whole isn't met"
        } else {
            outcome.seen = "no output gave a value for \(missing.name)"
        }
        return outcome
    }
}
