import Dispatch
import EngineAPI
import Synchronization

/// Hands pieces of bytes over from a task, which must not block, or a thread, which may, to another one of either kind.
final class Handoff: Sendable {
    private static let most = 4

    private struct State {
        var pieces: [[UInt8]] = []
        var isFinished = false
        var isAbandoned = false
        var failure: (any Error)?
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    /// Counts what a thread may do next: pieces to take, or room to put one.
    private let available = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 0)

    init() {
        // A semaphore that is freed below the value that it began with ends the process, and pieces may stay untaken.
        for _ in 0..<Self.most { room.signal() }
    }

    // MARK: A task's side

    /// Sends a piece; false when nobody wants it any more.
    func send(_ bytes: [UInt8]) async -> Bool {
        while true {
            await waitWhile { !$0.isAbandoned && $0.pieces.count >= Self.most }
            let isSent = state.withLock { state -> Bool? in
                if state.isAbandoned { return false }
                guard state.pieces.count < Self.most else { return nil }
                state.pieces.append(bytes)
                return true
            }
            if let isSent {
                available.signal()
                return isSent
            }
        }
    }

    /// The next piece from the thread; nil at the end.
    func next() async throws -> [UInt8]? {
        await waitWhile { $0.pieces.isEmpty && !$0.isFinished && !$0.isAbandoned }
        let (piece, failure) = state.withLock { state -> ([UInt8]?, (any Error)?) in
            if !state.pieces.isEmpty { return (state.pieces.removeFirst(), nil) }
            return (nil, state.failure)
        }
        if let failure { throw failure }
        if piece != nil { room.signal() }
        return piece
    }

    private func waitWhile(_ condition: @Sendable (State) -> Bool) async {
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                if condition(state) {
                    state.waiting = continuation
                    return false
                }
                return true
            }
            if goesOn { continuation.resume() }
        }
    }

    // MARK: A thread's side

    /// Takes the next piece, waiting for it; nil at the end.
    func take() throws -> [UInt8]? {
        available.wait()
        let (piece, failure, waiting) = state.withLock { state in
            let piece = state.pieces.isEmpty ? nil : state.pieces.removeFirst()
            defer { state.waiting = nil }
            return (piece, piece == nil ? state.failure : nil, state.waiting)
        }
        waiting?.resume()
        if piece == nil { available.signal() } else { room.signal() }
        if let failure { throw failure }
        return piece
    }

    /// Puts a piece, waiting for room; false when nobody wants it any more.
    func put(_ bytes: [UInt8]) -> Bool {
        room.wait()
        let (isWanted, waiting) = state.withLock { state in
            if !state.isAbandoned { state.pieces.append(bytes) }
            defer { state.waiting = nil }
            return (!state.isAbandoned, state.waiting)
        }
        waiting?.resume()
        if isWanted { available.signal() } else { room.signal() }
        return isWanted
    }

    // MARK: Either side

    /// Says that nothing follows.
    func finish(throwing failure: (any Error)? = nil) {
        let waiting = state.withLock { state in
            state.isFinished = true
            state.failure = failure
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
        available.signal()
    }

    /// Says that nothing more is wanted.
    func abandon() {
        let waiting = state.withLock { state in
            state.isAbandoned = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
        available.signal()
        room.signal()
    }
}
