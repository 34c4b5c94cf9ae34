import Synchronization

/// A process of a ``ModelWorld``.
final class ModelProcess: RunningProcess {
    private struct State {
        /// How it ends, once that is settled.
        var verdict: ExitCode?
        var exit: ExitCode?
        var task: Task<Void, Never>?
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        /// What is to be done at its end.
        var errands: [@Sendable (ExitCode) -> Void] = []
        var lastWaiter = 0
        var summary: ProcessSummary
        var signal: Signal?
    }

    let id: Int
    let signals = SignalInbox()
    private let streams: ProcessStreams
    private let state: Mutex<State>

    init(_ summary: ProcessSummary, streams: ProcessStreams) {
        id = summary.id
        self.streams = streams
        state = Mutex(State(summary: summary))
    }

    var summary: ProcessSummary { state.withLock { $0.summary } }

    /// The process became another program's.
    func rename(_ arguments: [String], user: ProcessUser) {
        state.withLock { state in
            state.summary.arguments = arguments
            state.summary.user = user
            state.summary.title = nil
        }
    }

    /// The process shows another command line.
    func entitle(_ title: String) { state.withLock { $0.summary.title = title } }

    /// The task that runs it; cancelled at once where the process is over already.
    func own(_ task: Task<Void, Never>) {
        let isOver = state.withLock { state in
            if state.verdict == nil { state.task = task }
            return state.verdict != nil
        }
        if isOver { task.cancel() }
    }

    /// Settles how the process ends, the first code counts: what its program still does is neither seen nor heard.
    func settle(_ code: ExitCode) {
        let (isFirst, task) = state.withLock { state in
            guard state.verdict == nil else { return (false, Task<Void, Never>?.none) }
            state.verdict = code
            defer { state.task = nil }
            return (true, state.task)
        }
        guard isFirst else { return }
        task?.cancel()
        streams.close()
        signals.close()
    }

    /// Ends the process; who waits for it goes on.
    func finish(_ code: ExitCode) {
        settle(code)
        let (exit, waiters, errands) = state.withLock { state in
            state.exit = state.verdict
            defer { (state.waiters, state.errands) = ([:], []) }
            return (state.verdict ?? code, Array(state.waiters.values), state.errands)
        }
        for waiter in waiters { waiter.resume() }
        for errand in errands { errand(exit) }
    }

    func whenOver(_ body: @escaping @Sendable (ExitCode) -> Void) {
        let exit = state.withLock { state in
            if state.exit == nil { state.errands.append(body) }
            return state.exit
        }
        if let exit { body(exit) }
    }

    /// The signal that ended it.
    var deadlySignal: Signal? { state.withLock { $0.signal } }

    /// Notes the signal that is about to end it.
    func noteSignal(_ signal: Signal) {
        state.withLock { state in
            if state.verdict == nil { state.signal = signal }
        }
    }

    var exit: ExitCode? { state.withLock { $0.exit } }

    func wait() async -> ExitCode {
        let id = state.withLock { state in
            state.lastWaiter &+= 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard state.exit == nil, !Task.isCancelled else { return false }
                    state.waiters[id] = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
        return exit ?? 137
    }
}
