/// The answer to a request: its head, and its body as it comes.
///
/// The body must be read to its end or cancelled; until then its connection is in use.
public struct HTTPAnswer: Sendable {
    public let head: HTTPResponseHead
    private let reader: BodyReader
    private let upload: Upload?

    init(_ head: HTTPResponseHead, _ reader: BodyReader, upload: Upload? = nil) {
        self.head = head
        self.reader = reader
        self.upload = upload
    }

    /// The next piece of the body; nil at the end.
    public func next() async throws -> [UInt8]? {
        do { return try await reader.next() } catch { throw upload?.failure ?? error }
    }

    /// Gives the answer up, with its connection.
    public func cancel() { reader.cancel() }

    /// The whole body, at most `limit` bytes.
    public func bytes(atMost limit: Int) async throws -> [UInt8] {
        do { return try await reader.bytes(atMost: limit) } catch {
            cancel()
            throw upload?.failure ?? error
        }
    }
}

/// What came of asking for an upgrade.
public enum HTTPUpgrade: Sendable {
    case upgraded(HTTPResponseHead, WireConnection)
    case refused(HTTPAnswer)
}
