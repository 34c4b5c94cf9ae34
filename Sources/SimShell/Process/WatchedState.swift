import Synchronization

/// State that tasks share and wait on: each change wakes those who wait, and they look again.
///
///     let count = WatchedState(0)
///     count.change { $0 += 1 }
///     await count.wait { $0 > 0 }
public final class WatchedState<State: Sendable>: Sendable {
    private typealias Waiters = [Int: CheckedContinuation<Void, Never>]

    private struct Watched {
        var state: State
        var waiters: Waiters = [:]
        var lastWaiter = 0

        mutating func takeWaiters() -> Waiters {
            defer { waiters = [:] }
            return waiters
        }
    }

    private let watched: Mutex<Watched>

    public init(_ state: State) { watched = Mutex(Watched(state: state)) }

    /// Reads the state; nobody wakes.
    public func read<Result: Sendable>(_ body: (State) -> Result) -> Result {
        watched.withLock { body($0.state) }
    }

    /// Changes the state, and wakes all who wait.
    @discardableResult
    public func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        let (result, waiters) = watched.withLock { (body(&$0.state), $0.takeWaiters()) }
        for waiter in waiters.values { waiter.resume() }
        return result
    }

    /// Changes the state if the body can, and wakes all who wait only then.
    ///
    /// - Returns: What the body returns; nil where it left the state as it was.
    public func attempt<Result: Sendable>(_ body: (inout State) -> Result?) -> Result? {
        let (result, waiters) = watched.withLock { watched in
            let result = body(&watched.state)
            return (result, result == nil ? [:] : watched.takeWaiters())
        }
        for waiter in waiters.values { waiter.resume() }
        return result
    }

    /// Waits until the state is so, or the waiting task is cancelled.
    public func wait(until isMet: @Sendable (State) -> Bool) async {
        while !Task.isCancelled, !read(isMet) { await waitForChange(unless: isMet) }
    }

    private func waitForChange(unless isMet: @Sendable (State) -> Bool) async {
        let id = watched.withLock { watched in
            watched.lastWaiter &+= 1
            return watched.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = watched.withLock { watched in
                    guard !isMet(watched.state), !Task.isCancelled else { return false }
                    watched.waiters[id] = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            watched.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
