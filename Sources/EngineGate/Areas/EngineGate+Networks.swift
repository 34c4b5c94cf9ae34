public import EngineAPI

extension EngineGate {
    /// The session's networks, and those that every engine has.
    public func listNetworks(_ filters: Filters) async throws -> [NetworkDetails] {
        var asked = filters
        asked.remove("name")
        let ownDefault = names.engineName("bridge")
        var list = try await networks(asked)
        if filters.contains("type") || filters.contains("dangling") {
            // To the engine the session's default network is one like others.
            list.removeAll { $0.name == ownDefault }
            if Self.listsBuiltIn(filters) {
                asked.remove("type")
                asked.remove("dangling")
                _ = try await defaultNetwork()
                list += try await networks(asked).filter { $0.name == ownDefault }
            }
        } else if !list.contains(where: { $0.name == ownDefault }), try await network(ownDefault) == nil {
            // Filters may have left it out; else a second question is needed.
            _ = try await defaultNetwork()
            list = try await networks(asked)
        }
        return list.compactMap(shown).filter { filters.matchNames($0.name) }
    }

    private func networks(_ filters: Filters) async throws -> [NetworkDetails] {
        try await asking { try await engine.listNetworks(filters) }
    }

    /// Whether filters let networks through that every engine has; those are never dangling.
    private static func listsBuiltIn(_ filters: Filters) -> Bool {
        filters.matchExactly("type", "builtin")
            && !filters["dangling"].contains { ["true", "1"].contains($0.lowercased()) }
    }

    /// A network as the student sees it; nil for other sessions' and for the engine's own default one.
    private func shown(_ network: NetworkDetails) -> NetworkDetails? {
        if owns(network.labels) {
            return network.with {
                $0.name = names.view(network.name)
                $0.labels = SessionLabels.visible(network.labels)
                $0.containers = network.containers?.mapValues { member in
                    member.with { $0.name = names.view(member.name) }
                }
            }
        }
        // Who else is in the built-in ones isn't said.
        guard network.name == "host" || network.name == "none" else { return nil }
        return network.with { $0.containers = network.containers.map { _ in [:] } }
    }

    public func inspectNetwork(_ name: String) async throws -> NetworkDetails {
        if name == "bridge" || name == "default" { _ = try await defaultNetwork() }
        let network = try await ownNetwork(name)
        guard let shown = shown(network) else { throw EngineError.noSuchNetwork(name) }
        return shown
    }

    public func createNetwork(_ creation: NetworkCreation) async throws -> NetworkCreated {
        let judged = try NetworkPolicy.judge(creation, session, settings)
        try await counters.takeInTurn(.networkCreations, atMost: 1)
        defer { counters.give(.networkCreations) }
        let own = try await engine.listNetworks(ownLabels)
        guard own.count <= settings.quotas.networks else {
            throw EngineError.quota(
                "a session has at most \(settings.quotas.networks) networks; remove some with docker network rm"
            )
        }
        return try await asking {
            try await made(judged.with { $0.name = names.engineName(creation.name) })
        }
    }

    /// Makes a network; one that asks for no addresses gets a block of the sessions' own.
    private func made(_ creation: NetworkCreation) async throws -> NetworkCreated {
        guard creation.ipam?.config?.isEmpty ?? true else { return try await engine.createNetwork(creation) }
        let used = try await engine.listNetworks(Filters()).flatMap { network in
            (network.ipam.config ?? []).compactMap(\.subnet)
        }
        guard let pool = NetworkPool(settings.networkPool, taken: used + settings.takenRanges) else {
            return try await engine.createNetwork(creation)
        }
        var problem = EngineError.quota("all addresses of sandbox.addresses are taken")
        for block in pool.free(for: session.id).prefix(16) {
            do {
                return try await engine.createNetwork(
                    creation.with {
                        $0.ipam = (creation.ipam ?? IPAM()).with { ipam in
                            ipam.config = [
                                IPAM.Pool().with {
                                    $0.subnet = block.description
                                    $0.gateway = block.gateway
                                }
                            ]
                        }
                    }
                )
            } catch let error as EngineError
                where error.message.contains("overlaps") || error.message.contains("already used")
            {
                // Another session took the block in the meantime, or something of the machine's has it.
                problem = error
            }
        }
        throw problem
    }

