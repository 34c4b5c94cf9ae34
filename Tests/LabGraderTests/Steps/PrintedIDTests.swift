import DeckSyntax
import EngineAPI
import LabModel
import LabSyntax
import SourceText
import SystemPackage
import TestKit
import TextMatch
import Testing

@testable import LabGrader

@Suite("Ids that commands print")
struct PrintedIDTests {
    private static let container = String(repeating: "ab", count: 32)
    private static let network = String(repeating: "cd", count: 32)
    private static let volume = String(repeating: "a0", count: 32)
    private static let invented = String(repeating: "ef", count: 32)

    private func lab(_ body: String) throws -> Lab {
        let text =
            "# Deck\n\nAuthor\n\n## Slide\n\n//lab:begin id=a points=1\n\n```\n//lab:step id=x points=1\n\(body)\n```\n//lab:end\n"
        let source = SourceFile(name: "deck.slide", bytes: Array(text.utf8))
        let deck = DeckParser(reader: MemoryFiles([:])).parse(source, at: FilePath("deck.slide")).deck
        let labs = LabParser.parse(source, deck)
        try #require(labs.diagnostics.allSatisfy { $0.severity != .error }, "\(labs.diagnostics)")
        return try #require(labs.all.first)
    }

    /// What came of a lab of one step whose command prints a text, where there are a container and a network.
    private func outcome(_ body: String, printing output: String) async throws -> StepOutcome {
        let room = ScriptedRoom { _ in .init(output: output + "\n") }
        room.world.recorder.change { contents in
            SampleWorld.add(
                ContainerDetails().with {
                    ($0.id, $0.name) = (Self.container, "/web")
                    $0.state = ContainerState().with { ($0.status, $0.running) = ("running", true) }
                },
                to: &contents
            )
            contents.networks = [NetworkDetails().with { ($0.id, $0.name) = (Self.network, "back") }]
            contents.volumes = [VolumeDetails().with { $0.name = Self.volume }]
            contents.events = [
                EngineEvent().with {
                    ($0.type, $0.action) = ("container", "destroy")
                    $0.actor.id = String(repeating: "12", count: 32)
                }
            ]
        }
        var runner = LabRunner(room: room, clock: StillClock()) { 1_000 }
        runner.settings.patienceMilliseconds = 5
        runner.settings.pollMilliseconds = 1
        let report = try await runner.run(try lab(body), .lecture)
        #expect(LabReplay.outcome(of: try lab(body), report.record).steps == report.outcome.steps)
        return report.outcome.steps[0]
    }

    @Test(
        "A hole needs no name to be an id where the command prints nothing else",
        arguments: [
            "docker run -d nginx", "docker run --rm -p 80:80 --name \"a b\" -di nginx",
            "docker create nginx",
            "sudo docker container run --detach nginx", "podman run -v $(pwd):/x -d nginx", "docker ps -aq",
            "docker network create back",
        ]
    )
    func judgesWithoutNames(command: String) async throws {
        let body = "$ \(command)\n//lab:out {{hex64}}"
        let good = try await outcome(body, printing: Self.container)
        #expect(good.verdict == .pass)
        let bad = try await outcome(body, printing: Self.invented)
        #expect(bad.verdict == .fail)
        guard case .ran(let ran) = bad.course else { return }
        #expect(ran.explanation?.why == "the engine knows no '\(Self.invented)'")
    }

    @Test(
        "What only looks like an id is none",
        arguments: [
            ("docker run nginx openssl rand -hex 32", "{{hex64}}"), ("docker run nginx -d", "{{hex64}}"),
            ("docker run -d nginx | sha256sum", "{{hex64}}"), ("docker volume create", "{{hex64}}"),
            ("docker exec web run -d", "{{hex64}}"), ("cat token", "{{hex64}}"),
            ("docker pull nginx", "Digest: sha256:{{hex64}}"), ("docker run -d nginx", "token {{hex64}}"),
            ("docker build .", "writing image sha256:{{hex64}}"),
        ]
    )
    func leavesOthers(command: String, line: String) async throws {
        let printed = line.replacing("{{hex64}}", with: Self.invented)
        let outcome = try await outcome("$ \(command)\n//lab:out \(line)", printing: printed)
        #expect(outcome.verdict == .pass)
    }

