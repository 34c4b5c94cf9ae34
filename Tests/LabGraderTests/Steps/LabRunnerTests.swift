import DeckSyntax
import EngineAPI
import LabModel
import LabSyntax
import Ports
import SourceText
import SystemPackage
import TestKit
import Testing

@testable import LabGrader

@Suite("Running a lab")
struct LabRunnerTests {
    /// The labs of a deck.
    private func lab(_ body: String) throws -> Lab {
        let text = "# Deck\n\nAuthor\n\n## Slide\n\n\(body)\n"
        let source = SourceFile(name: "deck.slide", bytes: Array(text.utf8))
        let deck = DeckParser(reader: MemoryFiles([:])).parse(source, at: FilePath("deck.slide")).deck
        let labs = LabParser.parse(source, deck)
        try #require(labs.diagnostics.allSatisfy { $0.severity != .error }, "\(labs.diagnostics)")
        return try #require(labs.all.first)
    }

    private func run(
        _ lab: Lab,
        _ plan: RunPlan = .lecture,
        in room: ScriptedRoom,
        variant: [String: String] = [:]
    ) async throws -> LabRunner<StillClock>.Report {
        var runner = LabRunner(room: room, clock: StillClock()) { 1_000 }
        runner.settings.patienceMilliseconds = 5
        runner.settings.pollMilliseconds = 1
        runner.variant = variant
        return try await runner.run(lab, plan)
    }

    private let id = String(repeating: "ab", count: 32)

    private func created(_ id: String) -> @Sendable (inout RecordingEngine.Contents) -> Void {
        { contents in
            SampleWorld.add(
                ContainerDetails().with {
                    ($0.id, $0.name) = (id, "/web")
                    $0.state = ContainerState().with { ($0.status, $0.running) = ("running", true) }
                },
                to: &contents
            )
        }
    }

    @Test(
        "What rests on a model is left open, its dependants are skipped, and the record says the same again"
    )
    func leavesOpenWhatIsModelled() async throws {
        let lab = try lab(
            """
            //lab:begin id=a points=6

            ```
            //lab:step id=plain points=1
            $ docker volume create x
            //lab:step id=build points=1
            $ docker build .
            //lab:step id=up points=2
            $ docker run web
            //lab:check container web running
            //lab:step id=then points=1 needs=up
            $ curl localhost
            //lab:step id=last points=1 needs=then
            $ true
            ```

            //lab:end
            """
        )
        let created = created(id)
        let room = ScriptedRoom { script in
            if script.contains("build") { return .init(exit: 1, modelled: ["go build"]) }
            return script.contains("run web") ? .init(effect: created) : .init()
        }
        let report = try await run(lab, in: room)
        let steps = report.outcome.steps
        #expect(steps[0].verdict == .pass)
        #expect(steps[1].verdict == .unknown && steps[1].needsRealEngine, "a failure that is the model's")
        #expect(steps[2].verdict == .unknown && steps[2].needsRealEngine, "a pass that is the model's")
        #expect(steps[2].checks[0].reason == "needs a real engine: go build is only modelled here")
        #expect(steps[3].course == .skipped(reason: "needs up, which needs a real engine"))
        #expect(steps[4].course == .skipped(reason: "needs then, which needs a real engine"))
        #expect(room.scripts.count == 3)
        let read = try LabRecord(json: report.record.json)
        #expect(LabReplay.outcome(of: lab, read).steps == steps)
    }

    @Test("An id that is printed is bound, stands in later commands, and is asked about")
    func bindsIDs() async throws {
        let lab = try lab(
            """
            //lab:begin id=a points=4
            //lab:teardown docker rm -f $cid

            ```
            //lab:step id=up points=2
            $ docker run -d nginx
            //lab:out {{cid:hex64}}
            //lab:check container $cid running
            //lab:bind 9a6a02b6f0d4 = $cid
            //lab:step id=stop points=2
            $ docker stop 9a6a02b6f0d4
            //lab:out {{=cid[:12]}}
            ```
            //lab:end
            """
        )
        let (id, effect) = (id, created(id))
        let room = ScriptedRoom { script in
            script.contains("run")
                ? .init(output: id + "\n", effect: effect) : .init(output: id.prefix(12) + "\n")
        }
        let report = try await run(lab, in: room)
        #expect(report.outcome.steps.map(\.verdict) == [.pass, .pass], "\(report.outcome)")
        try #require(room.scripts.count == 3)
        #expect(room.scripts[1] == "docker stop \(id.prefix(12))")
        #expect(room.scripts[2] == "cid='\(id)'\ndocker rm -f $cid", "teardown has it as a variable")
    }

    @Test("An id that the engine doesn't know is no answer")
    func refusesInventedIDs() async throws {
        let lab = try lab(
            "//lab:begin id=a points=1\n\n```\n//lab:step id=up points=1\n$ docker run -d nginx\n//lab:out {{cid:hex64}}\n```\n//lab:end"
        )
        let id = id
        let report = try await run(lab, in: ScriptedRoom { _ in .init(output: id + "\n") })
        #expect(report.outcome.steps[0].verdict == .fail)
        guard case .ran(let command) = report.outcome.steps[0].course else { return }
        #expect(command.explanation?.why == "the engine knows no '\(id)'")
    }

