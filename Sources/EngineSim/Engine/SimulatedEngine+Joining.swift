public import EngineAPI
import SimShell

extension SimulatedEngine {
    /// The network that a container's processes see.
    func processNetwork(_ record: ContainerRecord) -> any ProcessNetwork {
        let mode = record.hostConfig.networkMode
        if mode == "host" { return fabric.machine }
        if mode.hasPrefix("container:") {
            let name = String(mode.dropFirst(10))
            if let place = fabric.place(name) { return place }
            if let other = try? containers.find(name) { return processNetwork(other) }
        }
        return fabric.host(record.id, name: record.config.hostname)
    }

    /// Puts a container on its networks; each gets an address.
    func join(_ record: ContainerRecord) throws(EngineError) {
        let mode = record.hostConfig.networkMode
        if mode.hasPrefix("container:"), fabric.place(String(mode.dropFirst(10))) == nil {
            let other: ContainerRecord
            do { other = try containers.find(String(mode.dropFirst(10))) } catch {
                throw EngineError(error.kind, "joining network namespace of container: \(error.message)")
            }
            guard other.lifecycle.hasProcess else {
                throw EngineError(
                    .conflict,
                    "cannot join network namespace of a non running container: container \(other.id) is \(other.lifecycle.phase.rawValue)"
                )
            }
        }
        // Whoever lives in another's network has no host of its own.
        if mode.hasPrefix("container:") { return }
        let host = fabric.host(record.id, name: record.config.hostname)
        for entry in record.hostConfig.extraHosts ?? [] {
            let sides = entry.split(separator: ":", maxSplits: 1).map(String.init)
            if sides.count == 2 { host.addHost(sides[0], address: sides[1]) }
        }
        for link in record.hostConfig.links ?? [] {
            // `--link web:alias`: the older way to a name in the default network.
            let sides = link.split(separator: ":").map { String($0.split(separator: "/").last ?? "") }
            let other = try containers.find(sides.first ?? "")
            if record.endpoints.contains(where: { $0.isIn("bridge") }),
                !other.endpoints.contains(where: { $0.isIn("bridge") })
            {
                throw EngineError(
                    .failed,
                    "failed to set up container networking: Cannot link to /\(other.name), as it does not belong to the "
                        + "default network"
                )
            }
            let address = other.endpoints.first { $0.isJoined }?.address
            if let address, let alias = sides.last {
                for name in [alias, other.name] { host.addHost(name, address: Subnet.text(address)) }
            }
        }
        link(record, host)
        for index in record.endpoints.indices {
            do { record.endpoints[index] = try joined(record.endpoints[index], record) } catch {
                throw EngineError(error.kind, "failed to set up container networking: \(error.message)")
            }
            tellNetwork("connect", record.endpoints[index], record)
        }
        if mode == "none" || mode == "host" { tellPredefined("connect", mode, record) }
    }

    /// Gives a container the names for others that it was linked to in a network.
    private func link(_ record: ContainerRecord, _ host: SimHost) {
        for endpoint in record.endpoints {
            let network = endpoint.networkID.isEmpty ? endpoint.networkName : endpoint.networkID
            for link in endpoint.settings.links ?? [] {
                let sides = link.split(separator: ":", maxSplits: 1).map(String.init)
                guard let target = sides.first, let alias = sides.last,
                    let other = try? containers.find(target),
                    let place = other.endpoints.first(where: { $0.isJoined && $0.isIn(network) }),
                    let address = place.address
                else { continue }
                host.addHost(alias, address: Subnet.text(address))
            }
        }
    }

    /// Puts a container on one network.
    private func joined(_ wanted: Endpoint, _ record: ContainerRecord) throws(EngineError) -> Endpoint {
        var endpoint = wanted
        let known = wanted.networkID.isEmpty ? wanted.networkName : wanted.networkID
        guard var network = try? networks.find(known) else {
            throw .noSuchNetwork(wanted.networkName)
        }
        (endpoint.networkID, endpoint.networkName) = (network.id, network.name)
        let asked = endpoint.settings.ipamConfig?.ipv4Address.flatMap { $0.isEmpty ? nil : $0 }
        var address: UInt32?
        if let asked {
            guard let parsed = Subnet.address(asked) else {
                throw EngineError(.badRequest, "invalid IPv4 address: \(asked)")
            }
            guard network.name != "bridge" else {
                throw EngineError(
                    .badRequest,
                    "user specified IP address is supported on user defined networks only"
                )
            }
            address = parsed
        }
        let aliases = endpoint.settings.aliases ?? []
        if network.name == "bridge", !aliases.isEmpty {
            throw EngineError(
                .badRequest,
                "network-scoped alias is supported only for containers in user defined networks"
            )
        }
        endpoint.address = try network.lease(to: record.id, asked: address)
        (endpoint.prefix, endpoint.gateway) = (network.subnet?.prefix ?? 0, network.gateway)
        endpoint.endpointID = ids.id()
        endpoint.mac = endpoint.settings.macAddress.isEmpty ? mac() : endpoint.settings.macAddress
        networks[network.id] = network
        if endpoint.isJoined {
            fabric.join(
                fabric.host(record.id, name: record.config.hostname),
                network: network,
                endpoint,
                // The default network has no names: containers there know each other by address only.
                names: network.name == "bridge" ? [] : dnsNames(endpoint, record)
            )
            if !network.isInternal, let gateway = network.gateway {
                fabric.openGateway(network.name, address: Subnet.text(gateway))
            }
        }
        return endpoint
    }

