public import EngineAPI

extension EngineClient {
    public func listImages(_ query: ImageListQuery) async throws -> [ImageSummary] {
        try await value(.listImages, "", query.query)
    }

    public func inspectImage(_ name: String) async throws -> ImageDetails {
        try await value(.inspectImage, name)
    }

    public func imageHistory(_ name: String) async throws -> [HistoryItem] {
        try await value(.imageHistory, name)
    }

    public func tagImage(_ name: String, repo: String, tag: String) async throws {
        var query = Query()
        query.add("repo", repo)
        query.add("tag", tag.isEmpty ? nil : tag)
        try await perform(.tagImage, name, query)
    }

    public func removeImage(_ name: String, force: Bool, noPrune: Bool) async throws -> [ImageRemoval] {
        var query = Query()
        query.add("force", flag: force)
        query.add("noprune", flag: noPrune)
        return try await value(.removeImage, name, query)
    }

    public func pruneImages(_ filters: Filters) async throws -> ImagePruneReport {
        try await value(.pruneImages, "", Query(filters: filters))
    }

    public func searchImages(term: String, limit: Int?, filters: Filters) async throws -> [SearchResult] {
        var query = Query(filters: filters)
        query.add("term", term)
        query.add("limit", limit)
        return try await value(.searchImages, "", query)
    }

    public func inspectDistribution(_ name: String, _ credentials: RegistryCredentials?) async throws -> JSON
    {
        try await value(.inspectDistribution, name, fields: Self.authentication(credentials))
    }
}
