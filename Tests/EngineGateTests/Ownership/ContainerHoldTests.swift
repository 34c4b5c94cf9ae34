import EngineAPI
import EngineGate
import TestKit
import Testing

/// Nothing in a container moves while the engine looks into its files.
@Suite(.timeLimit(.minutes(1)))
struct ContainerHoldTests {
    private static let id = String(repeating: "a", count: 64)

    private static func world(
        running: Bool = true,
        paused: Bool = false,
        mounts: [(type: String, target: String)] = []
    ) throws -> GateWorld {
        let labels = ["dev.slidectl.session": GateWorld.session]
        return try GateWorld { contents in
            contents.containers = [
                ContainerSummary().with {
                    ($0.id, $0.names, $0.labels) = (id, ["/slidectl-\(GateWorld.session)-web"], labels)
                    ($0.state, $0.status) = ("paused", "Up 2 minutes (Paused)")
                }
            ]
            contents.details[id] = ContainerDetails().with {
                ($0.id, $0.name) = (id, "/slidectl-\(GateWorld.session)-web")
                ($0.state.running, $0.state.paused) = (running, paused)
                $0.config.labels = labels
                $0.mounts = mounts.map { type, target in
                    MountPoint().with { ($0.type, $0.destination) = (type, target) }
                }
            }
        }
    }

    typealias Look = @Sendable (EngineGate) async throws -> Void

    static let looks: [String: Look] = [
        "statPath": { _ = try await $0.statPath("web", path: "/x") },
        "readArchive": { gate in
            let (_, archive) = try await gate.readArchive("web", path: "/x")
            _ = try await archive.bytes(atMost: 10)
        },
        "commit": { gate in
            var options = CommitOptions()
            options.container = "web"
            _ = try await gate.commit(options)
        },
        "writeArchive": { try await $0.writeArchive("web", ArchiveTarget(path: "/"), EngineStream([])) },
    ]

    @Test(arguments: looks.keys.sorted())
    func stopsWhatRunsMeanwhile(_ name: String) async throws {
        let world = try Self.world()
        let look = try #require(Self.looks[name])
        try await look(world.gate)
        try await Self.until { world.engine.last("unpauseContainer") != nil }
        #expect(world.engine.changes.map(\.name) == ["pauseContainer", name, "unpauseContainer"])
        #expect(world.engine.changes.allSatisfy { $0.subject == Self.id })
    }

    @Test(arguments: looks.keys.sorted(), [(false, false), (true, true)])
    func leavesAloneWhatStandsStill(_ name: String, _ state: (running: Bool, paused: Bool)) async throws {
        let world = try Self.world(running: state.running, paused: state.paused)
        let look = try #require(Self.looks[name])
        try await look(world.gate)
        #expect(world.engine.changes.map(\.name) == [name])
    }

    /// A stream that is read to its end, and one whose reader goes away.
    @Test(arguments: [true, false])
    func holdsUntilAStreamIsOver(_ reads: Bool) async throws {
        let world = try Self.world()
        let (_, archive) = try await world.gate.readArchive("web", path: "/x")
        #expect(world.engine.last("unpauseContainer") == nil)
        if reads { _ = try await archive.bytes(atMost: 10) } else { archive.cancel() }
        try await Self.until { world.engine.last("unpauseContainer") != nil }
    }

    static let moves: [String: Look] = [
        "unpauseContainer": { try await $0.unpauseContainer("web") },
        "pauseContainer": { try await $0.pauseContainer("web") },
        "startContainer": { _ = try await $0.startContainer("web") },
        "stopContainer": { _ = try await $0.stopContainer("web", StopOptions()) },
        "restartContainer": { try await $0.restartContainer("web", StopOptions()) },
        "killContainer": { try await $0.killContainer("web", signal: "USR1") },
        "removeContainer": { try await $0.removeContainer("web", RemoveOptions(force: true)) },
        "createExec": { _ = try await $0.createExec("web", ExecCreation().with { $0.cmd = ["sh"] }) },
    ]

