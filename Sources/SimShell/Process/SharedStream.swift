import Synchronization

/// A stream that several processes hold: it is closed when the last of them closes its own hold.
///
/// What `dup` and `fork` do with file descriptors.
public final class SharedSource: ByteSource {
    private let hold: StreamHold
    /// The stream itself.
    public let base: any ByteSource

    public init(_ base: any ByteSource) {
        self.base = base
        hold = StreamHold(StreamCount())
    }

    private init(_ base: any ByteSource, _ count: StreamCount) {
        self.base = base
        hold = StreamHold(count)
    }

    /// A further hold on the same stream.
    public func duplicated() -> SharedSource { SharedSource(base, hold.count) }

    public func read(atMost limit: Int) async -> [UInt8]? {
        hold.isClosed ? nil : await base.read(atMost: limit)
    }

    public func closeReading() { if hold.letGo() { base.closeReading() } }

    deinit { closeReading() }
}

/// A stream that several processes write; see ``SharedSource``.
public final class SharedSink: ByteSink {
    private let hold: StreamHold
    /// The stream itself.
    public let base: any ByteSink

    public init(_ base: any ByteSink) {
        self.base = base
        hold = StreamHold(StreamCount())
    }

    private init(_ base: any ByteSink, _ count: StreamCount) {
        self.base = base
        hold = StreamHold(count)
    }

    /// A further hold on the same stream.
    public func duplicated() -> SharedSink { SharedSink(base, hold.count) }

    public func write(_ bytes: [UInt8]) async throws(BrokenPipe) {
        if hold.isClosed { throw BrokenPipe() }
        try await base.write(bytes)
    }

    public func closeWriting() { if hold.letGo() { base.closeWriting() } }

    deinit { closeWriting() }
}

/// How many hold a stream.
private final class StreamCount: Sendable {
    private let holders = Mutex(0)

    func add() { holders.withLock { $0 += 1 } }

    /// Whether nobody is left.
    func remove() -> Bool {
        holders.withLock { holders in
            holders -= 1
            return holders == 0
        }
    }
}

/// One hold of them.
private final class StreamHold: Sendable {
    let count: StreamCount
    private let closed = Mutex(false)

    init(_ count: StreamCount) {
        self.count = count
        count.add()
    }

    var isClosed: Bool { closed.withLock { $0 } }

    /// Lets go, once; true where the stream is to be closed now.
    func letGo() -> Bool {
        let isFirst = closed.withLock { closed in
            defer { closed = true }
            return !closed
        }
        return isFirst && count.remove()
    }
}

extension ProcessStreams {
    /// Holds of a process's own: of shared streams a further one, of others the first.
    public func held() -> ProcessStreams {
        let output = Self.hold(output)
        let isOneSink = (self.output as AnyObject) === (error as AnyObject)
        return ProcessStreams(
            input: (input as? SharedSource)?.duplicated() ?? SharedSource(input),
            output: output,
            error: isOneSink ? output.duplicated() : Self.hold(error),
            isTerminal: isTerminal
        )
    }

    private static func hold(_ sink: any ByteSink) -> SharedSink {
        (sink as? SharedSink)?.duplicated() ?? SharedSink(sink)
    }

    /// Closes all three.
    public func close() {
        input.closeReading()
        output.closeWriting()
        error.closeWriting()
    }
}
