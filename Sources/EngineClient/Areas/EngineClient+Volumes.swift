public import EngineAPI

extension EngineClient {
    public func listVolumes(_ filters: Filters) async throws -> VolumeList {
        try await value(.listVolumes, "", Query(filters: filters))
    }

    public func inspectVolume(_ name: String) async throws -> VolumeDetails {
        try await value(.inspectVolume, name)
    }

    public func createVolume(_ creation: VolumeCreation) async throws -> VolumeDetails {
        try await value(.createVolume, "", Query(), .json(creation.json))
    }

    public func removeVolume(_ name: String, force: Bool) async throws {
        var query = Query()
        query.add("force", flag: force)
        try await perform(.removeVolume, name, query)
    }

    public func pruneVolumes(_ filters: Filters) async throws -> PruneReport {
        var filters = filters
        // Before 1.42 all unused volumes are removed, and the filter that asks for it is unknown.
        if apiVersion < APIVersion(1, 42) { filters.remove("all") }
        let answer: JSON = try await value(.pruneVolumes, "", Query(filters: filters))
        return try PruneReport(answer, deleted: "VolumesDeleted")
    }
}
