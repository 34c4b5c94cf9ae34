public import EngineAPI
import SimShell

extension SimulatedEngine {
    public func listNetworks(_ filters: Filters) async throws -> [NetworkDetails] {
        try filters.check(known: NetworkFilters.known)
        if let type = filters["type"].first(where: { $0 != "builtin" && $0 != "custom" }) {
            throw EngineError.malformed("invalid filter: 'type'='\(type)'")
        }
        return networks.all.filter { network in
            filters.matchExactly("driver", network.driver) && filters.matchExactly("scope", "local")
                && filters.matchLabels(network.labels)
                && (!filters.contains("id") || filters["id"].contains { network.id.hasPrefix($0) })
                && filters.matchNames(network.name)
                && (!filters.contains("type")
                    || filters["type"].contains(network.isPredefined ? "builtin" : "custom"))
                && (!filters.contains("dangling")
                    || filters["dangling"].contains { ["true", "1"].contains($0.lowercased()) }
                        == (!network.isPredefined && users(of: network).isEmpty))
        }.map { $0.details([:]) }
    }

    public func inspectNetwork(_ name: String) async throws -> NetworkDetails {
        let network = try networks.find(name)
        var members: [String: NetworkDetails.Member] = [:]
        for record in users(of: network) {
            guard let endpoint = record.endpoints.first(where: { $0.networkID == network.id }) else {
                continue
            }
            members[record.id] = NetworkDetails.Member().with {
                ($0.name, $0.endpointID, $0.macAddress) = (record.name, endpoint.endpointID, endpoint.mac)
                $0.ipv4Address = endpoint.address.map { "\(Subnet.text($0))/\(endpoint.prefix)" } ?? ""
            }
        }
        return network.details(members)
    }

    /// The containers that are in a network now.
    func users(of network: NetworkRecord) -> [ContainerRecord] {
        containers.all.filter { $0.endpoints.contains { $0.isJoined && $0.networkID == network.id } }
    }

    public func createNetwork(_ creation: NetworkCreation) async throws -> NetworkCreated {
        let name = creation.name
        guard EngineName.isName(name) || name.wholeMatch(of: /[a-zA-Z0-9]/) != nil else {
            throw EngineError(.badRequest, "invalid network name: \(name.isEmpty ? "name is empty" : name)")
        }
        guard !["bridge", "host", "none"].contains(name) else {
            throw EngineError(.forbidden, "operation is not permitted on predefined \(name) network")
        }
        guard (try? networks.find(name))?.name != name else {
            throw EngineError(.conflict, "network with name \(name) already exists")
        }
        guard ["", "bridge"].contains(creation.driver) else {
            throw EngineError(
                ["macvlan", "ipvlan", "overlay", "host", "null"].contains(creation.driver)
                    ? .forbidden : .notFound,
                ["macvlan", "ipvlan", "overlay", "host", "null"].contains(creation.driver)
                    ? "slidectl: the driver '\(creation.driver)' is not available with the embedded engine"
                    : "could not find plugin \(creation.driver) in v1 plugin registry: plugin not found"
            )
        }
        guard networks.records.count < limits.networks else {
            throw EngineError(.tooMany, "slidectl: a session has at most \(limits.networks) networks")
        }
        var record = NetworkRecord(id: ids.id(), name: name, created: time.now, driver: "bridge")
        try setAddresses(of: &record, creation.ipam)
        (record.isInternal, record.isAttachable) = (creation.isInternal, creation.attachable)
        record.hasIPv6 = creation.enableIPv6 ?? false
        (record.options, record.labels) = (creation.options ?? [:], creation.labels ?? [:])
        networks[record.id] = record
        events.tell("network", "create", record.id, ["name": name, "type": "bridge"])
        return NetworkCreated().with { $0.id = record.id }
    }

    private func setAddresses(of record: inout NetworkRecord, _ ipam: IPAM?) throws(EngineError) {
        record.ipamOptions = ipam?.options
        let pool = ipam?.config?.first { $0.subnet?.contains(":") != true }
        guard let text = pool?.subnet, !text.isEmpty else {
            guard pool?.gateway == nil else {
                throw EngineError(.badRequest, "invalid network config:\ngateway specified without a subnet")
            }
            let subnet = try networks.freePool()
            (record.subnet, record.gateway) = (subnet, subnet.base + 1)
            return
        }
        guard let subnet = Subnet(text), (8...30).contains(subnet.prefix) else {
            throw EngineError(
                .badRequest,
                "invalid network config:\ninvalid subnet \(text): invalid CIDR block notation"
            )
        }
        guard subnet.description == text else {
            throw EngineError(
                .badRequest,
                "invalid network config:\ninvalid subnet \(text): it should be \(subnet)"
            )
        }
        guard !networks.records.values.contains(where: { $0.subnet?.overlaps(subnet) == true }) else {
            throw EngineError(
                .forbidden,
                "invalid pool request: Pool overlaps with other one on this address space"
            )
        }
        (record.subnet, record.hasOwnSubnet) = (subnet, true)
        record.gateway = pool?.gateway.flatMap { Subnet.address($0) } ?? subnet.base + 1
        if let text = pool?.ipRange, !text.isEmpty {
            guard let range = Subnet(text), subnet.overlaps(range) else {
                throw EngineError(
                    .badRequest,
                    "invalid network config:\ninvalid ip-range \(text): parent subnet \(subnet) doesn't contain ip-range"
                )
            }
            record.range = range
        }
        if let gateway = record.gateway, !subnet.contains(gateway) {
            throw EngineError(
                .badRequest,
                "invalid network config:\ninvalid gateway \(Subnet.text(gateway)): parent subnet \(subnet) doesn't contain this address"
            )
        }
    }

    public func removeNetwork(_ name: String) async throws {
        let network = try networks.find(name)
        guard !network.isPredefined else {
            throw EngineError(.forbidden, "\(network.name) is a pre-defined network and cannot be removed")
        }
        let users = users(of: network)
        guard users.isEmpty else {
            let list = users.map { "name:\"\($0.name)\" id:\"\($0.id.prefix(12))\"" }.joined(separator: ", ")
            throw EngineError(
                .forbidden,
                "error while removing network: network \(network.name) has active endpoints (\(list))"
            )
        }
        drop(network)
    }

    private func drop(_ network: NetworkRecord) {
        networks[network.id] = nil
        fabric.closeGateway(network.name)
        events.tell("network", "destroy", network.id, ["name": network.name, "type": network.driver])
    }

    public func pruneNetworks(_ filters: Filters) async throws -> PruneReport {
        try filters.check(known: NetworkFilters.knownWhenPruning)
        let filter = try PruneFilter(filters, now: time.now)
        var deleted: [String] = []
        for network in networks.all where !network.isPredefined && users(of: network).isEmpty {
            guard filter.takes(network.labels, created: network.created) else { continue }
            deleted.append(network.name)
            drop(network)
        }
        events.tell("network", "prune", "", ["reclaimed": "0"])
        return PruneReport(deleted: deleted.isEmpty ? nil : deleted)
    }
}
