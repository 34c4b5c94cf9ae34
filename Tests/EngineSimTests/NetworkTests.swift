import EngineAPI
import EngineSim
import SimShell
import Synchronization
import TestKit
import Testing

/// Networks, names, addresses and published ports.
struct NetworkTests {
    private func network(
        _ test: TestEngine,
        _ name: String,
        _ change: (inout NetworkCreation) -> Void = { _ in }
    ) async throws {
        _ = try await test.engine.createNetwork(
            NetworkCreation().with {
                $0.name = name
                change(&$0)
            }
        )
    }

    @Test func findsNeighboursByNameAndAlias() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        try await network(test, "front")
        let web = try await test.run("serve 80 hello", name: "web") {
            $0.hostConfig.networkMode = "front"
            $0.networkingConfig = NetworkingConfig().with {
                $0.endpointsConfig = ["front": EndpointSettings().with { $0.aliases = ["www"] }]
            }
        }
        for name in ["web", "www", String(web.prefix(12)), "172.18.0.2", "web.front"] {
            let id = try await test.run("call \(name) 80") { $0.hostConfig.networkMode = "front" }
            #expect(try await test.end(of: id) == 0, "\(name)")
            #expect(try await test.logs(id).hasPrefix("hello to 172.18.0."))
        }
        let settings = try #require(
            try await test.engine.inspectContainer(web, size: false).networkSettings.networks["front"] ?? nil
        )
        #expect(
            settings.aliases == ["www"] && settings.ipAddress == "172.18.0.2"
                && settings.gateway == "172.18.0.1"
        )
        #expect(settings.dnsNames == ["web", "www", String(web.prefix(12))])
    }

    @Test func theDefaultNetworkHasNoNames() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let web = try await test.run("serve 80 hello", name: "web")
        let address = try await test.engine.inspectContainer(web, size: false).networkSettings.ipAddress
        #expect(address == "172.17.0.2")
        let byName = try await test.run("call web 80")
        #expect(try await test.end(of: byName) == 1)
        let byAddress = try await test.run("call \(address) 80")
        #expect(try await test.end(of: byAddress) == 0)
        // Networks keep apart who isn't in the same one.
        try await network(test, "back")
        let stranger = try await test.run("call \(address) 80") { $0.hostConfig.networkMode = "back" }
        #expect(try await test.end(of: stranger) == 1)
        try await test.engine.connectNetwork(
            "back",
            EngineAPI.NetworkConnection().with { $0.container = "web" }
        )
        let friend = try await test.run("call web 80") { $0.hostConfig.networkMode = "back" }
        #expect(try await test.end(of: friend) == 0)
        try await test.engine.disconnectNetwork("back", NetworkDisconnection().with { $0.container = "web" })
        #expect(
            await refusal {
                try await test.engine.disconnectNetwork(
                    "back",
                    NetworkDisconnection().with { $0.container = "web" }
                )
            }?.message == "container \(web) is not connected to network back"
        )
    }

    @Test func refusesInTheEnginesWords() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        try await network(test, "en1") { $0.ipam = self.pool("10.77.0.0/24") }
        #expect(
            await refusal { try await network(test, "en1") }?.message
                == "network with name en1 already exists"
        )
        #expect(
            await refusal { try await network(test, "en4") { $0.ipam = self.pool("10.77.0.0/16") } }?.message
                == "invalid pool request: Pool overlaps with other one on this address space"
        )
        let id = try await test.run("sleep 1000", name: "e1") { $0.hostConfig.networkMode = "en1" }
        #expect(
            await refusal { try await test.engine.removeNetwork("en1") }?.message
                == "error while removing network: network en1 has active endpoints (name:\"e1\" id:\"\(id.prefix(12))\")"
        )
        #expect(
            await refusal { try await test.engine.removeNetwork("none") }?.message
                == "none is a pre-defined network and cannot be removed"
        )
        #expect(
            await refusal { try await test.engine.removeNetwork("nonet") }?.message
                == "network nonet not found"
        )
        let lost = try await test.create("busybox", ["true"]) { $0.hostConfig.networkMode = "nonet" }
        let failure = await refusal { _ = try await test.engine.startContainer(lost) }
        #expect(failure?.message == "failed to set up container networking: network nonet not found")
        #expect(failure?.kind == .notFound)
        try await test.engine.removeContainer("e1", RemoveOptions(force: true))
        try await test.engine.removeNetwork("en1")
    }

    private func pool(_ subnet: String) -> IPAM {
        IPAM().with { $0.config = [IPAM.Pool().with { $0.subnet = subnet }] }
    }

    @Test func givesAddressesBack() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        try await network(test, "small") { $0.ipam = self.pool("10.9.0.0/29") }
        var ids: [String] = []
        for _ in 0..<5 {
            ids.append(try await test.run("sleep 1000") { $0.hostConfig.networkMode = "small" })
        }
        let full = await refusal { _ = try await test.run("sleep 1") { $0.hostConfig.networkMode = "small" } }
        #expect(full?.message.contains("no available IPv4 addresses") == true)
        try await test.engine.removeContainer(ids[1], RemoveOptions(force: true))
        let next = try await test.run("sleep 1000") { $0.hostConfig.networkMode = "small" }
        let network = try await test.engine.inspectContainer(next, size: false).networkSettings.networks[
            "small"
        ]
        #expect((network ?? nil)?.ipAddress == "10.9.0.3")
    }

    @Test func publishesPorts() async throws {
        let ports = TestPorts()
        let test = try TestEngine { $0.ports = ports }
        try await test.pull("busybox")
        let bind = { (creation: inout ContainerCreation) in
            creation.config.exposedPorts = ["80/tcp": Present(), "81/tcp": Present()]
            creation.hostConfig.portBindings = [
                "80/tcp": [PortBinding(hostIP: "127.0.0.1", hostPort: "8080")]
            ]
        }
        let id = try await test.run("serve 80 hello", name: "web", bind)
        try await test.time.pass { ports.open == [8080] }
        // The port is open before the program in the container listens.
        try await test.time.pass { try await ports.call(8080) == "hello to 172.17.0.1\n" }
        let list = try await test.engine.listContainers(ContainerListQuery())
        #expect(list.first?.ports.map(\.publicPort) == [8080, nil])
        let shown = try await test.engine.inspectContainer(id, size: false).networkSettings.ports
        #expect(shown["80/tcp"] == [PortBinding(hostIP: "127.0.0.1", hostPort: "8080")])
        #expect(shown["81/tcp"] == .some(nil))
        let second = try await test.create("busybox", ["true"], name: "p2", bind)
        let failure = await refusal { _ = try await test.engine.startContainer(second) }
        #expect(failure?.kind == .failed)
        #expect(
            failure?.message.contains("Bind for 127.0.0.1:8080 failed: port is already allocated") == true
        )
        #expect(
            failure?.message.hasPrefix(
                "failed to set up container networking: driver failed programming external connectivity on endpoint p2 ("
            ) == true
        )
        #expect(try await test.state(second).status == "created")
        try await test.engine.killContainer(id, signal: nil)
        #expect(ports.open.isEmpty)
        ports.taken.withLock { $0 = [8080] }
        let third = await refusal { _ = try await test.engine.startContainer(second) }
        #expect(third?.message.hasSuffix(":80/tcp: address already in use") == true)
    }
}

