import Foundation
import Synchronization

/// A clock whose time passes only while nobody has anything to do: seconds of waiting take no time at all.
///
/// It is the executor of the tasks that use it, too, and runs them one after the other on a thread of its own, so a
/// test takes the same course each time.
public final class VirtualTime: Clock, TaskExecutor {
    private let sleepers = Sleepers()
    private let jobs = Mutex<[UnownedJob]>([])

    public init() {}

    public var now: TestInstant { sleepers.now }

    /// Since the clock was made.
    public var milliseconds: Int {
        let (seconds, attoseconds) = now.offset.components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }

    public var minimumResolution: Duration { .nanoseconds(1) }

    public func sleep(until deadline: TestInstant, tolerance: Duration?) async throws {
        try await sleepers.sleep(until: deadline)
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
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
            if let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
                job.runSynchronously(on: asUnownedTaskExecutor())
                idle = 0
            } else if let value = box.mutex.withLock({ $0 }) {
                return value
            } else if !sleepers.wakeNext() {
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
}

/// A lock that tasks share.
private final class Box<Value: Sendable>: Sendable {
    let mutex: Mutex<Value>

    init(_ value: Value) { mutex = Mutex(value) }
}
