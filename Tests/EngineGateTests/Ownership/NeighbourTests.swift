import EngineAPI
import EngineGate
import TestKit
import Testing

/// What isn't the session's isn't there: for every verb, by name, by id and by the start of an id.
struct NeighbourTests {
    static let id = String(repeating: "b", count: 64)

    private static func world() throws -> GateWorld {
        try GateWorld { contents in
            let labels = ["dev.slidectl.session": GateWorld.neighbour]
            contents.containers.append(
                ContainerSummary().with {
                    $0.id = Self.id
                    $0.names = ["/slidectl-bob222-db"]
                    $0.labels = labels
                }
            )
            contents.details[Self.id] = ContainerDetails().with { $0.id = Self.id }
            contents.networks.append(
                NetworkDetails().with {
                    $0.id = Self.id
                    $0.name = "slidectl-bob222-net"
                    $0.labels = labels
                }
            )
            contents.volumes.append(
                VolumeDetails().with {
                    $0.name = "slidectl-bob222-vol"
                    $0.labels = labels
                }
            )
            contents.volumes.append(
                VolumeDetails().with {
                    $0.name = Self.id; $0.labels = labels
                }
            )
            contents.execs[Self.id] = ExecDetails().with {
                $0.id = Self.id
                $0.containerID = Self.id
            }
        }
    }

    typealias Verb = @Sendable (EngineGate, String) async throws -> Void

    static let containerVerbs: [String: Verb] = [
        "start": { _ = try await $0.startContainer($1) },
        "stop": { _ = try await $0.stopContainer($1, StopOptions()) },
        "restart": { try await $0.restartContainer($1, StopOptions()) },
        "kill": { try await $0.killContainer($1, signal: nil) },
        "remove": { try await $0.removeContainer($1, RemoveOptions(force: true)) },
        "wait": { _ = try await $0.waitContainer($1, .notRunning) },
        "pause": { try await $0.pauseContainer($1) },
        "unpause": { try await $0.unpauseContainer($1) },
        "rename": { try await $0.renameContainer($1, to: "mine") },
        "update": { _ = try await $0.updateContainer($1, ContainerUpdate()) },
        "inspect": { _ = try await $0.inspectContainer($1, size: false) },
        "logs": { _ = try await $0.logs($1, LogQuery()) },
        "stats": { _ = try await $0.stats($1, StatsOptions(stream: false)) },
        "top": { _ = try await $0.top($1, psArguments: nil) },
        "changes": { _ = try await $0.changes($1) },
        "attach": { _ = try await $0.attach($1, AttachOptions()) },
        "resize": { try await $0.resizeContainer($1, TerminalSize(height: 1, width: 1)) },
        "exec": { _ = try await $0.createExec($1, ExecCreation().with { $0.cmd = ["sh"] }) },
        "stat": { _ = try await $0.statPath($1, path: "/") },
        "read": { _ = try await $0.readArchive($1, path: "/") },
        "write": { try await $0.writeArchive($1, ArchiveTarget(path: "/"), EngineStream([])) },
        "export": { _ = try await $0.exportContainer($1) },
        "commit": { gate, name in
            var options = CommitOptions()
            options.container = name
            _ = try await gate.commit(options)
        },
        "connect": { gate, name in
            try await gate.connectNetwork("bridge", NetworkConnection().with { $0.container = name })
        },
    ]

    @Test(
        arguments: containerVerbs.keys.sorted(),
        ["db", "slidectl-bob222-db", id, String(id.prefix(12)), "b", ""]
    )
    func hidesContainers(_ verb: String, _ name: String) async throws {
        let world = try Self.world()
        let act = try #require(Self.containerVerbs[verb])
        let problem = await failure { try await act(world.gate, name) }
        #expect(problem?.message.hasSuffix("No such container: \(name)") == true)
        #expect(world.engine.changes.allSatisfy { $0.name == "createNetwork" }, "\(world.engine.changes)")
    }

    static let execVerbs: [String: Verb] = [
        "start": { _ = try await $0.startExec($1, ExecStart()) },
        "detach": { try await $0.startDetachedExec($1, ExecStart()) },
        "resize": { try await $0.resizeExec($1, TerminalSize(height: 1, width: 1)) },
        "inspect": { _ = try await $0.inspectExec($1) },
    ]

    @Test(arguments: execVerbs.keys.sorted())
    func hidesProcesses(_ verb: String) async throws {
        let world = try Self.world()
        let act = try #require(Self.execVerbs[verb])
        let problem = await failure { try await act(world.gate, Self.id) }
        #expect(problem?.message == "No such exec instance: \(Self.id)")
        #expect(world.engine.changes.isEmpty)
    }

