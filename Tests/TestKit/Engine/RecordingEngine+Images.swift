public import EngineAPI

extension RecordingEngine {
    public func listImages(_ query: ImageListQuery) async throws -> [ImageSummary] {
        note("listImages", "", query.query.json)
        try await suffer("listImages")
        return contents.images.map { image in
            ImageSummary().with {
                $0.id = image.id
                $0.repoTags = image.repoTags
                $0.labels = image.config?.labels
            }
        }.filter { query.filters.matchLabels($0.labels ?? [:]) }
    }

    public func inspectImage(_ name: String) async throws -> ImageDetails {
        note("inspectImage", name)
        try await suffer("inspectImage")
        guard let found = contents.images.first(where: { $0.id == name || $0.repoTags.contains(name) }) else {
            throw EngineError.noSuchImage(name)
        }
        return found
    }

    public func imageHistory(_ name: String) async throws -> [HistoryItem] {
        note("inspectHistory", name)
        try await suffer("inspectHistory")
        return contents.history[name] ?? []
    }

    public func tagImage(_ name: String, repo: String, tag: String) async throws {
        note("tagImage", name, .string("\(repo):\(tag)"))
        change { contents in
            for index in contents.images.indices
            where contents.images[index].id == name || contents.images[index].repoTags.contains(name) {
                contents.images[index].repoTags.append("\(repo):\(tag)")
            }
        }
    }

    public func removeImage(_ name: String, force: Bool, noPrune: Bool) async throws -> [ImageRemoval] {
        note("removeImage", name)
        return [ImageRemoval(untagged: name)]
    }

    public func pruneImages(_ filters: Filters) async throws -> ImagePruneReport {
        note("pruneImages", "", filters.json)
        return ImagePruneReport()
    }

    public func pullImage(_ options: PullOptions) async throws -> ProgressStream {
        note("pullImage", options.image, options.query.json)
        try await suffer("pullImage")
        return EngineStream([ProgressMessage(status: "Status: Downloaded newer image for \(options.image)")])
    }

    public func pushImage(_ name: String, _ options: PushOptions) async throws -> ProgressStream {
        note("pushImage", name)
        return EngineStream([])
    }

    public func searchImages(term: String, limit: Int?, filters: Filters) async throws -> [SearchResult] {
        note("searchImages", term)
        return []
    }

    public func inspectDistribution(_ name: String, _ credentials: RegistryCredentials?) async throws -> JSON
    {
        note("distribution", name)
        return .object([])
    }

    public func saveImages(_ names: [String]) async throws -> ByteStream {
        note("saveImages", names.joined(separator: " "))
        return EngineStream([])
    }

    public func loadImages(quiet: Bool, _ archive: ByteStream) async throws -> ProgressStream {
        note("loadImages")
        try await receive(archive)
        return EngineStream([])
    }

    public func importImage(_ options: ImportOptions, _ archive: ByteStream) async throws -> ProgressStream {
        note("importImage", "\(options.repo):\(options.tag)", options.query.json)
        try await receive(archive)
        return EngineStream([])
    }

    public func build(_ options: BuildOptions, _ context: ByteStream) async throws -> ProgressStream {
        note("build", options.tags.joined(separator: " "), options.query.json)
        try await suffer("build")
        try await receive(context)
        return EngineStream([])
    }

    public func pruneBuilds(_ filters: Filters, all: Bool) async throws -> BuildPruneReport {
        note("pruneBuilds")
        return BuildPruneReport()
    }
}
