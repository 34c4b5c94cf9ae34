import EngineAPI
import LabModel

extension Observer {
    /// Looks at a container.
    func container(_ name: String, _ predicates: [CheckPredicate]) async throws -> ContainerSight {
        let details = try await room.engine.inspectContainer(name, size: false)
        var sight = ContainerSight(details)
        if let workspace = room.workspacePath {
            sight.setup.locateMounts(in: workspace, asked: details.hostConfig.binds ?? [])
        }
        if predicates.ask(for: "logs") { sight.logs = try await logs(sight.id) }
        if predicates.ask(for: "image") { sight.setup.imageNames = try await imageNames(sight.setup.imageID) }
        return sight
    }

    /// Reads what a container printed on both streams.
    func logs(_ id: String, tail: Int? = nil, limit: Int = logLimit) async throws -> TextSight {
        var query = LogQuery()
        (query.stdout, query.stderr) = (true, true)
        query.tail = tail.map(String.init)
        let output = try await room.engine.logs(id, query)
        defer { output.bytes.cancel() }
        var reader = StreamFrameReader()
        // What counts is said at the start, as "ready" is, or late; of a few last lines the end counts.
        var ends = TextEnds(head: tail == nil ? limit / 4 : 0, limit: limit)
        while let piece = try await output.bytes.next() {
            if output.isTTY {
                ends.append(piece)
            } else {
                for frame in try reader.read(piece) { ends.append(frame.bytes) }
            }
        }
        return ends.sight
    }

    /// How many bytes of a container's output are evidence.
    private static var logLimit: Int { 262_144 }

    private func imageNames(_ id: String) async throws -> [String] {
        do { return try await room.engine.inspectImage(id).repoTags.sorted() } catch let error as EngineError
            where error.kind == .notFound
        { return [] }
    }

    /// Looks at the containers of a compose project, in the order of their names.
    func compose(
        _ project: String,
        _ service: String?,
        _ predicates: [CheckPredicate]
    ) async throws -> [ComposeSight] {
        var query = ContainerListQuery()
        query.all = true
        query.filters.insert("label", "\(ComposeLabel.project)=\(project)")
        if let service { query.filters.insert("label", "\(ComposeLabel.service)=\(service)") }
        var sights: [ComposeSight] = []
        for summary in try await room.engine.listContainers(query)
        where summary.labels[ComposeLabel.oneOff]?.lowercased() != "true" {
            // Between the list and the look a container may go; then it isn't there.
            guard let details = try await inspect(summary.id) else { continue }
            sights.append(ComposeSight(details))
        }
        return sights.sorted { ($0.service, $0.container.name) < ($1.service, $1.container.name) }
    }

    /// All that is known of a container; nil where it is gone.
    func inspect(_ id: String) async throws -> ContainerDetails? {
        do { return try await room.engine.inspectContainer(id, size: false) } catch let error as EngineError
            where error.kind == .notFound
        { return nil }
    }
}

/// The labels by which compose knows its containers.
enum ComposeLabel {
    static let project = "com.docker.compose.project"
    static let service = "com.docker.compose.service"
    static let oneOff = "com.docker.compose.oneoff"
    static let dependencies = "com.docker.compose.depends_on"
}

extension ComposeSight {
    fileprivate init(_ details: ContainerDetails) {
        self.init()
        let labels = details.config.labels ?? [:]
        service = labels[ComposeLabel.service] ?? ""
        container = ContainerSight(details).outline
        startedAt = details.state.startedAt
        // "db:service_healthy:false,cache:service_started:true"
        dependencies = labels[ComposeLabel.dependencies].map { list in
            list.split(separator: ",").compactMap { $0.split(separator: ":").first.map(String.init) }
        }
    }
}
