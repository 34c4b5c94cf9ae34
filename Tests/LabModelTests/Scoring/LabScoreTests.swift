import TestKit
import Testing

@testable import LabModel

/// What a lab gives, case by case.
@Suite struct LabScoreTests {
    private typealias Kit = ScoringKit

    private func points(_ total: LabScore.Total) -> String {
        "\(total.earned)/\(total.possible)" + (total.pending > .zero ? " \(total.pending) open" : "")
    }

    @Test func givesEachPartItsShare() {
        let lab = Kit.lab(Kit.step("up", 4, [Kit.check("run"), Kit.check("port", 2)]))
        let score = LabScore(of: lab, Kit.outcome(Kit.ran("up", .pass, [("run", .fail), ("port", .pass)])))
        #expect(points(score.visible) == "3/4")
        #expect(score.steps[0].items.map(\.earned) == [Points(1), .zero, Points(2)])
        #expect(score.steps[0].verdict == .fail)
    }

    @Test func keepsPublicAndHiddenPointsApart() {
        let lab = Kit.lab(Kit.step("up", 10, [Kit.check("run", 4), Kit.check("env", 2, isHidden: true)]))
        let score = LabScore(of: lab, Kit.outcome(Kit.ran("up", .pass, [("run", .pass), ("env", .fail)])))
        #expect(points(score.visible) == "8/8")
        #expect(points(score.hidden) == "0/2")
        #expect(points(score.total) == "8/10")
        #expect(score.steps[0].verdict == .pass, "the public verdict")
        #expect(score.steps[0].hiddenVerdict == .fail)
    }

    @Test func givesNothingForWhatACheckOfTheSameNameMet() {
        let lab = Kit.lab(Kit.step("up", 4, [Kit.check("same", 1), Kit.check("same", 1)]))
        let score = LabScore(of: lab, Kit.outcome(Kit.ran("up", .pass, [("same", .pass), ("same", .fail)])))
        #expect(score.steps[0].items.map(\.earned) == [Points(2), Points(1), .zero])
        #expect(score.steps[0].verdict == .fail)
    }

    @Test func countsAnUnknownVerdictNeitherWay() {
        let lab = Kit.lab(Kit.step("up", 4, [Kit.check("run", 3)]))
        let score = LabScore(of: lab, Kit.outcome(Kit.ran("up", .pass, [("run", .unknown)])))
        #expect(points(score.total) == "1/4 3 open")
        #expect(score.isPending)
    }

    @Test func givesNothingForWhatWasNotRun() {
        let lab = Kit.lab(Kit.step("a", 2), Kit.step("b", 3), Kit.step("c", 4))
        let outcome = Kit.outcome(
            StepOutcome(id: "a", course: .notAnswered),
            StepOutcome(id: "b", course: .skipped(reason: "brew")),
            StepOutcome(id: "c", course: .notReached(reason: "needs a"))
        )
        let score = LabScore(of: lab, outcome)
        #expect(points(score.total) == "0/9")
        #expect(score.steps.allSatisfy { $0.verdict == nil })
        #expect(!score.isPending)
    }

    @Test func waitsForStepsThatNobodyCouldRun() {
        let lab = Kit.lab(Kit.step("a", 2), Kit.step("b", 3), Kit.step("c", 4, needs: ["b"]))
        let away = StepOutcome(id: "a", course: .notReached(reason: "no engine"))
        #expect(points(LabScore(of: lab, Kit.outcome(away, problem: "no engine")).total) == "0/9 9 open")
        let stuck = Kit.outcome(
            Kit.ran("a", .pass),
            Kit.ran("b", .unknown),
            StepOutcome(id: "c", course: .notReached(reason: "needs b"))
        )
        #expect(points(LabScore(of: lab, stuck).total) == "2/9 7 open")
    }

    @Test func givesAllOrNothingWhereTheStepSaysSo() {
        var step = Kit.step("up", 6, [Kit.check("a"), Kit.check("b", 2, isHidden: true)])
        step.award = .all
        let lab = Kit.lab(step)
        func total(_ command: Verdict, _ a: Verdict, _ b: Verdict) -> [String] {
            let score = LabScore(of: lab, Kit.outcome(Kit.ran("up", command, [("a", a), ("b", b)])))
            return [points(score.visible), points(score.hidden)]
        }
        #expect(total(.pass, .pass, .pass) == ["4/4", "2/2"])
        #expect(total(.pass, .fail, .pass) == ["0/4", "2/2"])
        #expect(total(.pass, .pass, .fail) == ["4/4", "0/2"], "public points don't tell of hidden checks")
        #expect(total(.pass, .unknown, .pass) == ["0/4 4 open", "2/2"])
        #expect(total(.fail, .unknown, .pass) == ["0/4", "2/2"], "a failure decides, whatever is missing")
    }

