import TestKit
import Testing

@testable import LabModel

/// What attempts, lateness, hints, bonus and a person's word make of points.
@Suite struct ScoringRulesTests {
    private typealias Kit = ScoringKit

    private let lab = Kit.lab(
        Kit.step("a", 6, [Kit.check("h", 2, isHidden: true)]),
        Kit.step("b", 4)
    )
    private let full = Kit.outcome(Kit.ran("a", .pass, [("h", .pass)]), Kit.ran("b", .pass))

    private func score(
        _ rules: ScoringRules = ScoringRules(),
        _ facts: ScoringFacts = ScoringFacts()
    ) -> LabScore {
        LabScore(of: lab, full, rules: rules, facts: facts)
    }

    @Test func takesNothingWhereNoRuleIs() {
        let score = score(ScoringRules(), ScoringFacts(attempt: 99, secondsLate: 1_000_000))
        #expect(score.earned == Points(10))
        #expect((score.attempt, score.secondsLate) == (99, 1_000_000))
    }

    @Test func takesForFurtherAttemptsFromBothParts() {
        let rules = ScoringRules(attempts: AttemptPolicy(free: 3, then: "−5 %"))
        #expect(score(rules, ScoringFacts(attempt: 3)).earned == Points(10))
        let fifth = score(rules, ScoringFacts(attempt: 5))
        #expect(fifth.visible.earned.description == "7.2" && fifth.hidden.earned.description == "1.8")
        #expect(score(rules, ScoringFacts(attempt: 1_000_000)).earned == .zero)
    }

    @Test(arguments: ["5%", "-5", "+5%", "-101%", "-%", "-5.5%", "−−5%", "", "-٥%"])
    func refusesWhatIsNoLoss(text: String) { #expect(AttemptPolicy(free: 3, then: text) == nil) }

    @Test func countsUnitsThatHaveBegun() {
        let rule = LateRule(percent: 10, each: .day, most: 50, cutOff: 14 * 86_400, grace: 600)
        let day = 86_400
        for (late, loss) in [
            (-5, 0), (0, 0), (600, 0), (601, 10), (day, 10), (day + 1, 20), (5 * day, 50), (13 * day, 50),
            (14 * day, 50), (14 * day + 1, 100), (Int.max, 100),
        ] {
            #expect(rule.loss(secondsLate: late) == loss, "\(late) s")
        }
        #expect(LateRule(percent: 1, each: .hour).loss(secondsLate: 7_201) == 3)
    }

    @Test func takesLatenessFromWhatAttemptsLeave() {
        let rules = ScoringRules(
            attempts: AttemptPolicy(free: 1, percent: 50),
            late: LateRule(percent: 50, each: .day)
        )
        let score = score(rules, ScoringFacts(attempt: 2, secondsLate: 1))
        #expect(score.visible.earned == Points(2))
        #expect(score.adjustments.map(\.kind) == [.attempts, .attempts, .late, .late])
    }

    @Test func takesHintsFromTheirStepAndNeverMore() {
        let some = score(facts: ["a": Points(3)])
        #expect(some.steps[0].visible.earned == Points(1) && some.hidden.earned == Points(2))
        let many = score(facts: ["a": Points(100)])
        #expect(many.earned == Points(4), "the other step keeps its points")
    }

    private func score(facts penalties: [String: Points]) -> LabScore {
        score(ScoringRules(), ScoringFacts(hintPenalties: penalties))
    }

    @Test func putsABonusOnTop() {
        let score = score(ScoringRules(bonus: ["b"]))
        #expect((score.earned, score.possible) == (Points(10), Points(6)))
    }

    @Test func letsAPersonDecide() {
        let facts = ScoringFacts(overrides: [
            .init(step: "b", points: Points(1), reason: "first try"),
            .init(step: "b", points: Points(3), reason: "shown by hand"),
        ])
        let one = score(ScoringRules(), facts)
        #expect(one.earned == Points(9))
        #expect(one.steps[1].adjustments == [.init(.override, Points(-1), "shown by hand")])
        let whole = score(
            ScoringRules(attempts: AttemptPolicy(free: 0, percent: 10)),
            ScoringFacts(overrides: [.init(points: Points(9), reason: "ill")])
        )
        #expect((whole.visible.earned, whole.hidden.earned) == (Points(8), Points(1)))
    }

    @Test func lastsAPersonsWordOverMissingVerdictsAndGates() {
        var gate = Kit.step("a", 6)
        gate.isGate = true
        let outcome = Kit.outcome(Kit.ran("a", .unknown))
        let facts = ScoringFacts(overrides: [.init(step: "a", points: Points(5), reason: "seen")])
        let score = LabScore(of: Kit.lab(gate), outcome, facts: facts)
        #expect(score.earned == Points(5) && !score.isPending)
    }

    /// Whatever happens: parts add up, hidden verdicts change no public number, and nothing falls below zero.
    @Test func holdsForGeneratedLabs() {
        var random = SeededGenerator(seed: 71)
        for round in 0..<2_000 {
            let (lab, outcome, rules, facts) = GeneratedLabs.scored(&random)
            let score = LabScore(of: lab, outcome, rules: rules, facts: facts)
            let parts = score.steps.flatMap { $0.items.map(\.earned) + $0.adjustments.map(\.points) }
            #expect((parts + score.adjustments.map(\.points)).reduce(.zero, +) == score.earned, "\(round)")
            #expect(score.earned >= .zero && score.visible.earned >= .zero, "\(round)")
            #expect(score.possible == bestPossible(lab, rules), "\(round): verdicts change no denominator")
            let other = LabScore(
                of: lab,
                GeneratedLabs.withOtherHiddenVerdicts(outcome, lab, &random),
                rules: rules,
                facts: facts
            )
            #expect(other.visible == score.visible, "\(round): hidden verdicts change no public number")
            #expect(other.steps.map(\.verdict) == score.steps.map(\.verdict), "\(round)")
        }
    }

    private func bestPossible(_ lab: Lab, _ rules: ScoringRules) -> Points {
        lab.steps.reduce(.zero) { rules.bonus.contains($1.id) ? $0 : $0 + ($1.points ?? .zero) }
    }
}
