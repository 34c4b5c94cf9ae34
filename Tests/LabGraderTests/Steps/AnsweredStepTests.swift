import EngineAPI
import LabModel
import TestKit
import Testing

@testable import LabGrader

/// How a student's answer to a step is run, and what is said where it isn't enough.
struct AnsweredStepTests {
    private func run(
        _ lab: Lab,
        _ plan: RunPlan,
        in room: ScriptedRoom
    ) async throws -> (steps: [StepOutcome], record: LabRecord) {
        let report = try await LabRunner(room: room, clock: StillClock()) { 1_000 }.run(lab, plan)
        #expect(LabReplay.outcome(of: lab, try LabRecord(json: report.record.json)) == report.outcome)
        return (report.outcome.steps, report.record)
    }

    private func ran(_ step: StepOutcome) throws -> CommandOutcome {
        guard case .ran(let command) = step.course else { throw RoomError("it didn't run") }
        return command
    }

    // MARK: Terminals

    private static let terminal = """
        //lab:begin id=a points=1

        ```
        //lab:step id=sh points=1
        $ docker exec -it db sh
        //lab:send psql
        //lab:out ...
        //lab:out 42
        ```
        //lab:end
        """

    @Test("What the lecture types is no answer of a student who hands in nothing to type")
    func typesNothingThatNobodyHandedIn() async throws {
        let lab = try ExampleLab.lab(Self.terminal)
        let room = ScriptedRoom { _ in .init(output: "# \n") }
        let answer = RunPlan.answers(["sh": RunPlan.Answer(script: "docker exec -it db sh\n")])
        let steps = try await run(lab, answer, in: room).steps
        #expect(room.commands.map(\.typed) == [[]])
        #expect(
            try ran(steps[0]).explanation?.why
                == "nothing was typed, for there is no file sh.typed among the answers"
        )
        let typed = RunPlan.answers(["sh": RunPlan.Answer(script: "sh\n", typed: ["psql"])])
        let other = ScriptedRoom { _ in .init(output: "# \n") }
        #expect(try ran(try await run(lab, typed, in: other).steps[0]).explanation == nil)
        let lecture = ScriptedRoom { _ in .init(output: "# psql\n42\n") }
        #expect(try await run(lab, .lecture, in: lecture).steps[0].verdict == .pass)
        #expect(lecture.commands.map(\.typed) == [["psql"]])
    }

    @Test(
        "An answer that asks for a terminal gets one to read from",
        arguments: [
            ("docker exec -it db psql -c 'SELECT 1'", true), ("docker run --rm -ti busybox true", true),
            ("ls\nsudo docker run -i -t --rm \\\n  busybox true\n", true),
            ("for i in 1 2; do docker exec --interactive --tty db true; done", true),
            ("docker exec db ls -it", false), ("docker run -dit busybox", false),
            ("docker exec -i db sh", false),
            ("docker exec -it=false db sh", false), ("echo docker exec -it db sh", false),
            ("kubectl exec -it db -- sh", false), ("echo 1 | docker exec -it db sh", false),
        ]
    )
    func givesATerminalToThoseWhoAskForIt(script: String, isAsked: Bool) async throws {
        let lab = try ExampleLab.lab(
            "//lab:begin id=a\n\n```\n//lab:step id=x\n$ docker exec db true\n```\n//lab:end"
        )
        let room = ScriptedRoom { _ in .init() }
        _ = try await run(lab, .answers(["x": RunPlan.Answer(script: script)]), in: room)
        #expect(room.commands.map(\.readsTerminal) == [isAsked])
        #expect(room.commands.map(\.typed) == [nil])
    }

    // MARK: Time

    @Test("A check that is waited for in vain takes no time from the steps behind it")
    func waitsAtNobodysCost() async throws {
        let lab = try ExampleLab.lab(
            """
            //lab:begin id=a timeout=10s

            ```
            //lab:step id=one
            $ one
            //lab:check container nosuch running within=15s
            //lab:step id=two
            $ two
            //lab:check container db running
            ```
            //lab:end
            """
        )
        let room = ScriptedRoom(SampleWorld.room()) { _ in .init() }
        let time = VirtualTime()
        let report = await time.run {
            try? await LabRunner(room: room, clock: time) { 1_000 }.run(lab, .lecture)
        }
        let outcome = try #require(report ?? nil).outcome
        #expect(outcome.steps.map(\.verdict) == [.fail, .pass], "\(outcome)")
        #expect(outcome.milliseconds >= 15_000)
    }

    // MARK: What is said

    private func step(_ lines: String, _ deed: ScriptedRoom.Deed) async throws -> StepOutcome {
        let lab = try ExampleLab.lab("//lab:begin id=a\n\n```\n\(lines)\n```\n//lab:end")
        return try await run(lab, .lecture, in: ScriptedRoom { _ in deed }).steps[0]
    }

    @Test("What stands on the other stream is said to stand there")
    func saysThatItStandsOnTheOtherStream() async throws {
        let output = try await step(
            "//lab:step id=x match=contains\n$ x\n//lab:out ready",
            .init(output: "ok\n", error: "warning\nready\n")
        )
        #expect(
            try ran(output).explanation?.why
                == "what is wanted stands on standard error, not on standard output"
        )
        let error = try await step(
            "//lab:step id=x\n$ x\n//lab:err ready",
            .init(output: "ready\n")
        )
        #expect(
            try ran(error).explanation?.why
                == "what is wanted stands on standard output, not on standard error"
        )
        let neither = try await step("//lab:step id=x\n$ x\n//lab:out ready", .init(error: "not\n"))
        #expect(try ran(neither).explanation == nil)
    }

    @Test("An id that stands in an output that isn't met is told apart from one that isn't there")
    func saysWhyAnIDIsNotTaken() async throws {
        let id = String(repeating: "ab", count: 32)
        let lines = "//lab:step id=x\n$ x\n//lab:out {{cid:hex64}}\n//lab:check container $cid running"
        let more = try await step(lines, .init(output: "\(id)\nmore\n"))
        #expect(
            more.checks[0].seen
                == "the output's value for cid isn't taken, since the command as a whole isn't met"
        )
        let none = try await step(lines, .init(output: "more\n"))
        #expect(none.checks[0].seen == "no output gave a value for cid")
    }
}
