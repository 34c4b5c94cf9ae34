import EngineAPI
import Synchronization

/// One who watches: where the reader stands in the history, and what was read ahead of it.
final class WatchReader: Sendable {
    private struct State {
        var ahead: ArraySlice<WatchEvent>
        var version: Int
    }

    let signal = WatchSignal()
    private let store: ClusterStore
    private let type: ResourceType
    private let selection: ObjectSelection
    private let state: Mutex<State>

    init(
        _ store: ClusterStore,
        _ type: ResourceType,
        _ selection: ObjectSelection,
        initial: [WatchEvent],
        version: Int
    ) {
        self.store = store
        self.type = type
        self.selection = selection
        state = Mutex(State(ahead: initial[...], version: version))
    }

    deinit { signal.end() }

    /// The next event; nil after the reader's own end.
    ///
    /// - Throws: ``StatusError`` 410 where the reader was so slow that changes are forgotten; `CancellationError`.
    func next() async throws -> WatchEvent? {
        while !signal.isOver {
            try Task.checkCancellation()
            if let event = state.withLock({ $0.ahead.popFirst() }) { return event }
            let version = state.withLock(\.version)
            let (events, reached) = try await store.events(of: type, selection, after: version)
            state.withLock { state in
                state.ahead += events
                state.version = reached
            }
            if events.isEmpty, reached == version { await signal.wait() }
        }
        return nil
    }
}
