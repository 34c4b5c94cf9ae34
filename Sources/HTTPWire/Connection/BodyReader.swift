import Synchronization

/// The body of a message, read in pieces as they arrive; one reader at a time.
public final class BodyReader: Sendable {
    private let connection: WireConnection
    private let decoder: Mutex<BodyDecoder>
    private let beforeReading: Mutex<(@Sendable () async throws -> Void)?>
    private let atEnd: Mutex<(@Sendable (Bool) -> Void)?>

    /// Makes a reader; `atEnd` is told once whether the body came to its end.
    init(
        _ framing: BodyFraming,
        _ connection: WireConnection,
        beforeReading: (@Sendable () async throws -> Void)? = nil,
        atEnd: (@Sendable (Bool) -> Void)? = nil
    ) {
        self.connection = connection
        decoder = Mutex(BodyDecoder(framing))
        self.beforeReading = Mutex(beforeReading)
        self.atEnd = Mutex(atEnd)
    }

    /// The next piece, never empty; nil at the end.
    public func next() async throws -> [UInt8]? {
        let prepare = beforeReading.withLock { action in
            defer { action = nil }
            return action
        }
        try await prepare?()
        do { return try await nextPiece() } catch {
            finish(false)
            throw error
        }
    }

    private func nextPiece() async throws -> [UInt8]? {
        while true {
            switch try decoder.withLock({ decoder throws(HTTPWireError) in try decoder.step() }) {
            case .piece(let piece): return piece
            case .end:
                finish(true)
                return nil
            case .needsMore:
                guard let bytes = try await connection.readBuffer() else {
                    guard decoder.withLock({ $0.endsWithConnection }) else { throw HTTPWireError.closedEarly }
                    finish(false)
                    return nil
                }
                decoder.withLock { $0.feed(bytes) }
            }
        }
    }

    /// Stops reading; the connection can't be used for another message after this.
    public func cancel() { finish(false) }

    /// Reads all, at most `limit` bytes.
    public func bytes(atMost limit: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        while let piece = try await next() {
            guard all.count + piece.count <= limit else {
                throw HTTPWireError(413, "the body is larger than \(limit) bytes")
            }
            all += piece
        }
        return all
    }

    private func finish(_ isComplete: Bool) {
        let action = atEnd.withLock { action in
            defer { action = nil }
            return action
        }
        if isComplete { connection.inbox.unread(decoder.withLock { $0.takeRest() }) }
        action?(isComplete)
    }
}
