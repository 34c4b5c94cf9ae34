import EngineAPI
import EngineClient
import EngineGate
import Host
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
            #expect(actions.contains("start"))
            #expect(!actions.contains { $0.hasSuffix("pause") }, "\(actions)")
        }
    }

    @Test(arguments: RealEngine.running)
    func refusesAMountInsideAnother(_ engine: RealEngine) async throws {
        let bare = try await engine.connect()
        try await withGate(on: engine) { gate, _ in
            try await EngineContract(engine: gate, image: "busybox").prepare()
            let id = try await Self.start(gate, "sleep 300") {
                $0.hostConfig.binds = ["outer:/data", "inner:/data/in"]
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
