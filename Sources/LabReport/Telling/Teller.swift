import LabModel
import SourceText

/// Decides what of a report is told to an audience: the only way from a report to its renderers.
struct Teller {
    let audience: Audience

    func told(_ report: Report) -> ToldReport {
        let head = report.head
        return ToldReport(
            audience: audience,
            lecture: Plain(head.lecture),
            mode: head.mode,
            engineName: head.engine.map { Plain($0.name) },
            engineVersion: Plain(head.engine?.version ?? ""),
            student: head.student.map { Plain($0) },
            submission: head.submission.map { Plain($0) },
            started: Plain(head.started),
            ended: Plain(head.ended),
            version: Plain(head.version),
            labs: report.entries.map { told($0.lab, $0.outcome, $0.score) },
            foreignValues: report.foreignValues.map(told)
        )
    }

    /// Nobody but staff learns whose work somebody else has.
    private func told(_ value: Report.ForeignValue) -> ToldForeignValue {
        ToldForeignValue(
            lab: Plain(value.lab),
            file: Plain(value.file),
            name: Plain(value.name),
            value: Plain(value.value),
            owners: audience == .staff ? value.owners.map { Plain($0) } : nil
        )
    }

    func told(_ lab: Lab, _ outcome: LabOutcome, _ score: LabScore) -> ToldLab {
        let outcomes = Dictionary(
            outcome.steps.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let steps = zip(lab.steps, score.steps).map { step, score in
            told(step, outcomes[step.id], score)
        }
        return ToldLab(
            id: Plain(lab.id),
            title: Plain(lab.title),
            file: Plain(lab.location.file),
            line: lab.location.range.lowerBound.line,
            verdict: verdict(score, steps),
            problem: outcome.problem.map { Plain.lines($0) } ?? [],
            isRefused: outcome.isRefused,
            remarks: outcome.remarks.map { Plain($0) },
            points: points(score.visible, score.hidden),
            hasUntoldPart: audience == .student
                && lab.steps.contains { $0.checks.contains(where: \.isHidden) },
            attempt: score.attempt,
            secondsLate: score.secondsLate,
            milliseconds: outcome.milliseconds,
            adjustments: told(score.adjustments),
            steps: steps
        )
    }

    func told(_ step: LabStep, _ outcome: StepOutcome?, _ score: LabScore.Step) -> ToldStep {
        var told = ToldStep(
            id: Plain(step.id),
            state: state(outcome, score),
            source: Plain.lines(step.command.text),
            file: Plain(step.location.file),
            line: step.location.range.lowerBound.line,
            slide: step.slide,
            points: points(score.visible, score.hidden),
            isBonus: score.isBonus,
            checks: [],
            hints: hints(step, outcome),
            adjustments: told(score.adjustments),
            milliseconds: 0
        )
        switch outcome?.course {
        case .ran(let command):
            if let item = score.items.first { told.command = self.told(command, item) }
            told.milliseconds = command.milliseconds
            tellChecks(of: step, outcome?.outcomes(of: step.checks) ?? [], score, in: &told)
        case .skipped(let reason), .notReached(let reason): told.reason = Plain(reason)
        case .notAnswered: break
        case nil: told.reason = "nobody knows what came of it"
        }
        told.remark = StepRemark(step, told).text
        return told
    }

    /// How much of a check is told; nil for nothing.
    ///
    /// Of a hidden check a student sees at most its name, and that only where the lab says so: `full`, which every check
    /// has that says nothing, isn't leave to show what is hidden.
    func level(of check: LabCheck) -> LabCheck.Feedback? {
        guard audience == .student else { return .full }
        switch check.feedback {
        case .full, .diff: return check.isHidden ? nil : check.feedback
        case .name, .count: return check.feedback
        case .none: return nil
        }
    }

    private func tellChecks(
        of step: LabStep,
        _ outcomes: [CheckOutcome?],
        _ score: LabScore.Step,
        in told: inout ToldStep
    ) {
        var count = ToldCount(checks: 0, met: 0)
        let isBest = step.award == .best && score.verdict == .pass
        for (outcome, (check, item)) in zip(outcomes, zip(step.checks, score.items.dropFirst())) {
            switch level(of: check) {
            case .none?, nil: continue
            case .count?:
                count.checks += 1
                count.met += item.verdict == .pass ? 1 : 0
            case .full?, .diff?, .name?:
                var one = self.told(check, outcome, item)
                one.isSpared = isBest && !check.isHidden && item.verdict != .pass
                told.checks.append(one)
            }
        }
        if count.checks > 0 { told.counted = count }
    }

    private func verdict(_ score: LabScore, _ steps: [ToldStep]) -> ToldVerdict {
        let gates = score.gates.filter { audience == .staff || !$0.isHidden }.map { ToldVerdict($0.verdict) }
        let states = steps.map { step -> ToldVerdict in
            switch step.state {
            case .passed: .pass
            case .failed, .notAnswered: .fail
            case .unknown: .unknown
            case .skipped: .skipped
            // A step that waits for another one says no more than that one.
            case .notReached: steps.contains { $0.state == .unknown } ? .unknown : .fail
            }
        }
        return ToldVerdict(all: gates + states)
    }

    private func state(_ outcome: StepOutcome?, _ score: LabScore.Step) -> ToldStep.State {
        switch outcome?.course {
        case .ran:
            let hidden = audience == .staff ? score.hiddenVerdict : nil
            switch Verdict(all: [score.verdict ?? .unknown] + (hidden.map { [$0] } ?? [])) {
            case .pass: return .passed
            case .fail: return .failed
            case .unknown: return .unknown
            }
        case .skipped: return .skipped
        case .notAnswered: return .notAnswered
        case .notReached: return score.visible.pending > .zero ? .unknown : .notReached
        case nil: return .unknown
        }
    }

    private func points(_ visible: LabScore.Total, _ hidden: LabScore.Total) -> ToldPoints {
        ToldPoints(visible: visible, hidden: audience == .staff ? hidden : nil)
    }

    private func told(_ adjustments: [LabScore.Adjustment]) -> [ToldAdjustment] {
        adjustments.filter { audience == .staff || !$0.isHidden }.map {
            ToldAdjustment(kind: $0.kind, points: $0.points, reason: Plain($0.reason), isHidden: $0.isHidden)
        }
    }

    /// The hints that apply; one that a hidden check brought isn't told.
    private func hints(_ step: LabStep, _ outcome: StepOutcome?) -> [Plain] {
        let untold = Set(step.checks.filter { level(of: $0) != .full }.compactMap(\.hint))
        return (outcome?.hints ?? []).filter { !untold.contains($0) }.flatMap { Plain.lines($0) }
    }
}
