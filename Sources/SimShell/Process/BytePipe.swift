import Synchronization

/// A pipe: what one side writes, the other reads, with room for a bounded number of bytes between them.
public final class BytePipe: ByteSource, ByteSink {
    private struct Waiter {
        let id: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var bytes: [UInt8] = []
        var readersGone = false
        var writersGone = false
        var waiters: [Waiter] = []
        var lastWaiter = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// A pipe with room for `capacity` bytes, at least 1.
    public init(capacity: Int = 65_536) { self.capacity = max(1, capacity) }

    public func read(atMost limit: Int) async -> [UInt8]? {
        while !Task.isCancelled {
            let (piece, isOver, toWake) = state.withLock { state -> ([UInt8], Bool, [Waiter]) in
                guard !state.bytes.isEmpty else { return ([], state.writersGone || state.readersGone, []) }
                let count = min(max(1, limit), state.bytes.count)
                let piece = Array(state.bytes[..<count])
                state.bytes.removeFirst(count)
                return (piece, false, Self.takeWaiters(&state))
            }
            for waiter in toWake { waiter.continuation.resume() }
            if !piece.isEmpty { return piece }
            if isOver { return nil }
            await waitUntil { !$0.bytes.isEmpty || $0.writersGone || $0.readersGone }
        }
        return nil
    }

    public func write(_ bytes: [UInt8]) async throws(BrokenPipe) {
        var rest = bytes[...]
        while true {
            let (isBroken, toWake) = state.withLock { state -> (Bool, [Waiter]) in
                guard !state.readersGone, !state.writersGone else { return (true, []) }
                let room = min(capacity - state.bytes.count, rest.count)
                guard room > 0 else { return (false, []) }
                state.bytes += rest.prefix(room)
                rest = rest.dropFirst(room)
                return (false, Self.takeWaiters(&state))
            }
            for waiter in toWake { waiter.continuation.resume() }
            if rest.isEmpty && !isBroken { return }
            if isBroken || Task.isCancelled { throw BrokenPipe() }
            await waitUntil { [capacity] in $0.bytes.count < capacity || $0.readersGone || $0.writersGone }
        }
    }

    public func closeReading() {
        change {
            $0.readersGone = true; $0.bytes = []
        }
    }

    public func closeWriting() { change { $0.writersGone = true } }

    private func change(_ body: (inout sending State) -> Void) {
        let toWake = state.withLock { state in
            body(&state)
            return Self.takeWaiters(&state)
        }
        for waiter in toWake { waiter.continuation.resume() }
    }

    private static func takeWaiters(_ state: inout State) -> [Waiter] {
        defer { state.waiters = [] }
        return state.waiters
    }

    /// Waits until a condition may hold: woken by any change, or by the task's cancellation.
    private func waitUntil(_ isMet: @Sendable (State) -> Bool) async {
        let id = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard !isMet(state), !Task.isCancelled else { return false }
                    state.waiters.append(Waiter(id: id, continuation: continuation))
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            let mine = state.withLock { state -> Waiter? in
                guard let at = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
                return state.waiters.remove(at: at)
            }
            mine?.continuation.resume()
        }
    }
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
