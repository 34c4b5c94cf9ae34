/// Which part of a container's output to read.
public struct LogQuery: Hashable, Sendable {
    public var stdout = false
    public var stderr = false
    public var follow = false
    public var timestamps = false
    public var details = false
    /// Seconds since 1970, with a fraction, or an RFC 3339 time.
    public var since: String?
    public var until: String?
    /// A number of lines, or `all`.
    public var tail: String?

    public init() {}

    public init(_ query: Query) throws(EngineError) {
        stdout = query.flag("stdout")
        stderr = query.flag("stderr")
        follow = query.flag("follow")
        timestamps = query.flag("timestamps")
        details = query.flag("details")
        since = query.text("since")
        until = query.text("until")
        tail = query.text("tail")
        guard stdout || stderr else {
            throw .malformed("Bad parameters: you must choose at least one stream")
        }
    }

    public var query: Query {
        var query = Query()
        query.add("stdout", flag: stdout)
        query.add("stderr", flag: stderr)
        query.add("follow", flag: follow)
        query.add("timestamps", flag: timestamps)
        query.add("details", flag: details)
        query.add("since", since)
        query.add("until", until)
        query.add("tail", tail)
        return query
    }
}

/// How to read a container's use of the machine.
public struct StatsOptions: Hashable, Sendable {
    public var stream: Bool
    /// Whether one sample is enough, without the one before it.
    public var oneShot: Bool

    public init(stream: Bool, oneShot: Bool = false) {
        self.stream = stream
        self.oneShot = oneShot
    }

    public init(_ query: Query) {
        self.init(stream: query["stream"] == nil || query.flag("stream"), oneShot: query.flag("one-shot"))
    }

    public var query: Query {
        var query = Query()
        query.add("stream", stream ? "1" : "0")
        query.add("one-shot", flag: oneShot)
        return query
    }
}