    @Test("A record has the run's own outcome again, also from its JSON")
    func replays() async throws {
        let lab = try lab(
            """
            //lab:begin id=a points=3

            ```
            //lab:step id=up points=2
            $ docker run -d nginx
            //lab:out {{cid:hex64}}
            //lab:check container $cid running
            //lab:step id=say points=1 exit=3
            $ fail
            //lab:err broken {{n in 1..5}}
            ```
            //lab:end
            """
        )
        let (id, effect) = (id, created(id))
        let room = ScriptedRoom { script in
            script == "fail"
                ? .init(error: "broken 4\n", exit: 3) : .init(output: id + "\n", effect: effect)
        }
        let report = try await run(lab, in: room)
        #expect(report.outcome.steps.map(\.verdict) == [.pass, .pass])
        let read = try LabRecord(json: try JSON(report.record.json.bytes))
        #expect(read == report.record)
        #expect(LabReplay.outcome(of: lab, read) == report.outcome)
    }

    @Test("A room that fails is nobody's failure, and the rest isn't reached")
    func roomFails() async throws {
        let lab = try lab(
            "//lab:begin id=a points=2\n\n```\n//lab:step id=x points=1\n$ one\n//lab:step id=y points=1\n$ two\n```\n//lab:end"
        )
        let report = try await run(lab, in: ScriptedRoom { _ in .init(failure: "the engine is away") })
        #expect(report.outcome.steps[0].verdict == .unknown)
        #expect(report.outcome.problem == "the sandbox failed: the engine is away")
        let score = LabScore(of: lab, report.outcome)
        #expect(score.steps.map(\.visible.pending) == [Points(1), Points(1)])
    }

    @Test("Only what was handed in runs; what a lab merely shows is no task")
    func answersOnly() async throws {
        let lab = try lab(
            """
            //lab:begin id=a points=2

            ```
            //lab:step id=x points=1
            $ one
            //lab:step id=y points=1
            $ two
            ```

            ```
            $ shown
            ```
            //lab:end
            """
        )
        let room = ScriptedRoom { _ in .init() }
        let plan = RunPlan.answers(["y": RunPlan.Answer(script: "mine\n")])
        let report = try await run(lab, plan, in: room)
        #expect(room.scripts == ["mine\n"])
        #expect(report.outcome.steps.map(\.verdict) == [nil, .pass, nil])
        #expect(report.outcome.steps[0].course == .notAnswered)
        #expect(report.outcome.steps[2].course == .skipped(reason: "the lecture only shows it"))
    }

    @Test("A step that needs one that failed isn't run")
    func needs() async throws {
        let lab = try lab(
            "//lab:begin id=a points=2\n\n```\n//lab:step id=x points=1\n$ one\n//lab:step id=y points=1 needs=x\n$ two\n```\n//lab:end"
        )
        let room = ScriptedRoom { _ in .init(exit: 1) }
        let report = try await run(lab, in: room)
        #expect(room.scripts == ["one"])
        #expect(report.outcome.steps[1].course == .notReached(reason: "needs x"))
    }

    @Test("A service in the foreground is asked while it runs, and then left")
    func foreground() async throws {
        let lab = try lab(
            """
            //lab:begin id=a points=2

            ```
            //lab:step id=x points=2
            $ docker run -p 8080:80 nginx
            //lab:check http :8080/ status=200 within=5s
            ```
            //lab:end
            """
        )
        let ports = FakePorts {
            $0.responses[8080] = { _, _ in .response(status: 200, headers: [], body: []) }
        }
        let room = ScriptedRoom(CheckRoom(ports: ports)) { _ in .init(exit: nil) }
        let report = try await run(lab, in: room)
        guard case .ran(let command) = report.outcome.steps[0].course else {
            Issue.record("it didn't run")
            return
        }
        #expect(command.ending == .left)
        #expect(report.outcome.steps[0].verdict == .pass)
    }

    @Test("A follower is left when its output is what was asked for")
    func follow() async throws {
        let lab = try lab(
            "//lab:begin id=a points=1\n\n```\n//lab:step id=x points=1 match=contains\n$ docker logs -f web\n//lab:out ready\n```\n//lab:end"
        )
        let report = try await run(lab, in: ScriptedRoom { _ in .init(output: "a\nready\n", exit: nil) })
        #expect(report.outcome.steps[0].verdict == .pass)
    }

    @Test("A setup that fails leaves every step unknown, never failed")
    func setupFails() async throws {
        let lab = try lab(
            "//lab:begin id=a points=1\n//lab:setup prepare\n\n```\n//lab:step id=x points=1\n$ one\n```\n//lab:end"
        )
        let room = ScriptedRoom { script in .init(error: "no\n", exit: script == "prepare" ? 1 : 0) }
        let report = try await run(lab, in: room)
        #expect(report.outcome.problem == "setup failed: prepare\nno")
        #expect(LabScore(of: lab, report.outcome).steps[0].visible.pending == Points(1))
    }

    @Test("A student's own values stand in commands and expectations")
    func variants() async throws {
        let lab = try lab(
            """
            //lab:begin id=a points=1
            //lab:let <TAG> = {{variant.tag}}

            ```
            //lab:step id=x points=1
            $ echo <TAG>
            //lab:out {{=variant.tag}}
            ```
            //lab:end
            """
        )
        let room = ScriptedRoom { script in .init(output: String(script.dropFirst(5)) + "\n") }
        let report = try await run(lab, in: room, variant: ["tag": "v7f"])
        #expect(room.scripts == ["echo v7f"])
        #expect(report.outcome.steps[0].verdict == .pass)
    }
}
