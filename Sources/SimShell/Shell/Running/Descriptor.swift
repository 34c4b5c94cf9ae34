/// An open file of the shell.
struct Descriptor: Sendable {
    var source: SharedSource?
    var sink: SharedSink?
    var isTerminal = false

    /// A further hold.
    func duplicated() -> Descriptor {
        Descriptor(source: source?.duplicated(), sink: sink?.duplicated(), isTerminal: isTerminal)
    }

    func close() {
        source?.closeReading()
        sink?.closeWriting()
    }
}

/// A descriptor that isn't open.
struct ClosedStream: ByteSource, ByteSink {
    func read(atMost limit: Int) async -> [UInt8]? { nil }
    func closeReading() {}
    func write(_ bytes: [UInt8]) async throws(BrokenPipe) { throw BrokenPipe() }
    func closeWriting() {}
}
