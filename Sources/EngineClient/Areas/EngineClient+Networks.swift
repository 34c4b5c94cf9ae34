public import EngineAPI

extension EngineClient {
    public func listNetworks(_ filters: Filters) async throws -> [NetworkDetails] {
        try await value(.listNetworks, "", Query(filters: filters))
    }

    public func inspectNetwork(_ name: String) async throws -> NetworkDetails {
        try await value(.inspectNetwork, name)
    }

    public func createNetwork(_ creation: NetworkCreation) async throws -> NetworkCreated {
        // Before 1.44 two networks of one name are made unless this is said.
        let creation = creation.with { $0.checkDuplicate = apiVersion < APIVersion(1, 44) ? true : nil }
        return try await value(.createNetwork, "", Query(), .json(creation.json))
    }

    public func connectNetwork(_ name: String, _ connection: NetworkConnection) async throws {
        try await perform(.connectNetwork, name, Query(), .json(connection.json))
    }

    public func disconnectNetwork(_ name: String, _ disconnection: NetworkDisconnection) async throws {
        try await perform(.disconnectNetwork, name, Query(), .json(disconnection.json))
    }

    public func removeNetwork(_ name: String) async throws { try await perform(.removeNetwork, name) }

    public func pruneNetworks(_ filters: Filters) async throws -> PruneReport {
        let answer: JSON = try await value(.pruneNetworks, "", Query(filters: filters))
        return try PruneReport(answer, deleted: "NetworksDeleted")
    }
}
