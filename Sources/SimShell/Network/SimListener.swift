import Synchronization

/// A port of a host in memory; letting go of it closes it.
final class SimListener: NetworkListener {
    private struct State {
        var callers: [SimConnection] = []
        var taker: (@Sendable (any NetworkConnection) -> Void)?
        var isClosed = false
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var lastWaiter = 0
    }

    private let state = Mutex(State())
    private let onClose: @Sendable () -> Void

    init(onClose: @escaping @Sendable () -> Void) { self.onClose = onClose }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Takes a caller into the queue, which has room for 128 as Linux's has; false where it is full or closed.
    func offer(_ caller: SimConnection) -> Bool {
        let (isTaken, taker, waiters) = state.withLock { state in
            guard !state.isClosed, state.callers.count < 128 else {
                return (false, state.taker, [CheckedContinuation<Void, Never>]())
            }
            if state.taker == nil { state.callers.append(caller) }
            defer { state.waiters = [:] }
            return (true, state.taker, Array(state.waiters.values))
        }
        for waiter in waiters { waiter.resume() }
        if isTaken { taker?(caller) }
        return isTaken
    }

    func accept() async -> (any NetworkConnection)? {
        while !Task.isCancelled {
            let (caller, isClosed) = state.withLock { state in
                (state.callers.isEmpty ? nil : state.callers.removeFirst(), state.isClosed)
            }
            if let caller { return caller }
            if isClosed { return nil }
            await waitForChange()
        }
        return nil
    }

    func serve(_ taker: @escaping @Sendable (any NetworkConnection) -> Void) {
        let waiting = state.withLock { state in
            guard !state.isClosed else { return [SimConnection]() }
            state.taker = taker
            defer { state.callers = [] }
            return state.callers
        }
        for caller in waiting { taker(caller) }
    }

    private func waitForChange() async {
        let id = state.withLock { state in
            state.lastWaiter &+= 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard state.callers.isEmpty, !state.isClosed, !Task.isCancelled else { return false }
                    state.waiters[id] = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }

    func close() {
        let (isFirst, waiters, callers) = state.withLock { state in
            defer {
                state.isClosed = true
                state.waiters = [:]
                state.callers = []
                state.taker = nil
            }
            return (!state.isClosed, Array(state.waiters.values), state.callers)
        }
        for waiter in waiters { waiter.resume() }
        for caller in callers { caller.close() }
        if isFirst { onClose() }
    }

    deinit { close() }
}
