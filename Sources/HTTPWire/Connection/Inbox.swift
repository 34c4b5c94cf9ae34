import NIOCore
import Synchronization

/// Keeps what a connection has received until it is read; stops receiving while too much is kept.
final class Inbox: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    /// How many unread bytes are kept before the connection is read no further.
    static let mostBytes = 512 * 1024

    private struct Reader {
        let number: Int
        let continuation: CheckedContinuation<ByteBuffer?, any Error>
    }

    private struct State {
        var pieces: [ByteBuffer] = []
        var count = 0
        var isEnded = false
        var isPaused = false
        var reader: Reader?
        /// How many have begun to wait, so that each has a number.
        var readers = 0
        var isClosed = false
        var atEnd: (@Sendable () -> Void)?
        var closeWatcher: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func channelActive(context: ChannelHandlerContext) {
        context.read()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let piece = unwrapInboundIn(data)
        let reader = state.withLock { state -> Reader? in
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            state.pieces.append(piece)
            state.count += piece.readableBytes
            return nil
        }
        reader?.continuation.resume(returning: piece)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        let goesOn = state.withLock { state in
            state.isPaused = state.count >= Self.mostBytes
            return !state.isPaused
        }
        if goesOn { context.read() }
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { end() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(isClosed: true)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end()
        context.close(promise: nil)
    }

    /// Waits for bytes; nil at the end.
    ///
    /// One reads at a time. Whoever still waits has been left behind by a request that is answered, and is sent away.
    func next(resume channel: any Channel) async throws -> ByteBuffer? {
        let number = state.withLock { state in
            state.readers += 1
            return state.readers
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                take(Reader(number: number, continuation: continuation), from: channel)
            }
        } onCancel: {
            let reader = state.withLock { state -> Reader? in
                guard state.reader?.number == number else { return nil }
                defer { state.reader = nil }
                return state.reader
            }
            reader?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Gives a reader what is there, or lets it wait.
    private func take(_ reader: Reader, from channel: any Channel) {
        let (piece, isOver, wasPaused, former) = state.withLock {
            state -> (ByteBuffer?, Bool, Bool, Reader?) in
            let former = state.reader
            state.reader = nil
            if !state.pieces.isEmpty {
                let piece = state.pieces.removeFirst()
                state.count -= piece.readableBytes
                let wasPaused = state.isPaused && state.count < Self.mostBytes / 2
                if wasPaused { state.isPaused = false }
                return (piece, false, wasPaused, former)
            }
            if state.isEnded || Task.isCancelled { return (nil, true, false, former) }
            state.reader = reader
            return (nil, false, false, former)
        }
        former?.continuation.resume(throwing: CancellationError())
        if wasPaused { channel.read() }
        if piece != nil || isOver { reader.continuation.resume(returning: piece) }
    }

    /// Puts bytes back so that they are read next.
    func unread(_ piece: ByteBuffer) {
        guard piece.readableBytes > 0 else { return }
        state.withLock { state in
            state.pieces.insert(piece, at: 0)
            state.count += piece.readableBytes
        }
    }

    /// Whether the other side has ended its sending.
    var isEnded: Bool { state.withLock(\.isEnded) }

    /// Has something done, once, when the other side has ended its sending; at once if it has; nil takes that back.
    func atEnd(_ action: (@Sendable () -> Void)?) {
        let isOver = state.withLock { state in
            state.atEnd = state.isEnded ? nil : action
            return state.isEnded
        }
        if isOver { action?() }
    }

    /// Waits until the connection is closed in both directions, or until the task is cancelled.
    func waitForClose() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isClosed || Task.isCancelled { return true }
                    state.closeWatcher = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                defer { state.closeWatcher = nil }
                return state.closeWatcher
            }
            waiting?.resume()
        }
    }

    private func end(isClosed: Bool = false) {
        let (reader, action, watcher) = state.withLock { state in
            state.isEnded = true
            state.isClosed = state.isClosed || isClosed
            defer {
                state.reader = nil
                state.atEnd = nil
                if isClosed { state.closeWatcher = nil }
            }
            return (state.reader, state.atEnd, isClosed ? state.closeWatcher : nil)
        }
        reader?.continuation.resume(returning: nil)
        action?()
        watcher?.resume()
    }
}