    @Test(arguments: ["net", "slidectl-bob222-net", id, String(id.prefix(12)), "b"])
    func hidesNetworks(_ name: String) async throws {
        let world = try Self.world()
        let verbs: [Verb] = [
            { _ = try await $0.inspectNetwork($1) }, { try await $0.removeNetwork($1) },
            { try await $0.connectNetwork($1, NetworkConnection()) },
            { try await $0.disconnectNetwork($1, NetworkDisconnection()) },
        ]
        for verb in verbs {
            #expect(
                await failure { try await verb(world.gate, name) }?.message == "network \(name) not found"
            )
        }
        #expect(world.engine.changes.isEmpty)
    }

    @Test(arguments: ["vol", "slidectl-bob222-vol", id])
    func hidesVolumes(_ name: String) async throws {
        let world = try Self.world()
        #expect(await failure { _ = try await world.gate.inspectVolume(name) }?.kind == .notFound)
        #expect(await failure { try await world.gate.removeVolume(name, force: false) }?.kind == .notFound)
        try await world.gate.removeVolume(name, force: true)
        #expect(world.engine.changes.isEmpty)
    }

    @Test func listsOnlyItsOwn() async throws {
        let world = try Self.world()
        var query = ContainerListQuery()
        query.all = true
        #expect(try await world.gate.listContainers(query).isEmpty)
        #expect(try await world.gate.listVolumes(Filters()).volumes.isEmpty)
        #expect(
            try await world.gate.listImages(ImageListQuery()).flatMap { $0.repoTags ?? [] } == [
                "busybox:latest"
            ]
        )
        #expect(try await world.gate.listNetworks(Filters()).map(\.name) == ["bridge"])
    }

    @Test(
        arguments: [
            (["type": "builtin"], ["bridge", "none"]), (["type": "custom"], ["net"]),
            (["dangling": "true"], ["net"]), (["dangling": "false"], ["bridge", "none"]),
            (["type": "custom", "dangling": "false"], []), (["name": "bridge", "type": "custom"], []),
        ] as [([String: String], [String])]
    )
    func countsTheDefaultNetworkAsBuiltIn(_ filters: [String: String], _ names: [String]) async throws {
        let world = try GateWorld { contents in
            contents.networks = ["bridge", "none", "slidectl-alice1-bridge", "slidectl-alice1-net"].map {
                name in
                NetworkDetails().with {
                    ($0.id, $0.name) = (name, name)
                    if name.hasPrefix("slidectl") { $0.labels = ["dev.slidectl.session": GateWorld.session] }
                }
            }
        }
        let seen = try await world.gate.listNetworks(Filters(filters.mapValues { [$0] }))
        #expect(seen.map(\.name).sorted() == names)
    }

    @Test func narrowsEveryPruneToTheSession() async throws {
        let world = try GateWorld()
        let asked = Filters(["label": ["dev.slidectl.session=bob222"]])
        _ = try await world.gate.pruneContainers(asked)
        _ = try await world.gate.pruneNetworks(asked)
        _ = try await world.gate.pruneVolumes(asked)
        _ = try await world.gate.pruneImages(asked)
        _ = try await world.gate.pruneBuilds(asked, all: true)
        for name in ["pruneContainers", "pruneNetworks", "pruneVolumes", "pruneImages"] {
            let filters = try #require(world.engine.last(name)).value
            #expect(filters["label"]?["dev.slidectl.session=alice1"] == .bool(true))
        }
        #expect(world.engine.last("pruneBuilds") == nil)
    }

    @Test(
        arguments: [
            (["label": ["lesson=1"]], 0), (["label!": ["lesson=1"]], 1), ([:], 1),
        ] as [([String: Set<String>], Int)]
    )
    func prunesOnlyTheNamesOfImagesThatAreMeant(_ asked: [String: Set<String>], _ count: Int) async throws {
        let world = try GateWorld()
        _ = try await world.gate.pruneImages(Filters(asked.merging(["dangling": ["false"]]) { $1 }))
        #expect(world.engine.calls.count { $0.name == "removeImage" } == count)
    }

    @Test func showsOnlyItsOwnEvents() async throws {
        func event(_ type: String, _ id: String, _ attributes: [String: String]) -> EngineEvent {
            EngineEvent().with {
                $0.type = type
                $0.action = "x"
                $0.actor.id = id
                $0.actor.attributes = attributes
            }
        }
        let world = try GateWorld { contents in
            for session in ["alice1", "bob222"] {
                contents.events += [
                    event(
                        "container",
                        session,
                        ["dev.slidectl.session": session, "name": "slidectl-\(session)-web"]
                    ),
                    event("network", "n", ["name": "slidectl-\(session)-net"]),
                    event("volume", "slidectl-\(session)-vol", [:]),
                    event("image", "slidectl.invalid/\(session)/docker.io/library/app:1", [:]),
                ]
            }
            contents.events += [event("daemon", "d", ["name": "host"]), event("image", "shared:latest", [:])]
        }
        let seen = try await world.gate.events(EventQuery()).collect()
        #expect(seen.map(\.actor.id) == ["alice1", "n", "vol", "app:1"])
        #expect(seen[0].actor.attributes == ["name": "web"])
    }

    @Test func saysNothingOfTheHost() async throws {
        let info = try await GateWorld().gate.info()
        #expect(info.dockerRootDir == "/var/lib/docker" && info.httpProxy == "" && info.registryConfig == nil)
    }
}
