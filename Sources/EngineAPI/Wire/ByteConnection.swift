/// A connection that carries bytes both ways, such as one to a port of a container's.
public struct ByteConnection: Sendable {
    /// What the other side sends; ends when it says that nothing more comes, or when the connection is over.
    public let incoming: ByteStream
    private let sendBytes: @Sendable ([UInt8]) async throws -> Void
    private let endSending: @Sendable () async -> Void

    public init(
        incoming: ByteStream,
        send: @escaping @Sendable ([UInt8]) async throws -> Void,
        finish: @escaping @Sendable () async -> Void
    ) {
        self.incoming = incoming
        sendBytes = send
        endSending = finish
    }

    /// Sends bytes; waits while the other side doesn't read.
    public func send(_ bytes: [UInt8]) async throws { try await sendBytes(bytes) }

    /// Says that nothing more will be sent; what comes can still be read.
    public func finish() async { await endSending() }

    /// Drops the connection in both directions.
    public func close() async {
        incoming.cancel()
        await endSending()
    }
}
