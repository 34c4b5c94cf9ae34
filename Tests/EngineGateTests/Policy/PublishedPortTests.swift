import EngineAPI
import TestKit
import Testing

@testable import EngineGate

/// Whatever numbers the engine opened, and in whatever order it lists them, the student finds those that were asked for.
struct PublishedPortTests {
    private static let asked = [
        PortBinding(hostIP: "", hostPort: "9096"), PortBinding(hostIP: "127.0.0.1", hostPort: "80"),
        PortBinding(hostIP: "0.0.0.0", hostPort: "9094"),
    ]

    /// A gate before a container that publishes three ports for one of its own, listed in the engine's order.
    private static func world() async throws -> GateWorld {
        let world = try GateWorld()
        _ = try await world.created { $0.hostConfig.portBindings = ["80/tcp": asked] }
        let opened = [40_080, 9094, 9096]
        world.engine.change { contents in
            contents.containers[0].ports = opened.map { number in
                ContainerSummary.Port().with {
                    ($0.ip, $0.privatePort, $0.publicPort) = ("127.3.2.1", 80, number)
                }
            }
            let bindings = opened.map { PortBinding(hostIP: "127.3.2.1", hostPort: String($0)) }
            for id in contents.details.keys {
                contents.details[id]?.networkSettings.ports = ["80/tcp": bindings]
            }
        }
        return world
    }

    @Test func leadsEachAskedNumberToItsOwn() async throws {
        let ports = try await Self.world().gate.publishedPorts()
        #expect(
            Set(ports) == [
                PublishedPort(asked: 80, opened: 40_080, transport: "tcp"),
                PublishedPort(asked: 9094, opened: 9094, transport: "tcp"),
                PublishedPort(asked: 9096, opened: 9096, transport: "tcp"),
            ]
        )
    }

    @Test func showsEachAtTheAddressThatWasAskedFor() async throws {
        let world = try await Self.world()
        let shown = ["127.0.0.1:80", "0.0.0.0:9094", "0.0.0.0:9096", ":::9096"]
        let list = try await world.gate.listContainers(ContainerListQuery())
        #expect(list.first?.ports.map { "\($0.ip ?? ""):\($0.publicPort ?? 0)" } == shown)
        let details = try await world.gate.inspectContainer("web", size: false)
        let bindings = (details.networkSettings.ports["80/tcp"] ?? nil) ?? []
        #expect(bindings.map { "\($0.hostIP):\($0.hostPort)" } == shown)
        #expect(details.hostConfig.portBindings?["80/tcp"] == .some(Self.asked))
    }

    @Test(arguments: [
        // A definite number is its own, however low; one that looks like a moved one isn't.
        ([40_080], ["80"], [40_080: 80]), ([40_080], ["40080"], [40_080: 40_080]),
        ([40_080], [""], [40_080: 40_080]),
        // Ranges and free ones take what is left.
        ([8001, 8000], ["8000-8010", "8000"], [8000: 8000, 8001: 8001]),
        ([40_081], ["80-90"], [40_081: 81]),
        ([32_768, 9000, 32_770], ["", "9000", "0"], [32_768: 32_768, 9000: 9000, 32_770: 32_770]),
        // What the gate published for -P.
        ([32_768], [], [32_768: 32_768]),
    ])
    func findsWhatWasAskedFor(_ opened: [Int], _ asked: [String], _ expected: [Int: Int]) {
        let bindings = asked.map { PortBinding(hostIP: "", hostPort: $0) }
        #expect(AskedPlace.found(opened, bindings).mapValues(\.number) == expected)
    }
}
