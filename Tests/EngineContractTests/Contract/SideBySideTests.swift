import EngineAPI
import EngineGate
import TestKit
import Testing

/// Two sessions on one engine see and touch nothing of each other, under the same names.
@Suite(.serialized, .enabled(if: !RealEngine.docker.isEmpty, RealEngine.absence))
struct SideBySideTests {
    @Test(arguments: RealEngine.docker)
    func keepsTwoSessionsApart(_ engine: RealEngine) async throws {
        try await withGate(on: engine, loopback: "127.88.0.1") { first, _ in
            try await withGate(on: engine, loopback: "127.88.0.2") { second, _ in
                var ids: [String] = []
                for gate in [first, second] {
                    try await EngineContract(engine: gate, image: "busybox").prepare()
                    _ = try await gate.createNetwork(NetworkCreation().with { $0.name = "back" })
                    let made = try await gate.createContainer(
                        ContainerCreation().with {
                            $0.name = "db"
                            $0.config.image = "busybox"
                            $0.config.cmd = ["sleep", "300"]
                            $0.config.exposedPorts = ["5432/tcp": Present()]
                            $0.hostConfig.networkMode = "back"
                            $0.hostConfig.binds = ["data:/data"]
                            $0.hostConfig.portBindings = [
                                "5432/tcp": [PortBinding(hostIP: "", hostPort: "15499")]
                            ]
                        }
                    )
                    _ = try await gate.startContainer("db")
                    ids.append(made.id)
                }
                for (gate, (own, other)) in zip([first, second], [(ids[0], ids[1]), (ids[1], ids[0])]) {
                    #expect(try await gate.listContainers(ContainerListQuery()).map(\.id) == [own])
                    #expect(try await gate.inspectContainer("db", size: false).id == own)
                    #expect(
                        await failure { _ = try await gate.inspectContainer(other, size: false) } == .notFound
                    )
                    #expect(await failure { try await gate.killContainer(other, signal: nil) } == .notFound)
                    #expect(try await gate.listVolumes(Filters()).volumes.map(\.name) == ["data"])
                    #expect(
                        Set(try await gate.listNetworks(Filters()).map(\.name)) == [
                            "back", "bridge", "host", "none",
                        ]
                    )
                    let ports =
                        try await gate.inspectContainer("db", size: false).networkSettings.ports["5432/tcp"]
                        ?? nil
                    #expect(ports?.map(\.hostPort).first == "15499")
                }
                _ = try await first.pruneContainers(Filters())
                try await first.removeContainer("db", RemoveOptions(force: true))
                _ = try await first.pruneVolumes(Filters(["all": ["true"]]))
                #expect(try await second.inspectContainer("db", size: false).state.running)
                #expect(try await second.inspectVolume("data").name == "data")
            }
        }
    }

    private func failure(_ body: () async throws -> Void) async -> EngineError.Kind? {
        do {
            try await body()
            return nil
        } catch { return (error as? EngineError)?.kind }
    }
}