    /// A signal, too, would thaw a container.
    @Test(arguments: moves.keys.sorted())
    func keepsWaitingWhatWouldLetItRun(_ name: String) async throws {
        let world = try Self.world()
        let move = try #require(Self.moves[name])
        let (_, archive) = try await world.gate.readArchive("web", path: "/x")
        async let moving: Void = move(world.gate)
        try await Task.sleep(for: .milliseconds(50))
        #expect(world.engine.changes.map(\.name) == ["pauseContainer", "readArchive"])
        archive.cancel()
        try await moving
        let done = world.engine.changes.map(\.name)
        #expect(done == ["pauseContainer", "readArchive", "unpauseContainer", name])
    }

    @Test func stopsItOnceForAllWhoLook() async throws {
        let world = try Self.world()
        let (_, first) = try await world.gate.readArchive("web", path: "/x")
        let (_, second) = try await world.gate.readArchive("web", path: "/x")
        first.cancel()
        _ = try await world.gate.statPath("web", path: "/x")
        #expect(world.engine.last("unpauseContainer") == nil)
        second.cancel()
        try await Self.until { world.engine.last("unpauseContainer") != nil }
        #expect(world.engine.calls.count { $0.name == "pauseContainer" } == 1)
    }

    @Test func letsGoWhenALookFailsOrIsCancelled() async throws {
        let world = try Self.world()
        world.engine.change { $0.paths = [:] }
        let problem = await failure { _ = try await world.gate.statPath("web", path: "/x") }
        #expect(problem?.kind == .notFound)
        #expect(world.engine.changes.last?.name == "unpauseContainer")

        // The engine goes on, also when nobody waits for its answer any more.
        let (waits, go) = AsyncStream<Void>.makeStream()
        world.engine.change { $0.trouble = { if $0 == "statPath" { for await _ in waits {} } } }
        let looking = Task { _ = try await world.gate.statPath("web", path: "/x") }
        try await Self.until { world.engine.calls.count { $0.name == "statPath" } == 2 }
        looking.cancel()
        try await Task.sleep(for: .milliseconds(50))
        #expect(world.engine.changes.map(\.name).suffix(2) == ["pauseContainer", "statPath"])
        go.finish()
        _ = await looking.result
        #expect(world.engine.changes.last?.name == "unpauseContainer")
        try await world.gate.unpauseContainer("web")
    }

    @Test func fillsAVolumeToTheEndWhoeverWaitsForIt() async throws {
        let world = try Self.world()
        let (waits, go) = AsyncStream<Void>.makeStream()
        world.engine.change { $0.trouble = { if $0 == "createContainer" { for await _ in waits {} } } }
        let creation = Self.creation("first", binds: ["v1:/data"])
        let making = Task { _ = try await world.gate.createContainer(creation) }
        try await Self.until { world.engine.last("createContainer") != nil }
        making.cancel()
        async let starting = world.gate.startContainer("web")
        try await Task.sleep(for: .milliseconds(50))
        #expect(world.engine.last("startContainer") == nil)
        go.finish()
        _ = try await starting
        _ = await making.result
    }

    @Test func givesUpWaitingWhenItIsCancelled() async throws {
        let world = try Self.world()
        let (_, archive) = try await world.gate.readArchive("web", path: "/x")
        let waiting = Task { try await world.gate.unpauseContainer("web") }
        try await Task.sleep(for: .milliseconds(20))
        waiting.cancel()
        #expect((try? await waiting.value) == nil)
        archive.cancel()
        try await Self.until { world.engine.last("unpauseContainer") != nil }
        #expect(world.engine.calls.count { $0.name == "unpauseContainer" } == 1)
    }

