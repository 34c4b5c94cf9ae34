import KubeAPI
import Synchronization

/// A cluster's clock that stands still until a test sets it on.
final class ManualClusterClock: ClusterClock {
    private struct Sleeper {
        var moment: KubeTime
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: KubeTime
        var sleepers: [Int: Sleeper] = [:]
        var next = 0
    }

    private let state: Mutex<State>

    /// A clock at 2025-01-31T12:00:00Z, or another moment.
    init(_ text: String = "2025-01-31T12:00:00Z") {
        state = Mutex(State(now: KubeTime(text) ?? KubeTime(nanoseconds: 0)))
    }

    var now: KubeTime { state.withLock(\.now) }

    /// Lets time pass and wakes who slept until then.
    func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.value.moment <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.moment < $1.moment }
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    func sleep(until moment: KubeTime) async throws {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver: Result<Bool, any Error> = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if moment <= state.now { return .success(true) }
                    state.sleepers[id] = Sleeper(moment: moment, continuation: continuation)
                    return .success(false)
                }
                switch isOver {
                case .failure(let error): continuation.resume(throwing: error)
                case .success(true): continuation.resume()
                case .success(false): break
                }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
