import DeckSyntax
import LabModel
import LabSyntax
import SourceText
import SystemPackage
import TestKit
import Testing
import TextMatch

@testable import LabGrader

/// A lecture's commands that nobody wrote a lab for.
struct UnmarkedLectureTests {
    private func lab(_ snippet: String) throws -> Lab {
        let text = "# Deck\n\nAuthor\n\n## Slide\n\n```\n\(snippet)\n```\n"
        let source = SourceFile(name: "deck.slide", bytes: Array(text.utf8))
        let deck = DeckParser(reader: MemoryFiles([:])).parse(source, at: FilePath("deck.slide")).deck
        return try #require(LabParser.parse(source, deck).lecture)
    }

    private func run(_ lab: Lab, in room: ScriptedRoom) async throws -> LabRunner<StillClock>.Report {
        try await LabRunner(room: room, clock: StillClock()) { 1_000 }.run(lab, .lecture)
    }

    // MARK: Ids

    private static let ps = """
        $ docker ps
        CONTAINER ID   IMAGE      STATUS        NAMES
        9a6a02b6f0d4   postgres   Up 1 second   serene_jemison
        1b2c02b6f0d4   redis:7    Up 1 second   happy_fox
        """

    @Test func typesTheIDThatTheCommandReallyPrinted() async throws {
        let lab = try lab(Self.ps + "\n$ docker kill 9a6a02b6f0d4\n$ docker rm 1b2c02b6f0d4")
        let seen = """
            CONTAINER ID   IMAGE      STATUS         NAMES
            ffeeddccbbaa   redis:7    Up 3 seconds   brave_cat
            aabbccddeeff   postgres   Up 2 seconds   calm_dog

            """
        let room = ScriptedRoom { script in .init(output: script == "docker ps" ? seen : "") }
        _ = try await run(lab, in: room)
        #expect(room.scripts == ["docker ps", "docker kill aabbccddeeff", "docker rm ffeeddccbbaa"])
    }

    @Test func typesTheShortFormOfAnIDThatWasPrintedWhole() async throws {
        let (shown, seen) = (
            String(repeating: "9a6a02b6f0d4a1b2", count: 4), String(repeating: "c0ffee12", count: 8)
        )
        let lab = try lab("$ docker run -d nginx\n\(shown)\n$ docker stop \(shown.prefix(12))")
        let room = ScriptedRoom { script in .init(output: script.contains("run") ? seen + "\n" : "") }
        _ = try await run(lab, in: room)
        #expect(room.scripts.last == "docker stop c0ffee12c0ff")
    }

    @Test func leavesAnIDAloneThatNothingPrinted() async throws {
        let lab = try lab(Self.ps + "\n$ docker kill 9a6a02b6f0d4")
        let room = ScriptedRoom { _ in .init(output: "CONTAINER ID   IMAGE   STATUS   NAMES\n") }
        _ = try await run(lab, in: room)
        #expect(room.scripts.last == "docker kill 9a6a02b6f0d4")
    }

    // MARK: What only a sandbox refuses

    @Test func listsWhatTheSandboxRefusedAsSkippedWithItsReason() async throws {
        let lab = try lab("$ docker run -v /etc:/x busybox\n$ docker run busybox false")
        let room = ScriptedRoom { script in
            script.contains("-v")
                ? .init(exit: 125, refusal: "bind mounts are limited to your workspace") : .init(exit: 1)
        }
        let report = try await run(lab, in: room)
        #expect(
            report.outcome.steps[0].course
                == .skipped(reason: "not in a sandbox: bind mounts are limited to your workspace")
        )
        #expect(report.outcome.steps[1].verdict == .fail)
        let read = try LabRecord(json: report.record.json)
        #expect(LabReplay.outcome(of: lab, read).steps.map(\.course) == report.outcome.steps.map(\.course))
    }

    @Test func failsATaskThatWasRefused() async throws {
        var lab = try lab("//lab:step id=x\n$ docker run -v /etc:/x busybox")
        lab.isDeclared = true
        let room = ScriptedRoom { _ in .init(exit: 125, refusal: "no") }
        #expect(try await run(lab, in: room).outcome.steps[0].verdict == .fail)
    }

    @Test func saysHowALectureSaysThatItsCommandIsToFail() async throws {
        let report = try await run(try lab("$ docker run postgres"), in: ScriptedRoom { _ in .init(exit: 1) })
        guard case .ran(let command) = report.outcome.steps[0].course else { return #expect(Bool(false)) }
        #expect(command.explanation?.attempt?.contains("lab:step exit=1") == true)
    }

    // MARK: What was recorded

    private func outcome(
        _ snippet: String,
        recorded: [String],
        errors: [String] = [],
        _ deed: ScriptedRoom.Deed
    ) async throws -> StepOutcome {
        let lab = try lab(snippet)
        let output = LabLock.Output(step: lab.steps[0].id, output: recorded, errorOutput: errors)
        return try await run(lab.recalling([output]), in: ScriptedRoom { _ in deed }).outcome.steps[0]
    }

    @Test func findsWhereAnOutputIsntWhatWasRecorded() async throws {
        let step = try await outcome(
            "$ ls",
            recorded: ["one", "{{int}} files"],
            .init(output: "one\nno files\n")
        )
        guard case .ran(let command) = step.course else { return #expect(Bool(false)) }
        #expect(command.verdict == .fail)
        #expect(
            command.differences.first?.lines.entries
                == [.same("one"), .expected("{{int}} files"), .seen("no files")]
        )
        #expect(command.explanation?.attempt?.contains("slidectl lab record") == true)
        let errors = try await outcome("$ ls", recorded: [], errors: ["warning"], .init(error: "other\n"))
        #expect(errors.verdict == .fail)
    }

    @Test(arguments: [
        ("$ ls", ["one", "{{int}} files"], "one\n7 files\n"), ("$ ls", ["..."], "anything\n"),
        ("//lab:step match=none\n$ ls", ["one"], "two\n"),
        ("$ ls\n//lab:out two", ["one"], "two\n"),
        ("$ docker logs -f x", ["one"], "two\n"),
    ])
    func comparesOnlyWhatTheLectureLeavesOpen(
        snippet: String,
        recorded: [String],
        output: String
    ) async throws {
        #expect(try await outcome(snippet, recorded: recorded, .init(output: output)).verdict == .pass)
    }
}
