import SimShell
import Synchronization

/// The callers that a server is talking to, each in a task of its own.
final class Callers: Sendable {
    private struct State {
        var tasks: [Int: Task<Void, Never>] = [:]
        var last = 0
        var isOver = false
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Room for `limit` callers at a time; those beyond it are turned away.
    init(limit: Int) { self.limit = limit }

    /// Serves a caller, and drops the connection afterwards.
    func take(
        _ connection: any NetworkConnection,
        _ serve: @escaping @Sendable (any NetworkConnection) async -> Void
    ) {
        let isTaken = state.withLock { state in
            guard !state.isOver, state.tasks.count < limit else { return false }
            state.last += 1
            let number = state.last
            // Begun under the lock, so that it is there when it is forgotten.
            state.tasks[number] = Task {
                await serve(connection)
                connection.close()
                self.forget(number)
            }
            return true
        }
        if !isTaken { connection.close() }
    }

    /// Ends all that is said, and waits until nobody is served any more.
    func end() async {
        let tasks = state.withLock { state in
            state.isOver = true
            return Array(state.tasks.values)
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    private func forget(_ number: Int) { state.withLock { $0.tasks[number] = nil } }
}
