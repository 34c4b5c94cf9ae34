/// A sequence of values that arrive one after the other, pulled by its reader; each value is delivered once.
///
/// Nothing is made before it is asked for, so a slow reader slows the source down. Whoever stops reading early calls
/// ``cancel()``; a source must then end its own work and give up what it holds.
public struct EngineStream<Element: Sendable>: AsyncSequence, Sendable {
    private let pull: @Sendable () async throws -> Element?
    private let stop: @Sendable () -> Void

    /// A stream of what `next` returns until it returns nil.
    public init(
        cancel: @escaping @Sendable () -> Void = {},
        next: @escaping @Sendable () async throws -> Element?
    ) {
        pull = next
        stop = cancel
    }

    /// A stream of values that are there already.
    public init(_ elements: [Element]) {
        let rest = Locked(elements[...])
        self.init { rest.withLock { $0.popFirst() } }
    }

    /// The next value; nil at the end.
    public func next() async throws -> Element? { try await pull() }

    /// Ends the stream from the reader's side.
    public func cancel() { stop() }

    public func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// The stream's reader.
    public struct Iterator: AsyncIteratorProtocol {
        let stream: EngineStream

        public mutating func next() async throws -> Element? { try await stream.pull() }
    }

    /// The stream with every value changed, and with those left out for which the change gives nil.
    public func compactMap<Changed: Sendable>(
        _ change: @escaping @Sendable (Element) async throws -> Changed?
    ) -> EngineStream<Changed> {
        EngineStream<Changed>(cancel: stop) {
            while let element = try await pull() {
                if let changed = try await change(element) { return changed }
            }
            return nil
        }
    }

    /// The stream with its failures changed.
    public func mapError(_ change: @escaping @Sendable (any Error) -> any Error) -> EngineStream {
        EngineStream(cancel: stop) {
            do { return try await pull() } catch { throw change(error) }
        }
    }

    /// The stream, with something done once when it ends, fails or is cancelled.
    public func onEnd(_ action: @escaping @Sendable () -> Void) -> EngineStream {
        let isOver = Locked(false)
        let finish: @Sendable () -> Void = {
            if !isOver.withLock({ over in
                let was = over; over = true; return was
            }) {
                action()
            }
        }
        return EngineStream(cancel: {
            stop(); finish()
        }) {
            do {
                if let element = try await pull() { return element }
                finish()
                return nil
            } catch {
                finish()
                throw error
            }
        }
    }

    /// The stream, with something done when all has come and before its end is told; not where it failed.
    public func beforeEnd(_ action: @escaping @Sendable () async throws -> Void) -> EngineStream {
        let isOver = Locked(false)
        return EngineStream(cancel: stop) {
            if let element = try await pull() { return element }
            let wasOver = isOver.withLock { over in
                defer { over = true }
                return over
            }
            if !wasOver { try await action() }
            return nil
        }
    }

    /// All values, at most `limit`; more is an error.
    public func collect(atMost limit: Int = 1_000_000) async throws -> [Element] {
        var all: [Element] = []
        while let element = try await pull() {
            guard all.count < limit else { throw EngineError(.tooLarge, "more than \(limit) values") }
            all.append(element)
        }
        return all
    }
}

/// A stream of bytes, in pieces of any size but never empty.
public typealias ByteStream = EngineStream<[UInt8]>

extension ByteStream {
    /// All bytes, at most `limit`; more is an error.
    public func bytes(atMost limit: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        while let piece = try await next() {
            guard all.count + piece.count <= limit else {
                throw EngineError(.tooLarge, "the body is larger than \(limit) bytes")
            }
            all += piece
        }
        return all
    }
}
