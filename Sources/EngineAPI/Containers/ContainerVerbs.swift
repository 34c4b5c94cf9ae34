/// How a container is stopped.
public struct StopOptions: Hashable, Sendable {
    /// The signal; nil for the container's own.
    public var signal: String?
    /// Seconds to wait before killing; nil for the container's own, negative for ever.
    public var timeout: Int?

    public init(signal: String? = nil, timeout: Int? = nil) {
        self.signal = signal
        self.timeout = timeout
    }

    public init(_ query: Query) throws(EngineError) {
        signal = query.text("signal")
        timeout = try query.number("t")
    }

    public var query: Query {
        var query = Query()
        query.add("signal", signal)
        query.add("t", timeout)
        return query
    }
}

/// How a container is removed.
public struct RemoveOptions: Hashable, Sendable {
    public var force: Bool
    /// Whether its anonymous volumes go, too.
    public var volumes: Bool
    /// Whether the subject is a link between containers and not a container.
    public var link: Bool

    public init(force: Bool = false, volumes: Bool = false, link: Bool = false) {
        self.force = force
        self.volumes = volumes
        self.link = link
    }

    public init(_ query: Query) {
        self.init(force: query.flag("force"), volumes: query.flag("v"), link: query.flag("link"))
    }

    public var query: Query {
        var query = Query()
        query.add("force", flag: force)
        query.add("v", flag: volumes)
        query.add("link", flag: link)
        return query
    }
}
