import Foundation
import Synchronization

/// A clock whose time passes only while nobody has anything to do: seconds of waiting take no time at all.
///
/// It is the executor of the tasks that use it, too, and runs them one after the other on a thread of its own, so a
/// test takes the same course each time.
public final class VirtualTime: Clock, TaskExecutor {
    public struct Instant: InstantProtocol {
        var offset: Duration

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
        var jobs: [UnownedJob] = []
        var sleepers: [Int: Sleeper] = [:]
        var nextSleeper = 0
    }

    private let state = Mutex(State())

    public init() {}

    public var now: Instant { state.withLock(\.now) }

    /// Since the clock was made.
    public var milliseconds: Int {
        let (seconds, attoseconds) = now.offset.components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }

    public var minimumResolution: Duration { .nanoseconds(1) }

    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // A task that was cancelled before it slept has nobody to wake it.
                let isCancelled = state.withLock { state in
                    if Task.isCancelled { return true }
                    state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
    }

    /// Runs a body to its end; its waiting makes time pass.
    ///
    /// - Returns: What the body returns; nil where it waits for something that never comes.
    public func run<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result? {
        // The threads of the tests' own pool are too few to wait on.
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: self.pump(body)) }
        }
    }

    private func pump<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result? {
        let box = Box<Result?>(nil)
        let task = Task(executorPreference: self) {
            let value = await body()
            box.mutex.withLock { $0 = value }
        }
        var idle = 0
        while true {
            if let job = state.withLock({ $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }) {
                job.runSynchronously(on: asUnownedTaskExecutor())
                idle = 0
            } else if let value = box.mutex.withLock({ $0 }) {
                return value
            } else if !wakeNext() {
                // Perhaps a task outside has its turn yet.
                idle += 1
                if idle > 300_000 {
                    task.cancel()
                    return nil
                }
                usleep(1000)
            }
        }
    }

    /// Lets time pass until somebody wakes; false where nobody sleeps.
    private func wakeNext() -> Bool {
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

/// A lock that tasks share.
private final class Box<Value: Sendable>: Sendable {
    let mutex: Mutex<Value>

    init(_ value: Value) { mutex = Mutex(value) }
}
