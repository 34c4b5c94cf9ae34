public import EngineAPI

extension EngineClient {
    public func version() async throws -> EngineVersion { try await value(.version) }

    public func info() async throws -> SystemInfo { try await value(.info) }

    public func diskUsage() async throws -> DiskUsage { try await value(.diskUsage) }

    public func events(_ query: EventQuery) async throws -> EngineStream<EngineEvent> {
        guard isPodman else { return try await values(.events, "", query.query) }
        var asked = query
        for (docker, podman) in [("destroy", "remove"), ("die", "died")]
        where query.filters["event"].contains(docker) { asked.filters.insert("event", podman) }
        return try await values(.events, "", asked.query).compactMap(Self.asDockerSays)
    }

    /// Podman's compatible API has names of its own for the end of a container; filters take both.
    private static func asDockerSays(_ event: EngineEvent) -> EngineEvent {
        guard event.type == "container", event.action == "remove" else { return event }
        return event.with {
            $0.action = "destroy"
            $0.status = event.status.map { _ in "destroy" }
        }
    }

    public func login(_ credentials: RegistryCredentials) async throws -> LoginResult {
        try await value(.login, "", Query(), .json(credentials.json))
    }
}
