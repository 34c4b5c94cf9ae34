import EngineAPI
import EngineGate
import TarStream
import TestKit
import Testing

/// What a build runs has a limit of processes, though a builder knows none.
@Suite(.timeLimit(.minutes(1)))
struct BuildLimitTests {
    private static func build(_ world: GateWorld, _ dockerfile: String) async throws -> ProgressStream {
        let context = try TarWriter.archive([("Dockerfile", Array(dockerfile.utf8))])
        return try await world.gate.build(BuildOptions(), EngineStream([context]))
    }

    @Test func limitsProcessesAsSoonAsAContainerIsMade() async throws {
        let (made, asked) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        let world = try GateWorld { contents in
            contents.keepsEventsOpen = true
            contents.details[made] = ContainerDetails().with { $0.id = made }
            contents.details[asked] = ContainerDetails().with { $0.hostConfig.resources.pidsLimit = 7 }
        }
        let progress = try await Self.build(world, "FROM busybox\nRUN x\n")
        let events = try #require(world.engine.last("events")?.value)
        #expect("\(events)".contains("dev.slidectl.session=alice1"))
        world.engine.emit("container", "create", about: asked)
        world.engine.emit("container", "create", about: made)
        while world.engine.last("updateContainer") == nil { try await Task.sleep(for: .milliseconds(1)) }
        let updates = world.engine.calls.filter { $0.name == "updateContainer" }
        #expect(updates.map(\.subject) == [made])
        let update = try ContainerUpdate(json: try #require(updates.first?.value))
        #expect(update.resources.pidsLimit == 512)
        #expect(update.resources.memory == 0 && update.restartPolicy.name.isEmpty)

        #expect(world.engine.listeners == 1)
        _ = try await progress.collect()
        #expect(world.engine.listeners == 0)
    }

    @Test func showsTheUpdatesOfTheStudentOnly() async throws {
        func update(_ name: String, _ more: [String: String] = [:]) -> EngineEvent {
            EngineEvent().with {
                ($0.type, $0.action, $0.actor.id) = ("container", "update", name)
                $0.actor.attributes = more.merging(["dev.slidectl.session": GateWorld.session]) { $1 }
            }
        }
        let world = try GateWorld {
            $0.events = [update("builder's"), update("own", ["dev.slidectl.image": "busybox"])]
        }
        #expect(try await world.gate.events(EventQuery()).collect().map(\.actor.id) == ["own"])
    }

    @Test func endsWithABuildThatFails() async throws {
        let world = try GateWorld { $0.keepsEventsOpen = true }
        await #expect(throws: EngineError.self) { _ = try await Self.build(world, "FROM secret\n") }
        #expect(world.engine.last("events") != nil)
        #expect(world.engine.listeners == 0)
    }
}
