import LabModel
import TestKit
import Testing

@testable import LabGrader

/// A slide about a failure shows what a terminal does: whatever stream it comes on.
struct FailingCommandTests {
    /// What docker 20.10 prints.
    private static let removed = "Error: No such container: nosuch"

    private func step(
        _ lines: String,
        output: String = "",
        error: String = removed + "\n",
        exit: Int = 1
    ) async throws -> StepOutcome {
        let lab = try ExampleLab.lab("```\n\(lines)\n```")
        let room = ScriptedRoom { _ in .init(output: output, error: error, exit: exit) }
        let report = try await LabRunner(room: room, clock: StillClock()) { 1_000 }.run(lab, .lecture)
        return try #require(report.outcome.steps.first)
    }

    private let command = "$ docker rm nosuch\n"

    @Test(arguments: ["lines", "contains", "unordered"])
    func comparesWhatTheSlideShowsWithTheErrorOutput(match: String) async throws {
        let begin = "//lab:step id=a exit=1 match=\(match)\n" + command
        #expect(try await step(begin + Self.removed).verdict == .pass)
        let other = try await step(begin + "Error: No such container: web")
        #expect(other.verdict == .fail)
        guard case .ran(let ran) = other.course else { return }
        #expect(ran.differences.map(\.stream) == [.error])
    }

    @Test func comparesTheOutputWhereThereIsSome() async throws {
        let begin = "//lab:step id=a exit=1 match=lines\n$ grep -c x f\n"
        #expect(try await step(begin + "0", output: "0\n", error: "").verdict == .pass)
        #expect(try await step(begin + "0", output: "0\n", error: "grep: g: No such file\n").verdict == .pass)
        #expect(try await step(begin + "0", output: "1\n", error: "0\n").verdict == .fail)
    }

    @Test func comparesErrorLinesInTheStepsWay() async throws {
        let begin = "//lab:step id=a exit=1 match=contains\n" + command
        let error = "Warning: old\n\(Self.removed)\nsee 'docker rm --help'\n"
        #expect(try await step(begin + "//lab:err \(Self.removed)", error: error).verdict == .pass)
        #expect(try await step(begin + "//lab:err No such container", error: error).verdict == .fail)
        let unordered = "//lab:step id=a exit=1 match=unordered\n" + command + "//lab:err b\n//lab:err a"
        #expect(try await step(unordered, error: "a\nb\n").verdict == .pass)
    }

    @Test func asksNothingOfTheOutputWhereOnlyErrorsAreExpected() async throws {
        let begin = "//lab:step id=a exit=1 match=lines\n" + command
        #expect(try await step(begin + "//lab:err \(Self.removed)", output: "more\n").verdict == .pass)
    }
}
