/// A process of a ``ModelWorld``.
final class ModelProcess: RunningProcess {
    private struct State {
        /// How it ends, once that is settled.
        var verdict: ExitCode?
        var exit: ExitCode?
        var task: Task<Void, Never>?
        /// What is to be done at its end.
        var errands: [@Sendable (ExitCode) -> Void] = []
        var summary: ProcessSummary
        var signal: Signal?
    }

    let id: Int
    let signals = SignalInbox()
    private let streams: ProcessStreams
    private let state: WatchedState<State>

    init(_ summary: ProcessSummary, streams: ProcessStreams) {
        id = summary.id
        self.streams = streams
        state = WatchedState(State(summary: summary))
    }

    var summary: ProcessSummary { state.read(\.summary) }

    /// The process became another program's.
    func rename(_ arguments: [String], user: ProcessUser) {
        state.change { state in
            state.summary.arguments = arguments
            state.summary.user = user
            state.summary.title = nil
        }
    }

    /// The process shows another command line.
    func entitle(_ title: String) { state.change { $0.summary.title = title } }

    /// The task that runs it; cancelled at once where the process is over already.
    func own(_ task: Task<Void, Never>) {
        let isOver = state.change { state in
            if state.verdict == nil { state.task = task }
            return state.verdict != nil
        }
        if isOver { task.cancel() }
    }

    /// Settles how the process ends, the first code counts: what its program still does is neither seen nor heard.
    func settle(_ code: ExitCode) {
        let (isFirst, task) = state.change { state in
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
        let (exit, errands) = state.change { state in
            state.exit = state.verdict
            defer { state.errands = [] }
            return (state.verdict ?? code, state.errands)
        }
        for errand in errands { errand(exit) }
    }

    func whenOver(_ body: @escaping @Sendable (ExitCode) -> Void) {
        let exit = state.change { state in
            if state.exit == nil { state.errands.append(body) }
            return state.exit
        }
        if let exit { body(exit) }
    }

    /// The signal that ended it.
    var deadlySignal: Signal? { state.read(\.signal) }

    /// Notes the signal that is about to end it.
    func noteSignal(_ signal: Signal) {
        state.change { state in
            if state.verdict == nil { state.signal = signal }
        }
    }

    var exit: ExitCode? { state.read(\.exit) }

    func wait() async -> ExitCode {
        await state.wait { $0.exit != nil }
        return exit ?? 137
    }
}
