import SimShell
import Synchronization

/// The wires: a host in memory for each container, and one for the machine, which is each network's gateway.
final class NetworkFabric: Sendable {
    private let wires = SimNetwork()
    /// The machine itself: what containers with `--network host` are, and whom published ports call from.
    let machine: SimHost
    private let hosts = Mutex<[String: SimHost]>([:])

    init() { machine = wires.host("host") }

    /// The host of a container, made when it is first asked for.
    func host(_ id: String, name: String) -> SimHost {
        hosts.withLock { hosts in
            if let host = hosts[id] { return host }
            let host = wires.host(name)
            hosts[id] = host
            return host
        }
    }

    /// Puts a container on a network.
    func join(_ host: SimHost, network: String, address: String, names: [String]) {
        wires.join(host, network, address: address, names: names)
    }

    func leave(_ host: SimHost, network: String) { wires.leave(host, network) }

    /// Makes the machine a network's gateway.
    func openGateway(_ network: String, address: String) {
        wires.join(machine, network, address: address, names: [])
    }

    func closeGateway(_ network: String) { wires.leave(machine, network) }

    /// Takes a container's host away.
    func removeHost(_ id: String) { hosts.withLock { $0.removeValue(forKey: id) }?.closeAll() }
}

/// Carries bytes between two connections, in both directions, until both have ended.
enum ConnectionRelay {
    static func run(_ one: any NetworkConnection, _ other: any NetworkConnection) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await copy(from: one, to: other) }
            group.addTask { await copy(from: other, to: one) }
        }
        one.close()
        other.close()
    }

    private static func copy(from source: any NetworkConnection, to sink: any NetworkConnection) async {
        while let bytes = await source.read(atMost: 65_536) {
            do { try await sink.write(bytes) } catch { break }
        }
        source.closeReading()
        sink.closeWriting()
    }
}