    public func connectNetwork(_ name: String, _ connection: NetworkConnection) async throws {
        let network = try await engineNetwork(name)
        try await moving(connection.container) { [self] id in
            let endpoint = try await scoped(
                connection.endpointConfig,
                in: network,
                containers.name(of: id) ?? ""
            )
            try await engine.connectNetwork(
                network,
                NetworkConnection().with {
                    $0.container = id
                    $0.endpointConfig = endpoint
                }
            )
        }
    }

    public func disconnectNetwork(_ name: String, _ disconnection: NetworkDisconnection) async throws {
        let network = try await engineNetwork(name)
        try await moving(disconnection.container) { [engine] id in
            try await engine.disconnectNetwork(network, disconnection.with { $0.container = id })
        }
    }

    public func removeNetwork(_ name: String) async throws {
        guard !NetworkPolicy.builtIn.contains(name) else {
            throw EngineError(.forbidden, "\(name) is a pre-defined network and cannot be removed")
        }
        let network = try await ownNetwork(name)
        guard owns(network.labels), names.viewName(network.name) != "bridge" else {
            throw EngineError(
                .forbidden,
                "\(names.view(network.name)) is a pre-defined network and cannot be removed"
            )
        }
        // By its name: Podman doesn't notice that containers use a network that is named by its id.
        try await asking(network.id, as: name) { try await engine.removeNetwork(network.name) }
    }

    public func pruneNetworks(_ filters: Filters) async throws -> PruneReport {
        try filters.check(known: NetworkFilters.knownWhenPruning)
        let report = try await whenFree { try await engine.pruneNetworks(narrowed(filters)) }
        // The default one is made again when it is needed.
        return PruneReport(deleted: report.deleted.map { $0.map(names.view).filter { $0 != "bridge" } })
    }
}

extension EngineGate {
    /// The network of the session's that a name or the start of an id means.
    func ownNetwork(_ name: String) async throws -> NetworkDetails {
        guard !name.isEmpty else { throw EngineError.noSuchNetwork(name) }
        if name == "host" || name == "none" { return try await engine.inspectNetwork(name) }
        // Names are asked for as the session's own; what is left may be an id.
        if let found = try await network(names.engineName(name == "default" ? "bridge" : name)),
            owns(found.labels)
        {
            return found
        }
        guard ImageReference.isID(name) else { throw EngineError.noSuchNetwork(name) }
        let matches = try await engine.listNetworks(ownLabels).filter {
            $0.id.hasPrefix(name) && owns($0.labels)
        }
        guard matches.count <= 1 else {
            throw EngineError.malformed(
                "network \(name) is ambiguous (\(matches.count) matches found based on ID prefix)"
            )
        }
        guard let match = matches.first, let found = try await network(match.id) else {
            throw EngineError.noSuchNetwork(name)
        }
        return found
    }

    private func network(_ name: String) async throws -> NetworkDetails? {
        do { return try await engine.inspectNetwork(name) } catch let error as EngineError
            where error.kind == .notFound
        {
            return nil
        }
    }

    /// The engine's name of a network that a container may join.
    func engineNetwork(_ name: String) async throws -> String {
        switch name {
        case "none": return name
        case "bridge", "default": return try await defaultNetwork()
        case "host":
            throw EngineError.denied(
                "the host's network isn't available in a session; publish a port instead"
            )
        default: return try await ownNetwork(name).name
        }
    }

    /// The session's own default network, made when it is first needed.
    func defaultNetwork() async throws -> String {
        let name = names.engineName("bridge")
        if try await ownsNetwork(name) { return name }
        // Several may need it first; older engines would make one for each.
        try await counters.takeInTurn(.networkCreations, atMost: 1)
        defer { counters.give(.networkCreations) }
        if try await ownsNetwork(name) { return name }
        do {
            _ = try await made(
                NetworkCreation().with {
                    $0.name = name
                    $0.driver = "bridge"
                    $0.isInternal = !settings.allowsInternet
                    $0.labels = SessionLabels.stamped(nil, session)
                }
            )
        } catch let error as EngineError where error.kind == .conflict {
            // Whoever holds the session may have made it in the meantime.
        }
        return name
    }

    /// Whether there is a network of the session's by an engine's name.
    private func ownsNetwork(_ name: String) async throws -> Bool {
        guard let found = try await network(name) else { return false }
        guard owns(found.labels) else {
            throw EngineError(.conflict, "the network \(name) isn't the session's")
        }
        return true
    }
}
