import Synchronization

/// Wakes the reader of a watch when something has changed.
///
/// The changes themselves stay in the store's history, so that a reader who is slow holds nothing up and costs nothing.
final class WatchSignal: Sendable {
    private struct State {
        var isPending = false
        var isOver = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    var isOver: Bool { state.withLock(\.isOver) }

    /// Something changed.
    func wake() {
        state.withLock { state in
            let waiter = state.waiter
            state.waiter = nil
            state.isPending = waiter == nil
            return waiter
        }?
        .resume()
    }

    /// Nobody reads any more.
    func end() {
        state.withLock { state in
            state.isOver = true
            let waiter = state.waiter
            state.waiter = nil
            return waiter
        }?
        .resume()
    }

    /// Waits until something has changed since the last wait, or until the end.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    if state.isPending || state.isOver || Task.isCancelled {
                        state.isPending = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            wake()
        }
    }
}
