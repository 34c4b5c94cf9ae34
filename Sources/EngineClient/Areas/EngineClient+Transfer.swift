public import EngineAPI

extension EngineClient {
    public func pullImage(_ options: PullOptions) async throws -> ProgressStream {
        try await values(.pullImage, "", options.query, fields: Self.authentication(options.credentials))
    }

    public func pushImage(_ name: String, _ options: PushOptions) async throws -> ProgressStream {
        var query = Query()
        query.add("tag", options.tag)
        return try await values(.pushImage, name, query, fields: Self.authentication(options.credentials))
    }

    public func saveImages(_ names: [String]) async throws -> ByteStream {
        var query = Query()
        for name in names { query.add("names", name) }
        return try await bytes(.saveImages, "", query).1
    }

    public func loadImages(quiet: Bool, _ archive: ByteStream) async throws -> ProgressStream {
        var query = Query()
        query.add("quiet", quiet ? "1" : "0")
        return try await values(.loadImages, "", query, .archive(archive))
    }

    public func importImage(_ options: ImportOptions, _ archive: ByteStream) async throws -> ProgressStream {
        try await values(.pullImage, "", options.query, .archive(archive))
    }

    public func build(_ options: BuildOptions, _ context: ByteStream) async throws -> ProgressStream {
        var registries: [JSON.Member] = []
        for (name, credentials) in options.registries.sorted(by: { $0.key < $1.key }) {
            registries.append(.init(name, credentials.json))
        }
        let field = registries.isEmpty ? [] : [("X-Registry-Config", JSON.object(registries).base64)]
        return try await values(.build, "", options.query, .archive(context), fields: field)
    }

    public func pruneBuilds(_ filters: Filters, all: Bool) async throws -> BuildPruneReport {
        var query = Query(filters: filters)
        query.add("all", flag: all)
        return try await value(.pruneBuilds, "", query)
    }

    /// The field that shows credentials to a registry; the engine wants one on every pull and push.
    static func authentication(_ credentials: RegistryCredentials?) -> [(String, String)] {
        [("X-Registry-Auth", credentials?.header ?? JSON.object([]).base64)]
    }
}
