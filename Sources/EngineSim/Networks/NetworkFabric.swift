import EngineAPI
import SimShell
import Synchronization

/// The wires: a host in memory for each container, and one for the machine, which is each network's gateway.
final class NetworkFabric: Sendable {
    private let wires = SimNetwork()
    /// The machine itself: what containers with `--network host` are, and whom published ports call from.
    let machine: SimHost
    private let hosts = Mutex<[String: SimHost]>([:])
    private let places = Mutex(Places())
    let services = ServiceDirectory()
    /// Who calls places from outside: their node, which sees them all.
    let node: SimHost

    private struct Places {
        var hosts: [String: SimHost] = [:]
        var addresses: Set<String> = []
        /// What their containers have as `/etc/hosts`.
        var hostsFiles: [String: String] = [:]
    }

    private static let placesNetwork = "places"

    init() {
        machine = wires.host("host")
        node = wires.host("node")
        node.setDirectory(services.view(searches: []))
        wires.join(node, Self.placesNetwork, address: "10.244.0.1", names: [])
    }

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
    func join(_ host: SimHost, network: NetworkRecord, _ endpoint: Endpoint, names: [String]) {
        guard let address = endpoint.address else { return }
        wires.join(
            host,
            network.name,
            address: Subnet.text(address),
            names: names,
            prefix: endpoint.prefix,
            hardware: endpoint.mac,
            gateway: network.isInternal ? nil : endpoint.gateway.map(Subnet.text)
        )
    }

    func leave(_ host: SimHost, network: String) { wires.leave(host, network) }

    /// Makes the machine a network's gateway.
    func openGateway(_ network: String, address: String) {
        wires.join(machine, network, address: address, names: [])
    }

    func closeGateway(_ network: String) { wires.leave(machine, network) }

    // MARK: Places

    /// A network of its own that containers share; nil where there is none of this name.
    func place(_ name: String) -> SimHost? { places.withLock { $0.hosts[name] } }

    /// What the containers of a place have as `/etc/hosts`; nil where there is no place of this name.
    func hostsFile(ofPlace name: String) -> String? { places.withLock { $0.hostsFiles[name] } }

    /// The addresses that are taken there.
    var placeAddresses: Set<String> { places.withLock { Set($0.addresses) } }

    func openPlace(_ place: NetworkPlace) {
        let host = wires.host(place.hostName)
        for (name, address) in place.hosts { host.addHost(name, address: address) }
        host.setDirectory(services.view(searches: place.searches))
        wires.join(host, Self.placesNetwork, address: place.address, names: [])
        places.withLock { places in
            places.hosts[place.name] = host
            places.addresses.insert(place.address)
            places.hostsFiles[place.name] = place.hostsFile
        }
    }

    func closePlace(_ name: String) {
        let host = places.withLock { places in
            let host = places.hosts.removeValue(forKey: name)
            if let host { places.addresses.subtract(host.addresses) }
            places.hostsFiles[name] = nil
            return host
        }
        guard let host else { return }
        host.closeAll()
        wires.leave(host, Self.placesNetwork)
    }

    /// Takes a container's host away.
    func removeHost(_ id: String) { hosts.withLock { $0.removeValue(forKey: id) }?.closeAll() }
}

/// Carries bytes between two connections, in both directions, until both have ended.
enum ConnectionRelay {
    static func run(_ one: any SimShell.NetworkConnection, _ other: any SimShell.NetworkConnection) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await copy(from: one, to: other) }
            group.addTask { await copy(from: other, to: one) }
        }
        one.close()
        other.close()
    }

    private static func copy(
        from source: any SimShell.NetworkConnection,
        to sink: any SimShell.NetworkConnection
    ) async {
        while let bytes = await source.read(atMost: 65_536) {
            do { try await sink.write(bytes) } catch { break }
        }
        source.closeReading()
        sink.closeWriting()
    }
}