    private func mac() -> String {
        let number = ids.number()
        let parts = (0..<6).map { index in
            // The second bit says that nobody's card has it.
            let byte = UInt8(truncatingIfNeeded: number >> UInt64(8 * index))
            let digits = String(index == 0 ? byte & 0xFC | 2 : byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return parts.joined(separator: ":")
    }

    /// What a network's DNS calls a container.
    func dnsNames(_ endpoint: Endpoint, _ record: ContainerRecord) -> [String] {
        var names: [String] = []
        let all = [record.name] + (endpoint.settings.aliases ?? []) + [String(record.id.prefix(12))]
        for name in all + [record.config.hostname] where !name.isEmpty && !names.contains(name) {
            names.append(name)
        }
        return names
    }

    /// Takes a container off its networks at the end of a run; it will join them again at the next start.
    func leaveNetworks(_ record: ContainerRecord) async {
        let isGuest = record.hostConfig.networkMode.hasPrefix("container:")
        let host = isGuest ? nil : fabric.host(record.id, name: record.config.hostname)
        host?.closeAll()
        let ports = record.ports
        record.ports = []
        for port in ports { await port.published?.close() }
        guard let host else { return }
        for index in record.endpoints.indices where record.endpoints[index].isJoined {
            let endpoint = record.endpoints[index]
            networks[endpoint.networkID]?.release(record.id)
            fabric.leave(host, network: endpoint.networkName)
            record.endpoints[index].endpointID = ""
            record.endpoints[index].address = nil
            tellNetwork("disconnect", endpoint, record)
        }
        let mode = record.hostConfig.networkMode
        if record.run != nil, mode == "none" || mode == "host" { tellPredefined("disconnect", mode, record) }
    }

    func renameInNetworks(_ record: ContainerRecord) {
        for endpoint in record.endpoints where endpoint.isJoined && endpoint.networkName != "bridge" {
            guard let network = networks[endpoint.networkID] else { continue }
            fabric.join(
                fabric.host(record.id, name: record.config.hostname),
                network: network,
                endpoint,
                names: dnsNames(endpoint, record)
            )
        }
    }

    private func tellNetwork(_ action: String, _ endpoint: Endpoint, _ record: ContainerRecord) {
        let type = networks[endpoint.networkID]?.driver ?? "bridge"
        events.tell(
            "network",
            action,
            endpoint.networkID,
            ["container": record.id, "name": endpoint.networkName, "type": type]
        )
    }

    private func tellPredefined(_ action: String, _ name: String, _ record: ContainerRecord) {
        guard let network = try? networks.find(name) else { return }
        events.tell(
            "network",
            action,
            network.id,
            ["container": record.id, "name": name, "type": network.driver]
        )
    }

    // MARK: While it runs

    public func connectNetwork(_ name: String, _ connection: EngineAPI.NetworkConnection) async throws {
        let network = try networks.find(name)
        let record = try containers.find(connection.container)
        guard !["host", "none"].contains(network.name) else {
            throw EngineError(
                .badRequest,
                "cannot connect container to \(network.name) network - container must be created in \(network.name) network mode"
            )
        }
        guard record.hostConfig.networkMode != "host" else {
            throw EngineError(
                .badRequest,
                "container sharing network namespace with another container or host cannot be connected to any other network"
            )
        }
        if record.endpoints.contains(where: { $0.networkID == network.id || $0.networkName == network.name })
        {
            throw EngineError(
                .forbidden,
                "endpoint with name \(record.name) already exists in network \(network.name)"
            )
        }
        let settings = connection.endpointConfig ?? EndpointSettings()
        try network.check(asked: settings)
        if network.name == "bridge", !(settings.aliases ?? []).isEmpty {
            throw EngineError(
                .badRequest,
                "invalid endpoint settings:\nnetwork-scoped alias is supported only for containers in user defined networks"
            )
        }
        var endpoint = Endpoint(
            networkID: network.id,
            networkName: network.name,
            settings: settings
        )
        if record.lifecycle.hasProcess {
            endpoint = try joined(endpoint, record)
            record.endpoints.append(endpoint)
            tellNetwork("connect", endpoint, record)
        } else {
            record.endpoints.append(endpoint)
        }
    }

    public func disconnectNetwork(_ name: String, _ disconnection: NetworkDisconnection) async throws {
        let network = try networks.find(name)
        let record = try containers.find(disconnection.container)
        guard
            let index = record.endpoints.firstIndex(where: {
                $0.networkID == network.id || $0.networkName == network.name
            })
        else {
            let article = record.lifecycle.hasProcess ? "" : "the "
            throw EngineError(
                .failed,
                "container \(record.id) is not connected to \(article)network \(network.name)"
            )
        }
        let endpoint = record.endpoints.remove(at: index)
        guard endpoint.isJoined else { return }
        networks[network.id]?.release(record.id)
        fabric.leave(fabric.host(record.id, name: record.config.hostname), network: network.name)
        tellNetwork("disconnect", endpoint, record)
    }
}
