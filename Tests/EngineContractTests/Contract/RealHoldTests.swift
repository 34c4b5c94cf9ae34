import EngineAPI
import EngineClient
import EngineGate
import Host
import SystemPackage
import TarStream
import TestKit
import Testing

/// On real engines, too, nothing in a container moves while the engine looks into its files.
@Suite(.serialized, .enabled(if: !RealEngine.running.isEmpty, RealEngine.absence))
struct RealHoldTests {
    private static let name = "held"

    private static func start(
        _ gate: EngineGate,
        _ script: String,
        _ change: (inout ContainerCreation) -> Void = { _ in }
    ) async throws -> String {
        let creation = ContainerCreation().with {
            ($0.name, $0.config.image, $0.config.cmd) = (name, "busybox", ["sh", "-c", script])
            change(&$0)
        }
        let id = try await gate.createContainer(creation).id
        _ = try await gate.startContainer(id)
        return id
    }

    /// A list tells it; for the container's details an engine waits until the copy is over.
    private static func state(of id: String, on engine: any ContainerEngine) async throws -> String? {
        var query = ContainerListQuery()
        query.all = true
        return try await engine.listContainers(query).first { $0.id == id }?.state
    }

    @Test(.timeLimit(.minutes(2)), arguments: RealEngine.running)
    func stopsWhatTheEngineLooksInto(_ engine: RealEngine) async throws {
        let bare = try await engine.connect()
        try await withGate(on: engine) { gate, _ in
            try await EngineContract(engine: gate, image: "busybox").prepare()
            let id = try await Self.start(
                gate,
                "dd if=/dev/zero of=/big bs=1M count=64; touch /full; sleep 300"
            )
            while (try? await bare.statPath(id, path: "/full")) == nil {
                try await Task.sleep(for: .milliseconds(50))
            }
            let (_, archive) = try await gate.readArchive(Self.name, path: "/big")
            _ = try await archive.next()
            #expect(try await Self.state(of: id, on: bare) == "paused")
            #expect(try await Self.state(of: id, on: gate) == "running")
            async let signalling: Void = gate.killContainer(Self.name, signal: "USR1")
            try await Task.sleep(for: .milliseconds(200))
            #expect(try await Self.state(of: id, on: bare) == "paused")
            archive.cancel()
            try await signalling
            #expect(try await Self.state(of: id, on: bare) == "running")

            _ = try await gate.statPath(Self.name, path: "/big")
            #expect(try await Self.state(of: id, on: bare) == "running")
            var query = EventQuery()
            (query.since, query.until) = ("0", String(MachineTime.nanoseconds / 1_000_000_000 + 1))
            let actions = try await gate.events(query).collect().map(\.action)
            // Podman's log of events begins anew now and then.
            if engine != .podman { #expect(actions.contains("start")) }
            #expect(!actions.contains { $0.hasSuffix("pause") }, "\(actions)")
        }
    }

    @Test(arguments: RealEngine.running)
    func refusesAMountInsideTheWorkspace(_ engine: RealEngine) async throws {
        let bare = try await engine.connect()
        try await withScratch { scratch in
            let folder = scratch.path.string
            try await withGate(on: engine, workspace: folder) { gate, _ in
                try await EngineContract(engine: gate, image: "busybox").prepare()
                let id = try await Self.start(gate, "sleep 300") {
                    $0.hostConfig.binds = ["\(folder):/data", "inner:/data/in"]
                }
                // The bare engine obeys.
                _ = try await bare.statPath(id, path: "/data/in")
                do {
                    _ = try await gate.statPath(Self.name, path: "/data/in")
                    Issue.record("the gate let it pass")
                } catch let error as EngineError {
                    #expect(error.kind == .forbidden)
                    #expect(error.message.contains("/data/in lies in /data"))
                }
            }
        }
    }

    @Test(arguments: RealEngine.running)
    func looksIntoVolumesInVolumes(_ engine: RealEngine) async throws {
        try await withGate(on: engine) { gate, _ in
            try await EngineContract(engine: gate, image: "busybox").prepare()
            let id = try await Self.start(gate, "echo x >/data/in/f; sleep 300") {
                $0.hostConfig.binds = ["outer:/data", "inner:/data/in"]
            }
            while (try? await gate.statPath(id, path: "/data/in/f")) == nil {
                try await Task.sleep(for: .milliseconds(50))
            }
            let archive = try TarWriter.archive([("copied", Array("y".utf8))])
            try await gate.writeArchive(id, ArchiveTarget(path: "/data/in"), EngineStream([archive]))
            #expect(try await gate.statPath(id, path: "/data/in/copied").size == 1)
            #expect(try await Self.state(of: id, on: gate) == "running")
        }
    }

    /// A link that is put into a volume while the engine fills it leads nowhere.
    @Test(.timeLimit(.minutes(4)), arguments: RealEngine.running)
    func fillsVolumesWithinThemselves(_ engine: RealEngine) async throws {
        let bare = try await engine.connect()
        try await withScratch { scratch in
            for folder in ["bare", "gated"] { try scratch.makeFolder(folder) }
            func isReached(_ folder: String) throws -> Bool {
                try scratch.files().contains("\(folder)/planted")
            }
            // What the others make of it on their own is their business.
            if engine == .docker20 {
                try await EngineContract(engine: bare, image: "busybox").prepare()
                for _ in 0..<5 where try !isReached("bare") {
                    try await Self.plant(scratch.file("bare").string, on: bare)
                }
                #expect(try isReached("bare"), "the bare engine didn't follow the link")
            }
            try await withGate(on: engine) { gate, _ in
                try await EngineContract(engine: gate, image: "busybox").prepare()
                try await Self.plant(scratch.file("gated").string, on: gate)
            }
            #expect(try !isReached("gated"))
        }
    }

    /// Makes a container whose image has `x/planted`, while another one puts a link in the place of `x`.
    private static func plant(_ target: String, on engine: any ContainerEngine) async throws {
        let names = ["plant-image", "plant-link", "plant-filled"]
        func make(_ name: String, _ image: String, _ script: String, _ binds: [String] = []) async throws {
            let creation = ContainerCreation().with {
                ($0.name, $0.config.image, $0.config.cmd) = (name, image, ["sh", "-c", script])
                $0.hostConfig.binds = binds
            }
            _ = try await engine.createContainer(creation)
        }
        try await make(
            names[0],
            "busybox",
            "mkdir -p /data/x; echo >/data/x/planted; dd if=/dev/zero of=/data/a bs=1M count=300"
        )
        _ = try await engine.startContainer(names[0])
        for try await _ in try await engine.waitContainer(names[0], .notRunning) {}
        var options = CommitOptions()
        (options.container, options.repo, options.tag) = (names[0], "plant", "1")
        _ = try await engine.commit(options)
        _ = try await engine.createVolume(VolumeCreation().with { $0.name = "plant" })
        try await make(
            names[1],
            "busybox",
            "until [ -e /v/a ]; do :; done; ln -s \(target) /v/x; sleep 300",
            ["plant:/v"]
        )
        _ = try await engine.startContainer(names[1])
        try await make(names[2], "plant:1", "true", ["plant:/data"])
        for name in names { try await engine.removeContainer(name, RemoveOptions(force: true)) }
        try await engine.removeVolume("plant", force: true)
        _ = try await engine.removeImage("plant:1", force: true, noPrune: false)
    }
}
