import LabModel
import TestKit

/// Labs, outcomes and rules by chance.
enum GeneratedLabs {
    static func scored(
        _ random: inout SeededGenerator
    ) -> (Lab, LabOutcome, ScoringRules, ScoringFacts) {
        var lab = ScoringKit.lab()
        for number in 0..<Int.random(in: 1...5, using: &random) {
            lab.steps.append(step(number, &random))
        }
        let outcome = LabOutcome(
            id: lab.id,
            steps: lab.steps.map { came(of: $0, &random) },
            problem: random.chance(5) ? "away" : nil
        )
        var rules = ScoringRules()
        if random.chance(30) { rules.attempts = AttemptPolicy(free: 2, percent: random.pick([5, 33, 100])) }
        if random.chance(30) {
            rules.late = LateRule(percent: random.pick([1, 7, 50]), each: random.pick([.hour, .day]))
        }
        if random.chance(20) { rules.bonus = ["s0"] }
        var facts = ScoringFacts(
            attempt: Int.random(in: 1...6, using: &random),
            secondsLate: Int.random(in: -1_000...300_000, using: &random)
        )
        if random.chance(20) { facts.hintPenalties = ["s1": Points(thousandths: 777)] }
        if random.chance(10) { facts.overrides = [.init(step: "s0", points: Points(2), reason: "seen")] }
        if random.chance(5) { facts.overrides.append(.init(points: Points(3), reason: "ill")) }
        return (lab, outcome, rules, facts)
    }

    private static func step(_ number: Int, _ random: inout SeededGenerator) -> LabStep {
        var checks: [LabCheck] = []
        var claimed = Points.zero
        for index in 0..<Int.random(in: 0...4, using: &random) {
            let isHidden = random.chance(35)
            var check = ScoringKit.check("s\(number).\(index)", isHidden: isHidden, isGate: random.chance(8))
            if random.chance(50) {
                check.points = Points(thousandths: Int.random(in: 0...1_500, using: &random))
            }
            claimed = claimed + (check.points ?? .zero)
            checks.append(check)
        }
        // Hidden ones last, as outcomes have them.
        checks = checks.filter { !$0.isHidden } + checks.filter(\.isHidden)
        var step = ScoringKit.step("s\(number)", nil, checks)
        step.award = random.pick(LabStep.Award.allCases)
        let rest = Points(thousandths: Int.random(in: 0...5_000, using: &random))
        step.points = claimed + rest
        // Alternatives share one purse: the step's points are what one of them may give.
        if step.award == .best, checks.contains(where: { !$0.isHidden }) {
            for index in step.checks.indices where !step.checks[index].isHidden {
                step.checks[index].points = index == 0 ? nil : step.checks[index].points
            }
        }
        if number > 0, random.chance(25) { step.needs = ["s\(number - 1)"] }
        step.isGate = random.chance(8)
        return step
    }

    private static func came(of step: LabStep, _ random: inout SeededGenerator) -> StepOutcome {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return StepOutcome(id: step.id, course: .notAnswered)
        case 1: return StepOutcome(id: step.id, course: .skipped(reason: "brew"))
        case 2: return StepOutcome(id: step.id, course: .notReached(reason: "time is up"))
        default:
            let checks = step.checks.map { ($0.id, verdict(&random)) }
            return ScoringKit.ran(step.id, verdict(&random), checks)
        }
    }

    private static func verdict(_ random: inout SeededGenerator) -> Verdict {
        random.chance(75) ? .pass : random.pick(Verdict.allCases)
    }

    /// The same outcome, but for what hidden checks say; no step waits for another one's hidden verdict.
    static func withOtherHiddenVerdicts(
        _ outcome: LabOutcome,
        _ lab: Lab,
        _ random: inout SeededGenerator
    ) -> LabOutcome {
        var outcome = outcome
        let hidden = Set(lab.steps.flatMap(\.checks).filter(\.isHidden).map(\.id))
        for step in outcome.steps.indices {
            for check in outcome.steps[step].checks.indices
            where hidden.contains(outcome.steps[step].checks[check].id) {
                let old = outcome.steps[step].checks[check].verdict
                // Whether a verdict is missing decides what waits for it; pass and fail are what mustn't show.
                guard old != .unknown else { continue }
                outcome.steps[step].checks[check].verdict = random.pick([.pass, .fail])
            }
        }
        return outcome
    }
}
