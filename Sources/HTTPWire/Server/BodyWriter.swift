import NIOCore
import Synchronization

/// Whether a body came to its end.
final class BodyFlag: Sendable {
    private let value = Mutex(false)

    var isComplete: Bool { value.withLock { $0 } }

    func set(_ isComplete: Bool) { value.withLock { $0 = isComplete } }
}

/// Sends the body of an answer in pieces, each at once.
public struct BodyWriter: Sendable {
    private let connection: WireConnection
    private let isChunked: Bool
    private let atEnd: @Sendable () -> Void

    init(_ connection: WireConnection, isChunked: Bool, atEnd: @escaping @Sendable () -> Void) {
        self.connection = connection
        self.isChunked = isChunked
        self.atEnd = atEnd
    }

    /// Sends a piece; returns when the system has taken it.
    public func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        guard isChunked else { return try await connection.write(bytes) }
        try await connection.writeChunk(bytes)
    }

    /// Sends pieces as they come until there are none.
    ///
    /// They are asked for on the connection's loop: `next` may wait, but what computes long keeps other connections waiting.
    public func write(all next: @Sendable () async throws -> [UInt8]?) async throws {
        try await withTaskExecutorPreference(LoopExecutor(connection.channel.eventLoop)) {
            while let piece = try await next() { try await write(piece) }
        }
    }

    /// Ends the body; without it the reader learns that the body was cut off.
    public func finish() async throws {
        if isChunked { try await connection.write(Array("0\r\n\r\n".utf8)) }
        atEnd()
    }
}

extension WireConnection {
    /// Writes a piece of a chunked body.
    func writeChunk(_ bytes: [UInt8]) async throws {
        let size = String(bytes.count, radix: 16)
        var buffer = channel.allocator.buffer(capacity: bytes.count + size.utf8.count + 4)
        buffer.writeString(size)
        buffer.writeString("\r\n")
        buffer.writeBytes(bytes)
        buffer.writeString("\r\n")
        try await write(buffer)
    }
}
