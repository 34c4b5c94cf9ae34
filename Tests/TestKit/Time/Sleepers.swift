import Synchronization

/// A moment of a test's clock: how much time has passed since the clock was made.
public struct TestInstant: InstantProtocol {
    public var offset: Duration

    public func advanced(by duration: Duration) -> Self { Self(offset: offset + duration) }
    public func duration(to other: Self) -> Duration { other.offset - offset }
    public static func < (one: Self, other: Self) -> Bool { one.offset < other.offset }
}

/// The time of a test's clock and the tasks that sleep by it: it passes from one sleeper to the next when it is told to.
final class Sleepers: Sendable {
    private struct Sleeper {
        var deadline: TestInstant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = TestInstant(offset: .zero)
        var sleepers: [Int: Sleeper] = [:]
        var last = 0
    }

    private let state = Mutex(State())

    var now: TestInstant { state.withLock(\.now) }

    /// How many sleeps were begun so far.
    var begun: Int { state.withLock(\.last) }

    func sleep(until deadline: TestInstant) async throws {
        let id = state.withLock { state in
            state.last += 1
            return state.last
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome = state.withLock { state -> Result<Void, any Error>? in
                    // A task that was cancelled before it slept has nobody to wake it.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if deadline <= state.now { return .success(()) }
                    state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Lets time pass to the next moment for which somebody sleeps; false where nobody does.
    func wakeNext() -> Bool {
        let sleeper = state.withLock { state -> Sleeper? in
            guard
                let next = state.sleepers.min(by: {
                    ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key)
                })
            else { return nil }
            state.sleepers[next.key] = nil
            state.now = max(state.now, next.value.deadline)
            return next.value
        }
        sleeper?.continuation.resume()
        return sleeper != nil
    }
}
