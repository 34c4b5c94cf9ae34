public import EngineAPI

extension RecordingEngine {
    public func ping() async throws -> EnginePing {
        EnginePing(apiVersion: contents.apiVersion, server: "Recording/1")
    }

    public func version() async throws -> EngineVersion {
        EngineVersion().with { $0.apiVersion = contents.apiVersion.description }
    }

    public func info() async throws -> SystemInfo {
        SystemInfo().with {
            $0.dockerRootDir = "/secret/root"
            $0.httpProxy = "http://user:password@proxy"
        }
    }

    public func diskUsage() async throws -> DiskUsage { contents.diskUsage }

    public func events(_ query: EventQuery) async throws -> EngineStream<EngineEvent> {
        note("events", "", query.query.json)
        try await suffer("events")
        guard contents.keepsEventsOpen else { return EngineStream(contents.events) }
        return listen()
    }

    public func login(_ credentials: RegistryCredentials) async throws -> LoginResult {
        note("login", credentials.serverAddress)
        return LoginResult()
    }

    public func listNetworks(_ filters: Filters) async throws -> [NetworkDetails] {
        note("listNetworks", "", filters.json)
        try await suffer("listNetworks")
        return contents.networks.filter { network in
            let isBuiltIn = ["bridge", "host", "none"].contains(network.name)
            let isDangling = !isBuiltIn && (network.containers ?? [:]).isEmpty
            return filters.matchLabels(network.labels ?? [:])
                && filters.matchExactly("type", isBuiltIn ? "builtin" : "custom")
                && filters.matchExactly("dangling", "\(isDangling)")
        }
    }

    public func inspectNetwork(_ name: String) async throws -> NetworkDetails {
        note("inspectNetwork", name)
        try await suffer("inspectNetwork")
        guard let found = contents.networks.first(where: { $0.name == name || $0.id == name }) else {
            throw EngineError.noSuchNetwork(name)
        }
        return found
    }

    public func createNetwork(_ creation: NetworkCreation) async throws -> NetworkCreated {
        note("createNetwork", creation.name, creation.json)
        let id = String(repeating: "f", count: 60) + String(1000 + calls.count)
        change {
            $0.networks.append(
                NetworkDetails().with {
                    $0.id = id
                    $0.name = creation.name
                    $0.labels = creation.labels
                }
            )
        }
        return NetworkCreated().with { $0.id = id }
    }

    public func connectNetwork(_ name: String, _ connection: NetworkConnection) async throws {
        note("connectNetwork", name, connection.json)
    }

    public func disconnectNetwork(_ name: String, _ disconnection: NetworkDisconnection) async throws {
        note("disconnectNetwork", name, disconnection.json)
    }

    public func removeNetwork(_ name: String) async throws { note("removeNetwork", name) }

    public func pruneNetworks(_ filters: Filters) async throws -> PruneReport {
        note("pruneNetworks", "", filters.json)
        return PruneReport()
    }

    public func listVolumes(_ filters: Filters) async throws -> VolumeList {
        note("listVolumes", "", filters.json)
        try await suffer("listVolumes")
        return VolumeList().with {
            $0.volumes = contents.volumes.filter { filters.matchLabels($0.labels ?? [:]) }
        }
    }

    public func inspectVolume(_ name: String) async throws -> VolumeDetails {
        note("inspectVolume", name)
        try await suffer("inspectVolume")
        guard let found = contents.volumes.first(where: { $0.name == name }) else {
            throw EngineError.noSuchVolume(name)
        }
        return found
    }

    public func createVolume(_ creation: VolumeCreation) async throws -> VolumeDetails {
        note("createVolume", creation.name, creation.json)
        let made = VolumeDetails().with {
            $0.name = creation.name
            $0.labels = creation.labels
        }
        change { $0.volumes.append(made) }
        return made
    }

    public func removeVolume(_ name: String, force: Bool) async throws { note("removeVolume", name) }

    public func pruneVolumes(_ filters: Filters) async throws -> PruneReport {
        note("pruneVolumes", "", filters.json)
        return PruneReport()
    }
}
