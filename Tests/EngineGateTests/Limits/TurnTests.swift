import EngineAPI
import EngineGate
import Synchronization
import TarStream
import TestKit
import Testing

/// Clients ask for many containers and builds at once, as `docker compose up` does; the engine gets a few at a time.
@Suite(.timeLimit(.minutes(1)))
struct TurnTests {
    private final class Crowd: Sendable {
        let state = Mutex((now: 0, most: 0))

        func pass() async throws {
            state.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
            }
            defer { state.withLock { $0.now -= 1 } }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private static func world(_ trouble: @escaping @Sendable () async throws -> Void) throws -> GateWorld {
        try GateWorld { contents in
            contents.images.append(
                GateWorld.image("app", session: GateWorld.session).with {
                    $0.id = "sha256:" + String(repeating: "7", count: 64)
                }
            )
            contents.trouble = { if ["createContainer", "build"].contains($0) { try await trouble() } }
        }
    }

    private static func create(_ name: String, _ gate: EngineGate) async throws {
        _ = try await gate.createContainer(
            ContainerCreation().with { ($0.name, $0.config.image) = (name, "app") }
        )
    }

    @Test func makesAllThatAreAskedForAtOnce() async throws {
        let crowd = Crowd()
        let world = try Self.world { try await crowd.pass() }
        try await withThrowingTaskGroup { group in
            for number in 1...12 {
                group.addTask { try await Self.create("web-\(number)", world.gate) }
            }
            try await group.waitForAll()
        }
        #expect(world.engine.contents.containers.count == 12)
        #expect(crowd.state.withLock(\.most) <= 4)
    }

    @Test func makesOneDefaultNetworkForAll() async throws {
        let world = try Self.world {}
        world.engine.change { contents in
            contents.trouble = { if $0 == "inspectNetwork" { try await Task.sleep(for: .milliseconds(5)) } }
        }
        try await withThrowingTaskGroup { group in
            for number in 1...4 {
                group.addTask { try await Self.create("web-\(number)", world.gate) }
                group.addTask { _ = try await world.gate.listNetworks(Filters()) }
            }
            try await group.waitForAll()
        }
        #expect(
            world.engine.calls.filter { $0.name == "createNetwork" }.map(\.subject) == [
                "slidectl-alice1-bridge"
            ]
        )
    }

    @Test func buildsAllThatAreAskedForAtOnce() async throws {
        let crowd = Crowd()
        let world = try Self.world { try await crowd.pass() }
        let context = try TarWriter.archive([("Dockerfile", Array("FROM app\n".utf8))])
        try await withThrowingTaskGroup { group in
            for _ in 1...6 {
                group.addTask {
                    let progress = try await world.gate.build(BuildOptions(), EngineStream([context]))
                    #expect(try await progress.collect().isEmpty)
                }
            }
            try await group.waitForAll()
        }
        #expect(world.engine.calls.count { $0.name == "build" } == 6)
        #expect(crowd.state.withLock(\.most) <= 2)
    }

    @Test func letsTheNextOnesGoOnAfterFailures() async throws {
        let world = try Self.world { throw EngineError(.failed, "no room") }
        await withTaskGroup { group in
            for number in 1...12 {
                group.addTask {
                    await #expect(throws: EngineError(.failed, "no room")) {
                        try await Self.create("web-\(number)", world.gate)
                    }
                }
            }
        }
    }
}
