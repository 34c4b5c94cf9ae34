import TestKit
import Testing

@testable import LabModel

@Suite struct HintConditionTests {
    private func command(_ code: Int?, out: [String] = [], err: [String] = []) -> CommandOutcome {
        let ending = code.map { CommandOutcome.Ending.exited(code: $0) } ?? .cut("after 30 s")
        var command = CommandOutcome(verdict: .fail, ending: ending, expectedExit: 0)
        (command.output, command.errorOutput) = (out, err)
        return command
    }

    @Test func readsTheExampleOfTheSpecification() throws {
        let condition = try HintCondition(parsing: "exit=125 and err~'port is already allocated'")
        #expect(condition == .all([.exit(125), .contains(.error, "port is already allocated")]))
        #expect(condition.holds(of: command(125, err: ["x", "the port is already allocated."])))
        #expect(!condition.holds(of: command(1, err: ["port is already allocated"])))
        #expect(!condition.holds(of: command(125, out: ["port is already allocated"])))
    }

    @Test func bindsAndMoreTightlyThanOr() throws {
        let condition = try HintCondition(parsing: "exit=1 or exit=2 and out~a")
        #expect(condition == .any([.exit(1), .all([.exit(2), .contains(.output, "a")])]))
        let grouped = try HintCondition(parsing: "(exit=1 or exit=2) and not(out~a)")
        #expect(grouped == .all([.any([.exit(1), .exit(2)]), .not(.contains(.output, "a"))]))
    }

    @Test func takesWordsForWhatTheyAre() throws {
        #expect(try HintCondition(parsing: "out~order") == .contains(.output, "order"))
        #expect(try HintCondition(parsing: "err~'and (or not)'") == .contains(.error, "and (or not)"))
        #expect(try HintCondition(parsing: "\t exit!=0 ") == .not(.exit(0)))
    }

    @Test func knowsNoExitCodeOfACommandThatWasEnded() throws {
        #expect(!(try HintCondition(parsing: "exit=0").holds(of: command(nil))))
        #expect(try HintCondition(parsing: "exit!=0").holds(of: command(nil)))
    }

    @Test(arguments: [
        ("", 0), ("exit", 0), ("exit=", 5), ("exit=256", 5), ("exit=-1", 5), ("exit=1 exit=2", 7),
        ("out~", 4),
        ("out~''", 4), ("out~'a", 4), ("(exit=1", 7), ("exit=1)", 6), ("exit=1 and", 10), ("not", 3),
        ("exit=1 orexit=2", 7), ("code=1", 0),
    ])
    func saysWhereItCannotBeRead(text: String, offset: Int) {
        #expect { try HintCondition(parsing: text) } throws: { ($0 as? HintConditionError)?.offset == offset }
    }

    @Test func survivesAnything() {
        var random = SeededGenerator(seed: 9)
        let pieces = ["exit=", "1", "out~", "'", "(", ")", "not ", " and ", " or ", "err~'x'", " ", "é"]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in random.pick(pieces) }.joined()
            _ = try? HintCondition(parsing: text)
        }
        let deep = String(repeating: "(", count: 100_000)
        #expect(throws: HintConditionError.self) { try HintCondition(parsing: deep) }
    }

    @Test func showsAHintWhenItIsTime() {
        let failed = command(125, err: ["port is already allocated"])
        let hint = LabStep.Hint(text: "stop the other one", condition: "exit=125", after: 2)
        #expect(!hint.applies(to: failed, failures: 1))
        #expect(hint.applies(to: failed, failures: 2))
        #expect(!hint.applies(to: command(1), failures: 2))
        #expect(LabStep.Hint(text: "x").applies(to: failed, failures: 1))
        #expect(
            !LabStep.Hint(text: "x", penalty: Points(1)).applies(to: failed, failures: 9),
            "it is asked for"
        )
        #expect(!LabStep.Hint(text: "x", condition: "exit").applies(to: failed, failures: 9))
    }
}
