/// What to attach to.
public struct AttachOptions: Hashable, Sendable {
    public var stream = false
    public var stdin = false
    public var stdout = false
    public var stderr = false
    public var logs = false
    public var detachKeys: String?

    public init() {}

    public init(_ query: Query) {
        stream = query.flag("stream")
        stdin = query.flag("stdin")
        stdout = query.flag("stdout")
        stderr = query.flag("stderr")
        logs = query.flag("logs")
        detachKeys = query.text("detachKeys")
    }

    public var query: Query {
        var query = Query()
        query.add("stream", flag: stream)
        query.add("stdin", flag: stdin)
        query.add("stdout", flag: stdout)
        query.add("stderr", flag: stderr)
        query.add("logs", flag: logs)
        query.add("detachKeys", detachKeys)
        return query
    }
}

/// A terminal's size.
public struct TerminalSize: Hashable, Sendable {
    public var height: Int
    public var width: Int

    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }

    public init(_ query: Query) throws(EngineError) {
        height = try query.number("h") ?? 0
        width = try query.number("w") ?? 0
        guard (0...65_535).contains(height), (0...65_535).contains(width) else {
            throw .malformed("a terminal has at most 65535 rows and columns")
        }
    }

    public var query: Query {
        var query = Query()
        query.add("h", height)
        query.add("w", width)
        return query
    }
}