    @Test func takesTheBestOfAlternatives() {
        var step = Kit.step("up", 4, [Kit.check("poor", 2), Kit.check("good")])
        step.award = .best
        let lab = Kit.lab(step)
        func score(_ poor: Verdict, _ good: Verdict) -> LabScore {
            LabScore(of: lab, Kit.outcome(Kit.ran("up", .pass, [("poor", poor), ("good", good)])))
        }
        #expect(points(score(.pass, .fail).total) == "2/4")
        #expect(points(score(.pass, .pass).total) == "4/4")
        #expect(points(score(.fail, .pass).total) == "4/4")
        #expect(points(score(.fail, .fail).total) == "0/4")
        #expect(points(score(.pass, .unknown).total) == "2/4 2 open")
        #expect(score(.pass, .fail).steps[0].verdict == .pass)
        #expect(score(.fail, .fail).steps[0].verdict == .fail)
    }

    @Test func givesNothingBehindAClosedGate() {
        let lab = Kit.lab(
            Kit.step("up", 4, [Kit.check("safe", 1, isGate: true)]),
            Kit.step("next", 3, [Kit.check("env", 1, isHidden: true)])
        )
        let next = Kit.ran("next", .pass, [("env", .pass)])
        let closed = LabScore(of: lab, Kit.outcome(Kit.ran("up", .pass, [("safe", .fail)]), next))
        #expect(points(closed.visible) == "0/6" && points(closed.hidden) == "0/1")
        #expect(closed.closedGate == "safe")
        let unknown = LabScore(of: lab, Kit.outcome(Kit.ran("up", .pass, [("safe", .unknown)]), next))
        #expect(points(unknown.total) == "6/7 1 open")
        #expect(unknown.isPending && unknown.closedGate == nil)
    }

    @Test func takesThePointsOfAHiddenGateFromTheHiddenPart() {
        let gate = Kit.check("nopriv", isHidden: true, isGate: true)
        let lab = Kit.lab(Kit.step("up", 8, [gate, Kit.check("env", 2, isHidden: true)]))
        let score = LabScore(of: lab, Kit.outcome(Kit.ran("up", .pass, [("nopriv", .fail), ("env", .pass)])))
        #expect(points(score.visible) == "6/6")
        #expect(points(score.hidden) == "-6/2")
        #expect(score.earned == .zero)
        let unknown = LabScore(of: lab, Kit.outcome(Kit.ran("up", .pass, [("nopriv", .unknown)])))
        #expect(unknown.isPending, "though the gate itself gives nothing")
    }

    @Test func closesTheGateOfAStepThatNobodyAnswered() {
        var gate = Kit.step("up", 4)
        gate.isGate = true
        let lab = Kit.lab(gate, Kit.step("next", 3))
        func earned(_ course: StepOutcome.Course) -> Points {
            LabScore(of: lab, Kit.outcome(StepOutcome(id: "up", course: course), Kit.ran("next", .pass)))
                .earned
        }
        #expect(earned(.notAnswered) == .zero)
        #expect(earned(.skipped(reason: "no engine here")) == Points(3))
    }

    @Test func countsOnlyWhatIsBuiltOnMetSteps() {
        let lab = Kit.lab(Kit.step("a", 2), Kit.step("b", 3, needs: ["a"]))
        func total(_ a: StepOutcome) -> String {
            points(LabScore(of: lab, Kit.outcome(a, Kit.ran("b", .pass))).total)
        }
        #expect(total(Kit.ran("a", .pass)) == "5/5")
        #expect(total(Kit.ran("a", .fail)) == "0/5")
        #expect(total(StepOutcome(id: "a", course: .notAnswered)) == "0/5")
        #expect(total(StepOutcome(id: "a", course: .skipped(reason: "brew"))) == "3/5")
        #expect(total(Kit.ran("a", .unknown)) == "0/5 5 open")
    }

    @Test func waitsForAStepThatNoOutcomeNames() {
        let score = LabScore(
            of: Kit.lab(Kit.step("a", 2), Kit.step("b", 3)),
            Kit.outcome(Kit.ran("a", .pass))
        )
        #expect(points(score.total) == "2/5 3 open")
    }
}
