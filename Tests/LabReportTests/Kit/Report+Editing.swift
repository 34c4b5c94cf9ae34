import LabModel
import TestKit

@testable import LabReport

extension Report {
    /// Changes every check, in labs that were scored by no rules of a course.
    mutating func editChecks(_ edit: (inout LabCheck) -> Void) {
        for entry in entries.indices {
            for step in entries[entry].lab.steps.indices {
                for check in entries[entry].lab.steps[step].checks.indices {
                    edit(&entries[entry].lab.steps[step].checks[check])
                }
            }
        }
        score()
    }

    /// The report with two more hidden checks in each step, which give nothing and are met.
    func withMoreHiddenChecks() -> Report {
        var report = self
        for entry in entries.indices {
            for step in entries[entry].lab.steps.indices
            where entries[entry].lab.steps[step].checks.contains(where: \.isHidden) {
                for number in 0..<2 {
                    var check = Sample.check("extra\(number)", "more", line: 3)
                    (check.isHidden, check.feedback) = (true, .none)
                    report.entries[entry].lab.steps[step].checks.append(check)
                    guard case .ran = entries[entry].outcome.steps[step].course else { continue }
                    report.entries[entry].outcome.steps[step].checks.append(Sample.outcome(check.id, .pass))
                }
            }
        }
        report.score()
        return report
    }

    /// The report with other verdicts on hidden checks; whether they are known stays.
    func withOtherHiddenVerdicts(_ random: inout SeededGenerator) -> Report {
        var report = self
        for entry in entries.indices {
            for (step, outcome) in zip(entries[entry].lab.steps, entries[entry].outcome.steps.indices) {
                let hidden = Set(step.checks.filter(\.isHidden).map(\.id))
                for check in entries[entry].outcome.steps[outcome].checks.indices {
                    let old = entries[entry].outcome.steps[outcome].checks[check]
                    guard hidden.contains(old.id), old.verdict != .unknown else { continue }
                    report.entries[entry].outcome.steps[outcome].checks[check].verdict =
                        random.pick([.pass, .fail])
                }
            }
        }
        report.score()
        return report
    }

    private mutating func score() {
        for entry in entries.indices {
            let old = entries[entry].score
            entries[entry].score = LabScore(
                of: entries[entry].lab,
                entries[entry].outcome,
                rules: ScoringRules(late: LateRule(percent: 7, each: .day)),
                facts: ScoringFacts(attempt: old.attempt, secondsLate: old.secondsLate)
            )
        }
    }
}
