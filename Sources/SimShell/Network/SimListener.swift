/// A port of a host in memory; letting go of it closes it.
final class SimListener: NetworkListener {
    private struct State {
        var callers: [SimConnection] = []
        var taker: (@Sendable (any NetworkConnection) -> Void)?
        var isClosed = false
    }

    private let state = WatchedState(State())
    private let onClose: @Sendable () -> Void

    init(onClose: @escaping @Sendable () -> Void) { self.onClose = onClose }

    var isClosed: Bool { state.read(\.isClosed) }

    /// Takes a caller into the queue, which has room for 128 as Linux's has; false where it is full or closed.
    func offer(_ caller: SimConnection) -> Bool {
        let (isTaken, taker) = state.change { state in
            guard !state.isClosed, state.callers.count < 128 else { return (false, state.taker) }
            if state.taker == nil { state.callers.append(caller) }
            return (true, state.taker)
        }
        if isTaken { taker?(caller) }
        return isTaken
    }

    func accept() async -> (any NetworkConnection)? {
        while !Task.isCancelled {
            let caller = state.attempt { $0.callers.isEmpty ? nil : $0.callers.removeFirst() }
            if let caller { return caller }
            // (A port that closes drops its callers.)
            if isClosed { return nil }
            await state.wait { !$0.callers.isEmpty || $0.isClosed }
        }
        return nil
    }

    func serve(_ taker: @escaping @Sendable (any NetworkConnection) -> Void) {
        let waiting = state.change { state in
            guard !state.isClosed else { return [SimConnection]() }
            state.taker = taker
            defer { state.callers = [] }
            return state.callers
        }
        for caller in waiting { taker(caller) }
    }

    func close() {
        let (isFirst, callers) = state.change { state in
            defer {
                state.isClosed = true
                state.callers = []
                state.taker = nil
            }
            return (!state.isClosed, state.callers)
        }
        for caller in callers { caller.close() }
        if isFirst { onClose() }
    }

    deinit { close() }
}
