public import EngineAPI

extension EngineClient {
    public func version() async throws -> EngineVersion { try await value(.version) }

    public func info() async throws -> SystemInfo { try await value(.info) }

    public func diskUsage() async throws -> DiskUsage { try await value(.diskUsage) }

    public func events(_ query: EventQuery) async throws -> EngineStream<EngineEvent> {
        try await values(.events, "", query.query)
    }

    public func login(_ credentials: RegistryCredentials) async throws -> LoginResult {
        try await value(.login, "", Query(), .json(credentials.json))
    }
}
