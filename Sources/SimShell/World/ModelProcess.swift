import Synchronization

/// A process of a ``ModelWorld``.
final class ModelProcess: RunningProcess {
    private struct State {
        var exit: ExitCode?
        var task: Task<Void, Never>?
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
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
            if state.exit == nil { state.task = task }
            return state.exit != nil
        }
        if isOver { task.cancel() }
    }

    /// Ends the process; the first code counts.
    ///
    /// - Returns: Whether this was the end.
    @discardableResult func finish(_ code: ExitCode) -> Bool {
        let (isFirst, task, waiters) = state.withLock { state in
            guard state.exit == nil else {
                return (false, Task<Void, Never>?.none, [CheckedContinuation<Void, Never>]())
            }
            state.exit = code
            defer {
                state.task = nil
                state.waiters = [:]
            }
            return (true, state.task, Array(state.waiters.values))
        }
        guard isFirst else { return false }
        task?.cancel()
        streams.close()
        signals.close()
        for waiter in waiters { waiter.resume() }
        return true
    }

    /// The signal that ended it.
    var deadlySignal: Signal? { state.withLock { $0.signal } }

    /// Notes the signal that is about to end it.
    func noteSignal(_ signal: Signal) {
        state.withLock { state in
            if state.exit == nil { state.signal = signal }
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
