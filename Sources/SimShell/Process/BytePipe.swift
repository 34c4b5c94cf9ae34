/// A pipe: what one side writes, the other reads, with room for a bounded number of bytes between them.
public final class BytePipe: ByteSource, ByteSink {
    private struct State {
        var bytes: [UInt8] = []
        var readersGone = false
        var writersGone = false

        /// Whether one of the ends is gone.
        var isCut: Bool { readersGone || writersGone }
    }

    private let state = WatchedState(State())
    private let capacity: Int

    /// A pipe with room for `capacity` bytes, at least 1.
    public init(capacity: Int = 65_536) { self.capacity = max(1, capacity) }

    public func read(atMost limit: Int) async -> [UInt8]? {
        while !Task.isCancelled {
            // (Asked first: nothing more comes into a pipe with one end.)
            let isOver = state.read(\.isCut)
            let piece = state.attempt { state -> [UInt8]? in
                guard !state.bytes.isEmpty else { return nil }
                let count = min(max(1, limit), state.bytes.count)
                defer { state.bytes.removeFirst(count) }
                return Array(state.bytes[..<count])
            }
            if let piece { return piece }
            if isOver { return nil }
            await state.wait { !$0.bytes.isEmpty || $0.isCut }
        }
        return nil
    }

    public func write(_ bytes: [UInt8]) async throws(BrokenPipe) {
        var rest = bytes[...]
        while true {
            if state.read(\.isCut) { throw BrokenPipe() }
            let written = state.attempt { state -> Int? in
                let room = min(capacity - state.bytes.count, rest.count)
                guard room > 0, !state.isCut else { return nil }
                state.bytes += rest.prefix(room)
                return room
            }
            rest = rest.dropFirst(written ?? 0)
            if rest.isEmpty { return }
            if Task.isCancelled { throw BrokenPipe() }
            await state.wait { $0.bytes.count < capacity || $0.isCut }
        }
    }

    public func closeReading() {
        state.change {
            $0.readersGone = true
            $0.bytes = []
        }
    }

    public func closeWriting() { state.change { $0.writersGone = true } }
}

/// A source that has nothing.
public struct EmptySource: ByteSource {
    public init() {}
    public func read(atMost limit: Int) async -> [UInt8]? { nil }
    public func closeReading() {}
}

/// A sink that swallows what it gets.
public struct NullSink: ByteSink {
    public init() {}
    public func write(_ bytes: [UInt8]) async throws(BrokenPipe) {}
    public func closeWriting() {}
}
