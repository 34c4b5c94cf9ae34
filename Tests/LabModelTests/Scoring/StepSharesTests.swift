import SourceText
import TestKit
import Testing

@testable import LabModel

@Suite struct StepSharesTests {
    private let place = SourceLocation(file: "a.slide", line: 1, length: 0)

    private func step(_ points: Points?, checks: [Points?]) -> LabStep {
        var step = LabStep(id: "a", command: LabCommand("ls", at: place), slide: 1, mode: .run, at: place)
        step.points = points
        step.checks = checks.enumerated().map { index, points in
            var check = LabCheck(
                id: "\(index)",
                subject: .events,
                predicates: [.exists],
                timing: .now,
                source: "",
                at: place
            )
            check.points = points
            return check
        }
        return step
    }

    @Test func sharesWhatIsLeftByCommandAndChecks() {
        let shares = StepShares(of: step(Points(4), checks: [nil, nil, Points(2)]))
        #expect(shares.command.thousandths == 667)
        #expect(shares.checks.map(\.thousandths) == [667, 666, 2_000])
    }

    @Test func givesTheCommandAllWhereNothingIsChecked() {
        #expect(StepShares(of: step(Points(3), checks: [])).command == Points(3))
        #expect(StepShares(of: step(nil, checks: [nil])) == StepShares(of: step(.zero, checks: [nil])))
    }

    @Test func tellsNothingOfHiddenChecks() {
        var hidden = step(Points(4), checks: [nil, Points(1), nil])
        hidden.checks[1].isHidden = true
        hidden.checks[2].isHidden = true
        let shares = StepShares(of: hidden)
        #expect(shares.command.thousandths == 1_500)
        #expect(
            shares.checks.map(\.thousandths) == [1_500, 1_000, 0],
            "a hidden one has what it says, or nothing"
        )
    }

    @Test func addsUpToThePointsOfTheStep() {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<2_000 {
            let checks = (0..<Int.random(in: 0...6, using: &random)).map { _ -> Points? in
                random.chance(40) ? Points(thousandths: Int.random(in: 0...2_000, using: &random)) : nil
            }
            let claimed = checks.reduce(Points.zero) { $0 + ($1 ?? .zero) }
            let total = claimed + Points(thousandths: Int.random(in: 0...9_999, using: &random))
            let shares = StepShares(of: step(total, checks: checks))
            #expect(shares.checks.reduce(shares.command, +) == total)
            for (share, asked) in zip(shares.checks, checks) where asked != nil { #expect(share == asked) }
        }
    }
}
