import EngineAPI
import EngineClient
import LabGrader
import LabModel
import SourceText
import Testing
import TextMatch

@testable import LabSyntax

/// Checks see on real engines what there is.
@Suite(.serialized, .enabled(if: !RealEngine.running.isEmpty, RealEngine.absence), .timeLimit(.minutes(3)))
struct RealCheckTests {
    @Test(arguments: RealEngine.running)
    func judgesWhatRuns(_ engine: RealEngine) async throws {
        try await withThings(on: engine) { room, names in
            for (text, verdict) in Self.questions {
                let report = try await CheckWatch(room: room).run(try check(text), names: names)
                #expect(report.outcome.verdict == verdict, "\(text): \(report.outcome)")
                let evidence = try CheckEvidence(json: try JSON(report.evidence.json.bytes))
                #expect(
                    CheckReplay.outcome(of: try check(text), names: names, evidence: evidence)
                        == report.outcome
                )
            }
            // The looks into images left nothing.
            var query = ContainerListQuery()
            query.all = true
            query.filters.insert("label", "slidectl.look")
            #expect(try await room.engine.listContainers(query).isEmpty)
        }
    }

    private static let questions: [(String, Verdict)] = [
        ("container $web running within=20s", .pass), ("container $web[:12] running", .pass),
        ("container $web logs ~ \"up and running\" within=10s", .pass),
        ("container $web logs has-no panic", .pass),
        ("container $web env MODE=fast label tier=web user=1000", .pass),
        ("container $web env MODE=slow", .fail),
        ("container $web image=busybox", .pass), ("container $web image=busybox:1", .fail),
        ("container $web mount {{=data}}:/data network {{=net}} not privileged", .pass),
        ("container $web network bridge", .fail), ("container $web limits memory <= 64MiB", .pass),
        ("container $web limits memory < 64MiB", .fail), ("container $web restarts <= 0", .pass),
        ("container $web healthy within=5s", .fail), ("container $web command ~ sleep", .pass),
        ("container $job exited code=3 within=20s", .pass), ("container $job running within=20s", .fail),
        ("container $job running never=6s", .pass), ("container nobody-has-this absent", .pass),
        ("image busybox exists has-file /bin/sh no-file /go.mod", .pass),
        ("image busybox has-file /go.mod", .fail),
        ("image busybox user != root", .fail), ("image busybox layers >= 1 size <= 1GB", .pass),
        ("image busybox history has-no \"SECRET\"", .pass), ("image busybox base=busybox:latest", .pass),
        ("image nobody-has-this absent", .pass),
        ("volume {{=data}} exists label keep=yes driver=local", .pass),
        ("volume {{=data}} absent", .fail), ("volume nobody-has-this exists", .fail),
        ("network {{=net}} exists driver=bridge label keep=yes", .pass),
        ("network nobody-has-this absent", .pass),
        ("network {{=net}} internal", .fail),
    ]

    @Test(arguments: RealEngine.docker)
    func seesAContainerEnd(_ engine: RealEngine) async throws {
        try await withThings(on: engine) { room, names in
            let check = try check("container $web exited code=137 within=20s")
            let seen = AsyncStream<String>.makeStream()
            let onChange: @Sendable (String) -> Void = { seen.continuation.yield($0) }
            async let report = CheckWatch(room: room).run(check, names: names, onChange: onChange)
            for await text in seen.stream where text.hasPrefix("running") { break }
            try await Task.sleep(for: .seconds(3))
            try await room.engine.killContainer(try #require(names.captures["web"]), signal: nil)
            let outcome = try await report.outcome
            #expect(outcome.verdict == .pass)
            #expect(outcome.timeline.entries.count == 2)
        }
    }

    private func check(_ text: String) throws -> LabCheck {
        let start = SourcePosition(line: 1, column: 1)
        return try CheckReader.read(text, at: SourceLocation(file: "deck.slide", range: start..<start))
    }

    /// Makes two containers, a volume and a network, and takes them away again.
    private func withThings(
        on engine: RealEngine,
        _ body: (EngineRoom, NameTable) async throws -> Void
    ) async throws {
        let client = try await engine.connect()
        let contract = EngineContract(engine: client, image: "busybox")
        try await contract.prepare()
        let suffix = UInt32.random(in: 0 ... .max)
        let (data, net) = ("check-data-\(suffix)", "check-net-\(suffix)")
        _ = try await client.createVolume(
            VolumeCreation().with { ($0.name, $0.labels) = (data, ["keep": "yes"]) }
        )
        _ = try await client.createNetwork(
            NetworkCreation().with { ($0.name, $0.labels) = (net, ["keep": "yes"]) }
        )
        let result: Result<Void, any Error>
        do {
            try await withContainers(contract, data, net) { web, job in
                let captures = Captures(["web": web, "job": job, "data": data, "net": net])
                try await body(EngineRoom(engine: client), NameTable(captures: captures))
            }
            result = .success(())
        } catch { result = .failure(error) }
        try? await client.removeVolume(data, force: true)
        try? await client.removeNetwork(net)
        try result.get()
    }

    private func withContainers(
        _ contract: EngineContract,
        _ data: String,
        _ net: String,
        _ body: (String, String) async throws -> Void
    ) async throws {
        try await contract.withContainer(["sh", "-c", "echo up and running; sleep 300"]) {
            ($0.config.env, $0.config.labels, $0.config.user) = (["MODE=fast"], ["tier": "web"], "1000")
            ($0.hostConfig.binds, $0.hostConfig.networkMode) = (["\(data):/data"], net)
            $0.hostConfig.resources.memory = 64 << 20
        } _: { web in
            try await contract.withContainer(["sh", "-c", "exit 3"]) { job in try await body(web, job) }
        }
    }
}

/// A bare engine as a room; nothing runs in it, and nothing listens.
private struct EngineRoom: LabRoom, NetworkProbe, WorkspaceFiles {
    let engine: any ContainerEngine
    var network: any NetworkProbe { self }
    var files: any WorkspaceFiles { self }

    func run(_ command: RoomCommand) async throws -> RoomEnd { throw RoomError("nothing runs here") }
    func connect(port: Int, sending greeting: [UInt8], limit: Int) async throws -> ConnectionAnswer {
        .refused
    }
    func get(port: Int, path: String) async throws -> HTTPAnswer { .refused }
    func read(_ path: String, limit: Int) async throws -> WorkspaceFile { .missing }
}