    @Test("Ids in columns of tables are asked about, other columns aren't")
    func tables() throws {
        var asked = try lab("$ docker ps\n//lab:row IMAGE=nginx").steps[0]
        let hole = try LinePattern(parsing: "{{hex12}}")
        asked.output = .table(TablePattern(rows: [.init(cells: ["CONTAINER ID": hole])], isWhole: false))
        let holes = IDHoles(asked)
        try #require(holes.names.count == 1)
        let record = CommandRecord(
            "docker ps",
            ending: .exited(code: 0),
            output: ["CONTAINER ID   IMAGE", "\(Self.invented.prefix(12))   nginx"],
            errorOutput: [],
            milliseconds: 1
        )
        #expect(holes.captures(of: record, Captures())[holes.names[0]] == String(Self.invented.prefix(12)))
        asked.output = .table(TablePattern(rows: [.init(cells: ["IMAGE": hole])], isWhole: false))
        #expect(IDHoles(asked).names.isEmpty)
    }

    @Test(
        "Ids of documents are asked about, with names and without",
        arguments: ["{{hex64}}", "{{id:hex64}}"]
    )
    func documents(hole: String) async throws {
        let lab = try lab("$ docker inspect web\n//lab:out x")
        for (command, key, id, isMet) in [
            ("docker inspect web", "Id", Self.container, true),
            ("docker inspect web", "Id", Self.invented, false),
            ("docker inspect web", "SandboxID", Self.invented, true),
            ("curl :80/", "Id", Self.invented, true),
            ("docker exec web curl :80/", "Id", Self.invented, true),
        ] {
            var step = lab.steps[0]
            step.command.text = command
            step.output = .document(.json, text: "[{\"\(key)\": \"\(hole)\"}]")
            let room = ScriptedRoom { _ in .init() }
            room.world.recorder.change { contents in
                SampleWorld.add(ContainerDetails().with { $0.id = Self.container }, to: &contents)
            }
            let record = CommandRecord(
                command,
                ending: .exited(code: 0),
                output: ["[{\"\(key)\": \"\(id)\", \"Name\": \"/web\"}]"],
                errorOutput: [],
                milliseconds: 1
            )
            let ids = PrintedIDs(engine: room.engine, since: 0) { 1_000 }
            let found = try await ids.invented(step, of: lab, record, before: NameTable())
            #expect(found == (isMet ? [] : [id]), "\(command) \(key)")
        }
    }

    @Test("A volume's name may look like an id")
    func volumes() async throws {
        let body = "$ docker volume create\n//lab:out {{name:hex64}}"
        #expect(try await outcome(body, printing: Self.volume).verdict == .pass)
        #expect(try await outcome(body, printing: Self.invented).verdict == .fail)
        let other = "$ docker run -d nginx\n//lab:out {{name:hex64}}"
        #expect(try await outcome(other, printing: Self.volume).verdict == .fail)
    }

    @Test("A name that checks use for a container takes no network's id")
    func asksForContainers() async throws {
        let used = "$ docker run -d nginx\n//lab:out {{cid:hex64}}\n//lab:check container $cid absent"
        #expect(try await outcome(used, printing: Self.network).verdict == .fail)
        let free = "$ docker run -d nginx\n//lab:out {{cid:hex64}}"
        #expect(try await outcome(free, printing: Self.network).verdict == .pass)
        let gone = String(repeating: "12", count: 32)
        #expect(try await outcome(used, printing: gone).verdict == .pass, "it was there")
    }

    @Test("A name that a later step gives to something else is that step's own there")
    func namesThatAreGivenAgain() async throws {
        let body =
            "$ docker run -d nginx\n//lab:out {{id:hex64}}\n//lab:step id=y points=0\n$ docker network create back\n"
            + "//lab:out {{id:hex64}}\n//lab:check network $id exists\n//lab:step id=z points=0\n$ docker start web\n"
            + "//lab:out {{id:hex64}}\n//lab:check container $id exists"
        let lab = try lab(body)
        let ids = PrintedIDs(
            engine: RecordingEngine { contents in
                contents.networks = [NetworkDetails().with { ($0.id, $0.name) = (Self.network, "back") }]
            },
            since: 0
        ) { 1_000 }
        let record = CommandRecord(
            "x",
            ending: .exited(code: 0),
            output: [Self.network],
            errorOutput: [],
            milliseconds: 1
        )
        var found: [Bool] = []
        for step in lab.steps {
            found.append(try await ids.invented(step, of: lab, record, before: NameTable()).isEmpty)
        }
        #expect(found == [true, true, false])
    }
}
