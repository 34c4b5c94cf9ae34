import Foundation
import Synchronization

/// A clock whose time passes only when a test says so.
public final class ManualTime: Clock {
    public struct Instant: InstantProtocol {
        public var offset: Duration

        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        public func duration(to other: Instant) -> Duration { other.offset - offset }
        public static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private struct Sleeper {
        var deadline: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var sleepers: [Int: Sleeper] = [:]
        var last = 0
    }

    private let state = Mutex(State())

    public init() {}

    public var now: Instant { state.withLock(\.now) }
    public var minimumResolution: Duration { .nanoseconds(1) }

    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.last += 1
            return state.last
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome = state.withLock { state -> Result<Void, any Error>? in
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
    public func step() -> Bool {
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

    /// Lets time pass, from one sleeper to the next, until something is so.
    ///
    /// Before each step it waits until for a while nobody has begun or ended a sleep, so that all have had their turn; a
    /// test that waits for what never comes ends in the end.
    public func pass(until isMet: () async throws -> Bool) async throws {
        for _ in 0..<2000 {
            var quiet = 0
            var before = state.withLock(\.last)
            while quiet < 12 {
                if try await isMet() { return }
                try await Task.sleep(for: .milliseconds(1))
                let now = state.withLock(\.last)
                quiet = now == before ? quiet + 1 : 0
                before = now
            }
            _ = step()
        }
        throw NeverCame()
    }
}

/// What a test waited for never came.
public struct NeverCame: Error {}
