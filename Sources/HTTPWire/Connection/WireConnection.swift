import NIOCore

/// A connection as bytes: what remains when a message has taken the connection over.
public struct WireConnection: Sendable {
    let channel: any Channel
    let inbox: Inbox

    /// The next bytes; nil when the other side has ended its sending.
    public func read() async throws -> [UInt8]? { try await readBuffer().map { Array(buffer: $0) } }

    /// Writes bytes; returns when they are handed to the system, so a slow reader slows the writer down.
    public func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        try await write(channel.allocator.buffer(bytes: bytes))
    }

    /// Ends the sending; receiving goes on.
    public func finishWriting() async throws {
        do { try await channel.close(mode: .output) } catch ChannelError.alreadyClosed {} catch ChannelError
            .outputClosed
        {}
    }

    /// Ends the sending and takes what the other side still sends, for a short while.
    ///
    /// A connection that is closed with bytes unread is reset, and the other side loses an answer that it had not yet
    /// read (RFC 9112, 9.6).
    func finishAndTakeRest() async {
        guard isOpen else { return }
        channel.close(mode: .output, promise: nil)
        let timeout = channel.eventLoop.scheduleTask(in: .seconds(2)) { close() }
        defer { timeout.cancel() }
        while let piece = try? await readBuffer(), piece.readableBytes > 0 {}
    }

    /// Closes the connection in both directions.
    public func close() { channel.close(promise: nil) }

    /// Whether the other side still sends.
    public var isOpen: Bool { channel.isActive && !inbox.isEnded }

    func readBuffer() async throws -> ByteBuffer? { try await inbox.next(resume: channel) }

    func write(_ buffer: ByteBuffer) async throws {
        let channel = channel
        try await withTaskCancellationHandler {
            // One visit to the loop: its future would be asked in another one.
            try await withCheckedThrowingContinuation { continuation in
                channel.eventLoop.execute {
                    channel.writeAndFlush(buffer).whenComplete { continuation.resume(with: $0) }
                }
            }
        } onCancel: {
            // Nothing else wakes a writer whose reader has stopped.
            channel.close(promise: nil)
        }
    }

    /// The bytes of a head, with the empty line at its end; nil when the connection ends before one begins.
    func readHead(atMost limit: Int) async throws -> [UInt8]? {
        var head: [UInt8] = []
        while let buffer = try await readBuffer() {
            var buffer = buffer
            let known = max(0, head.count - 3)
            head += Array(buffer: buffer)
            // Empty lines before a request are an old habit that RFC 9112 lets a server ignore; we do, at most one.
            if head.count >= 2, head[0] == 0x0D, head[1] == 0x0A, head.count > 2 { head.removeFirst(2) }
            if let end = Self.end(of: head, from: min(known, head.count)) {
                let rest = head.count - end
                buffer.moveReaderIndex(to: buffer.writerIndex - rest)
                inbox.unread(buffer)
                head.removeLast(rest)
                guard head.count <= limit else { throw HTTPWireError.tooManyBytes }
                return head
            }
            guard head.count <= limit else { throw HTTPWireError.tooManyBytes }
        }
        if head.isEmpty { return nil }
        throw HTTPWireError.closedEarly
    }

    /// The index after the empty line; bare line feeds count, so that the parser gets to refuse them.
    private static func end(of head: [UInt8], from start: Int) -> Int? {
        var index = max(start, 0)
        while index < head.count {
            guard head[index] == 0x0A else {
                index += 1
                continue
            }
            if index + 1 < head.count, head[index + 1] == 0x0A { return index + 2 }
            if index + 2 < head.count, head[index + 1] == 0x0D, head[index + 2] == 0x0A { return index + 3 }
            index += 1
        }
        return nil
    }
}

extension WireConnection {
    /// Waits until the connection is closed in both directions, or until the task is cancelled.
    public func waitForClose() async { await inbox.waitForClose() }
}