/// A host's ports in memory.
final class TestPorts: PortPublisher {
    private let listeners = Mutex<[Int: @Sendable (any SimShell.NetworkConnection) async -> Void]>([:])
    let taken = Mutex<Set<Int>>([])

    var open: [Int] { listeners.withLock { $0.keys.sorted() } }

    func publish(
        _ address: String,
        port: Int,
        onCaller: @escaping @Sendable (any SimShell.NetworkConnection) async -> Void
    ) async throws(PublishError) -> any PublishedPort {
        guard taken.withLock({ !$0.contains(port) }) else { throw .addressInUse }
        let number = port == 0 ? 40_000 + open.count : port
        listeners.withLock { $0[number] = onCaller }
        return Open(port: number) { self.listeners.withLock { $0[number] = nil } }
    }

    /// Calls a port, and reads what it says.
    func call(_ port: Int) async throws -> String {
        let wires = SimNetwork()
        let (here, there) = (wires.host("here"), wires.host("there"))
        wires.join(here, "wire", address: "10.0.0.1", names: [])
        wires.join(there, "wire", address: "10.0.0.2", names: [])
        let listener = try there.listen(on: 1)
        let mine = try await here.connect(to: "10.0.0.2", port: 1)
        guard let theirs = await listener.accept(), let onCaller = listeners.withLock({ $0[port] }) else {
            return ""
        }
        mine.closeWriting()
        async let served: Void = onCaller(theirs)
        var bytes: [UInt8] = []
        while let piece = await mine.read(atMost: 100) { bytes += piece }
        await served
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct Open: PublishedPort {
        let port: Int
        let onClose: @Sendable () -> Void

        func close() async { onClose() }
    }
}
