public import EngineAPI

extension EngineClient {
    public func createContainer(_ creation: ContainerCreation) async throws -> ContainerCreated {
        var query = Query()
        query.add("name", creation.name.isEmpty ? nil : creation.name)
        query.add("platform", creation.platform)
        return try await value(.createContainer, "", query, .json(creation.json))
    }

    public func startContainer(_ name: String) async throws -> Transition {
        try await perform(.startContainer, name)
    }

    public func stopContainer(_ name: String, _ options: StopOptions) async throws -> Transition {
        try await perform(.stopContainer, name, options.query(for: apiVersion))
    }

    public func restartContainer(_ name: String, _ options: StopOptions) async throws {
        try await perform(.restartContainer, name, options.query(for: apiVersion))
    }

    public func killContainer(_ name: String, signal: String?) async throws {
        var query = Query()
        query.add("signal", signal)
        try await perform(.killContainer, name, query)
    }

    public func removeContainer(_ name: String, _ options: RemoveOptions) async throws {
        try await perform(.removeContainer, name, options.query)
    }

    public func waitContainer(
        _ name: String,
        _ condition: WaitCondition
    ) async throws -> EngineStream<WaitResult> {
        var query = Query()
        query.add("condition", condition.rawValue)
        return try await values(.waitContainer, name, query)
    }

    public func pauseContainer(_ name: String) async throws { try await perform(.pauseContainer, name) }

    public func unpauseContainer(_ name: String) async throws { try await perform(.unpauseContainer, name) }

    public func renameContainer(_ name: String, to newName: String) async throws {
        var query = Query()
        query.add("name", newName)
        try await perform(.renameContainer, name, query)
    }

    public func updateContainer(_ name: String, _ update: ContainerUpdate) async throws -> Warnings {
        try await value(.updateContainer, name, Query(), .json(update.json))
    }

    public func pruneContainers(_ filters: Filters) async throws -> PruneReport {
        let answer: JSON = try await value(.pruneContainers, "", Query(filters: filters))
        return try PruneReport(answer, deleted: "ContainersDeleted")
    }

    public func commit(_ options: CommitOptions) async throws -> CreatedID {
        // Podman takes no request without a body.
        let config = options.config?.json ?? .object([])
        return try await value(.commit, "", options.query, .json(config))
    }
}

extension StopOptions {
    /// A signal of one's own is known from 1.42 on.
    func query(for version: APIVersion) -> Query {
        version >= APIVersion(1, 42) ? query : StopOptions(timeout: timeout).query
    }
}

extension Query {
    /// A query that holds filters only.
    init(filters: Filters) {
        self.init()
        add("filters", filters.encoded)
    }
}

extension PruneReport {
    /// Reads an answer; what it lists is named differently for each kind.
    init(_ json: JSON, deleted name: String) throws {
        do {
            self.init(
                deleted: try json[name].map { (json) throws(JSONError) in try [String]?(json: json) } ?? nil,
                spaceReclaimed: json["SpaceReclaimed"]?.integer
            )
        } catch {
            throw EngineError(.failed, "the engine's answer can't be read: \(error)")
        }
    }
}
