import LabModel
import SourceText

/// Labs and outcomes in a few words.
enum ScoringKit {
    static let place = SourceLocation(file: "a.slide", line: 7, length: 0)

    static func check(
        _ id: String,
        _ points: Int? = nil,
        isHidden: Bool = false,
        isGate: Bool = false
    ) -> LabCheck {
        var check = LabCheck(
            id: id,
            subject: .events,
            predicates: [.exists],
            timing: .now,
            source: "events exists",
            at: place
        )
        check.points = points.map { Points($0) }
        (check.isHidden, check.isGate) = (isHidden, isGate)
        return check
    }

    static func step(_ id: String, _ points: Int?, _ checks: [LabCheck] = [], needs: [String] = []) -> LabStep
    {
        var step = LabStep(id: id, command: LabCommand("ls", at: place), slide: 2, mode: .run, at: place)
        step.points = points.map { Points($0) }
        (step.checks, step.needs) = (checks, needs)
        return step
    }

    static func lab(_ steps: LabStep...) -> Lab {
        var lab = Lab(id: "lab", title: "A lab", at: place)
        lab.steps = steps
        return lab
    }

    static func ran(_ id: String, _ command: Verdict, _ checks: [(String, Verdict)] = []) -> StepOutcome {
        StepOutcome(
            id: id,
            course: .ran(CommandOutcome(verdict: command, ending: .exited(code: 0), expectedExit: 0)),
            checks: checks.map { CheckOutcome(id: $0.0, verdict: $0.1, expected: "") }
        )
    }

    static func outcome(_ steps: StepOutcome..., problem: String? = nil) -> LabOutcome {
        LabOutcome(id: "lab", steps: steps, problem: problem)
    }
}
