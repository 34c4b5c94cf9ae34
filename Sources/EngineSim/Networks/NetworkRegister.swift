import EngineAPI
import SimShell

/// The networks, and how their names are found.
struct NetworkRegister: Sendable {
    private(set) var records: [String: NetworkRecord] = [:]

    /// The three that every engine has.
    init(ids: inout IDSource, at time: WallTime) {
        for (name, driver) in [("bridge", "bridge"), ("host", "host"), ("none", "null")] {
            var record = NetworkRecord(id: ids.id(), name: name, created: time, driver: driver)
            record.isPredefined = true
            if name == "bridge" {
                record.subnet = Subnet.pools[0]
                record.gateway = Subnet.pools[0].base + 1
                record.options = [
                    "com.docker.network.bridge.default_bridge": "true",
                    "com.docker.network.bridge.enable_icc": "true",
                    "com.docker.network.bridge.enable_ip_masquerade": "true",
                    "com.docker.network.bridge.host_binding_ipv4": "0.0.0.0",
                    "com.docker.network.bridge.name": "docker0",
                    "com.docker.network.driver.mtu": "1500",
                ]
            }
            records[record.id] = record
        }
    }

    /// All, by name.
    var all: [NetworkRecord] { records.values.sorted { ($0.name, $0.id) < ($1.name, $1.id) } }

    subscript(id: String) -> NetworkRecord? {
        get { records[id] }
        set { records[id] = newValue }
    }

    /// Finds a network by id, name or start of an id.
    func find(_ name: String) throws(EngineError) -> NetworkRecord {
        if let record = records[name] ?? records.values.first(where: { $0.name == name }) { return record }
        let found = name.isEmpty ? [] : records.values.filter { $0.id.hasPrefix(name) }
        guard found.count < 2 else {
            throw EngineError(
                .badRequest,
                "network \(name) is ambiguous (\(found.count) matches found on ID prefix)"
            )
        }
        guard let record = found.first else { throw .noSuchNetwork(name) }
        return record
    }

    /// The next range that overlaps no network's.
    func freePool() throws(EngineError) -> Subnet {
        let taken = records.values.compactMap(\.subnet)
        guard let pool = Subnet.pools.first(where: { pool in !taken.contains { $0.overlaps(pool) } }) else {
            throw EngineError(.failed, "all predefined address pools have been fully subnetted")
        }
        return pool
    }
}
