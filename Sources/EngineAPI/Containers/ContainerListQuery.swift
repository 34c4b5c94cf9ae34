/// Which containers to list, and how much of them.
public struct ContainerListQuery: Hashable, Sendable {
    public var all = false
    public var limit: Int?
    public var size = false
    public var filters = Filters()

    public init() {}

    /// The filters that a list of containers knows.
    public static let knownFilters: Set<String> = [
        "ancestor", "before", "expose", "exited", "health", "id", "isolation", "is-task", "label", "name",
        "network", "publish", "since", "status", "volume",
    ]

    public init(_ query: Query) throws(EngineError) {
        all = query.flag("all")
        limit = try query.number("limit")
        size = query.flag("size")
        filters = try Filters(parsing: query["filters"])
        try filters.check(known: Self.knownFilters)
    }

    public var query: Query {
        var query = Query()
        query.add("all", flag: all)
        query.add("limit", limit)
        query.add("size", flag: size)
        query.add("filters", filters.encoded)
        return query
    }
}