    /// That the gate stops a container is nobody's business.
    @Test func showsNothingOfIt() async throws {
        let world = try Self.world()
        let (_, archive) = try await world.gate.readArchive("web", path: "/x")
        world.engine.change { $0.details[Self.id]?.state.paused = true }
        let listed = try #require(try await world.gate.listContainers(ContainerListQuery()).first)
        #expect((listed.state, listed.status) == ("running", "Up 2 minutes"))
        let state = try await world.gate.inspectContainer("web", size: false).state
        #expect((state.status, state.paused) == ("running", false))

        func event(_ action: String, at time: Int) -> EngineEvent {
            EngineEvent().with {
                ($0.type, $0.action, $0.timeNano) = ("container", action, time)
                $0.actor.id = Self.id
                $0.actor.attributes = ["dev.slidectl.session": GateWorld.session]
            }
        }
        let now = GateWorld.now
        world.engine.change { contents in
            contents.events = [
                event("pause", at: now - 1), event("pause", at: now), event("exec_die", at: now + 1),
                event("unpause", at: now + 2), event("pause", at: now + 3), event("unpause", at: now + 4),
            ]
        }
        // One pause and one end of it are ours.
        let seen = try await world.gate.events(EventQuery()).collect()
        #expect(seen.map(\.timeNano) == [-1, 1, 3, 4].map { now + $0 })
        archive.cancel()
        try await Self.until { world.engine.last("unpauseContainer") != nil }
    }

    @Test(arguments: ["statPath", "readArchive", "writeArchive"])
    func refusesAMountInsideAnother(_ name: String) async throws {
        let world = try Self.world(mounts: [("bind", "/app"), ("volume", "/app/node_modules/")])
        let look = try #require(Self.looks[name])
        let problem = await failure { try await look(world.gate) }
        #expect(problem?.kind == .forbidden)
        #expect(problem?.message.contains("/app/node_modules lies in /app") == true)
        #expect(world.engine.changes.isEmpty)
    }

    @Test func refusesAMountOfWhatHoldsTheEnginesOwn() async throws {
        let world = try Self.world(mounts: [("bind", "/etc")])
        let problem = await failure { _ = try await world.gate.statPath("web", path: "/x") }
        #expect(problem?.message.contains("/etc/hosts lies in /etc") == true)
    }

    @Test func allowsMountsBesideEachOther() async throws {
        let mounts = [
            ("bind", "/app"), ("volume", "/application"), ("tmpfs", "/app/tmp"), ("bind", "/etc/hosts"),
        ]
        let world = try Self.world(mounts: mounts)
        _ = try await world.gate.statPath("web", path: "/x")
    }

    /// Whoever else has the outer volume is stopped, too, and nobody starts meanwhile.
    @Test func stopsAllWhoHaveAnOuterVolume() async throws {
        let world = try Self.world()
        let (other, beside) = (String(repeating: "b", count: 64), String(repeating: "c", count: 64))
        func mount(_ name: String, _ target: String) -> MountPoint {
            MountPoint().with { ($0.type, $0.name, $0.destination) = ("volume", name, target) }
        }
        world.engine.change { contents in
            contents.details[Self.id]?.mounts = [mount("v1", "/data"), mount("v2", "/data/in")]
            for (id, name, volume) in [(other, "other", "v1"), (beside, "beside", "v2")] {
                let labels = contents.containers[0].labels
                contents.containers.append(
                    ContainerSummary().with {
                        ($0.id, $0.names, $0.labels) = (
                            id, ["/slidectl-\(GateWorld.session)-\(name)"], labels
                        )
                        ($0.state, $0.mounts) = ("running", [mount(volume, "/v")])
                    }
                )
                contents.details[id] = ContainerDetails().with { ($0.id, $0.state.running) = (id, true) }
            }
        }
        let (_, archive) = try await world.gate.readArchive("web", path: "/x")
        #expect(world.engine.changes.map(\.name) == ["pauseContainer", "pauseContainer", "readArchive"])
        #expect(world.engine.changes.map(\.subject) == [other, Self.id, Self.id])
        async let starting = world.gate.startContainer("beside")
        async let thawing: Void = world.gate.unpauseContainer("other")
        try await world.gate.killContainer("beside", signal: nil)
        try await Task.sleep(for: .milliseconds(50))
        #expect(world.engine.changes.last?.name == "killContainer")
        archive.cancel()
        _ = try await (starting, thawing)
        let thawed = world.engine.changes.filter { $0.name == "unpauseContainer" }.map(\.subject)
        #expect(thawed.prefix(2) == [Self.id, other])
        try await world.gate.writeArchive("web", ArchiveTarget(path: "/data"), EngineStream([]))
        #expect(world.engine.last("writeArchive") != nil)
    }

