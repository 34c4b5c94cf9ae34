import NIOCore
import Synchronization

/// The sending of a body while the answer may be coming already.
final class Upload: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var isRunning = false
        var failure: (any Error)?
    }

    private let state = Mutex(State())

    /// Why the body could not be made or sent; the reason that matters, whatever the connection then says.
    var failure: (any Error)? { state.withLock(\.failure) }

    /// Sends what `next` gives, in chunks; the connection is closed when that fails.
    func start(_ next: @escaping @Sendable () async throws -> [UInt8]?, over connection: WireConnection) {
        let task = Task(executorPreference: LoopExecutor(connection.channel.eventLoop)) { [self] in
            do {
                while let piece = try await source(next) {
                    if !piece.isEmpty { try await connection.writeChunk(piece) }
                }
                try await connection.write(Array("0\r\n\r\n".utf8))
                state.withLock { $0.isRunning = false }
            } catch {
                // A failure of the connection shows in the answer; one of the source ends the connection here.
                if failure != nil { connection.close() }
            }
        }
        state.withLock {
            $0.isRunning = true
            $0.task = task
        }
    }

    private func source(_ next: @Sendable () async throws -> [UInt8]?) async throws -> [UInt8]? {
        do { return try await next() } catch {
            if !(error is CancellationError) { state.withLock { $0.failure = error } }
            throw error
        }
    }

    /// Stops the sending; true if it had come to its end.
    func finish() -> Bool {
        let (task, isDone) = state.withLock { ($0.task, !$0.isRunning) }
        task?.cancel()
        return isDone
    }
}
