/// Something that happened in an engine.
public struct EngineEvent: EngineObject {
    public var status: String?
    public var id: String?
    public var from: String?
    /// The kind of thing: `container`, `image`, `network`, `volume` or `builder`.
    public var type = ""
    public var action = ""
    public var actor = Actor()
    public var scope: String?
    public var time = 0
    public var timeNano = 0

    public init() {}

    public static let fields = FieldTable<EngineEvent>([
        Field("status", optional: \.status),
        Field("id", optional: \.id),
        Field("from", optional: \.from),
        Field("Type", \.type),
        Field("Action", \.action),
        Field("Actor", \.actor),
        Field("scope", optional: \.scope),
        Field("time", \.time),
        Field("timeNano", \.timeNano),
    ])

    /// What it happened to.
    public struct Actor: EngineObject {
        public var id = ""
        public var attributes: [String: String] = [:]

        public init() {}

        public static let fields = FieldTable<Actor>([Field("ID", \.id), Field("Attributes", \.attributes)])
    }
}

/// Which events to report.
public struct EventQuery: Hashable, Sendable {
    public var since: String?
    public var until: String?
    public var filters = Filters()

    public init() {}

    /// The filters that events know.
    public static let knownFilters: Set<String> = [
        "container", "daemon", "event", "image", "label", "network", "node", "plugin", "scope", "secret",
        "service", "config", "type", "volume",
    ]

    public init(_ query: Query) throws(EngineError) {
        since = query.text("since")
        until = query.text("until")
        filters = try Filters(parsing: query["filters"])
        try filters.check(known: Self.knownFilters)
    }

    public var query: Query {
        var query = Query()
        query.add("since", since)
        query.add("until", until)
        query.add("filters", filters.encoded)
        return query
    }
}