    private static func creation(_ name: String, binds: [String]) -> ContainerCreation {
        ContainerCreation().with {
            ($0.name, $0.config.image, $0.hostConfig.binds) = (name, "busybox", binds)
        }
    }

    /// The engine copies what an image has into empty volumes, and follows links in them, on the host.
    @Test func fillsVolumesWhileNothingElseStarts() async throws {
        let world = try Self.world()
        let (waits, go) = AsyncStream<Void>.makeStream()
        world.engine.change { $0.trouble = { if $0 == "createContainer" { for await _ in waits {} } } }
        async let first = world.gate.createContainer(Self.creation("first", binds: ["v1:/data"]))
        try await Self.until { world.engine.last("createContainer") != nil }
        async let second = world.gate.createContainer(Self.creation("second", binds: ["v1:/data"]))
        async let starting = world.gate.startContainer("web")
        async let restarting: Void = world.gate.restartContainer("web", StopOptions())
        async let copying: Void = world.gate.writeArchive("web", ArchiveTarget(path: "/"), EngineStream([]))
        try await Task.sleep(for: .milliseconds(50))
        #expect(world.engine.calls.count { $0.name == "createContainer" } == 1)
        #expect(world.engine.last("startContainer") == nil && world.engine.last("restartContainer") == nil)
        #expect(world.engine.last("writeArchive") == nil)
        go.finish()
        _ = try await (first, second, starting, restarting, copying)
        #expect(world.engine.calls.count { $0.name == "createContainer" } == 2)
    }

    /// Nor does it wait for a copy: `docker run -v … | docker cp - …` is both at once.
    @Test func fillsNoVolumeThatIsWrittenTo() async throws {
        let world = try Self.world(running: false)
        world.engine.change { contents in
            contents.containers[0].state = "exited"
            contents.containers[0].mounts = [MountPoint().with { $0.name = "slidectl-alice1-v1" }]
        }
        let (bytes, send) = AsyncStream<[UInt8]>.makeStream()
        let upload = ByteStream {
            for await piece in bytes { return piece }
            return nil
        }
        async let copying: Void = world.gate.writeArchive("web", ArchiveTarget(path: "/"), upload)
        try await Self.until { world.engine.last("writeArchive") != nil }
        func copiesNothing() async throws -> Bool? {
            _ = try await world.gate.createContainer(Self.creation("", binds: ["v1:/one"]))
            let made = try ContainerCreation(json: world.engine.last("createContainer")?.value ?? .null)
            return made.hostConfig.mounts?.first { $0.target == "/one" }?.volumeOptions?.noCopy
        }
        #expect(try await copiesNothing() == true)
        send.finish()
        try await copying
        #expect(try await copiesNothing() != true)
    }

    @Test(arguments: ["running", "paused", "restarting", "exited", "created"])
    func fillsNoVolumeThatSomebodyUses(_ state: String) async throws {
        let world = try Self.world()
        world.engine.change { contents in
            contents.containers[0].state = state
            contents.containers[0].mounts = [MountPoint().with { $0.name = "slidectl-alice1-v1" }]
        }
        _ = try await world.gate.createContainer(Self.creation("more", binds: ["v1:/one", "v2:/two"]))
        let made = try ContainerCreation(json: world.engine.last("createContainer")?.value ?? .null)
        func copiesNothing(_ target: String) -> Bool? {
            made.hostConfig.mounts?.first { $0.target == target }.map { $0.volumeOptions?.noCopy == true }
        }
        #expect(copiesNothing("/one") == !["exited", "created"].contains(state))
        #expect(copiesNothing("/two") == false)
    }

    private static func until(_ isTrue: () -> Bool) async throws {
        while !isTrue() { try await Task.sleep(for: .milliseconds(1)) }
    }
}
