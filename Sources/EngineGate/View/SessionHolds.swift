import Synchronization

/// What is held still while the engine reaches into files that processes of the student's could change.
///
/// A container, by its id, is held by any number of those who look, or moved by any number of those who start, stop or
/// thaw it; whoever comes for the other waits. The first who holds it stops its processes, and the last lets them go on.
/// All volumes of the session together are ``volumes``: one fills them, or any number look into them, or any number start
/// processes that use them. Whoever needs both takes the volumes first.
///
/// What is done meanwhile is done to its end, also when whoever asked is gone: an engine wouldn't stop either.
final class SessionHolds: Sendable {
    private enum Use: Equatable {
        case moved(by: Int)
        /// By one alone: its processes are being stopped or let go.
        case changing
        case held(by: Int, isFrozen: Bool)
    }

    private struct State {
        var uses: [String: Use] = [:]
        var waiting: [String: [AsyncStream<Void>.Continuation]] = [:]
        var freezes = FreezeTimes()
        /// How many write to a container from outside.
        var writers: [String: Int] = [:]
    }

    /// The session's volumes.
    static let volumes = "volumes"

    private let now: @Sendable () -> Int
    private let state = Mutex(State())

    /// Makes holds by a clock that the engine's events go by, in nanoseconds since 1970.
    init(now: @escaping @Sendable () -> Int) { self.now = now }

    /// Holds a container; `freeze` stops what runs in it, and says whether anything did.
    func hold(_ id: String, freeze: @escaping @Sendable () async throws -> Bool) async throws {
        let use = try await take(id) { use in
            switch use {
            case nil: .changing
            case .held(let count, let isFrozen): .held(by: count + 1, isFrozen: isFrozen)
            case .moved, .changing: nil
            }
        }
        guard case .changing = use else { return }
        state.withLock { $0.freezes.begin(id, at: now()) }
        let result = await Task { try await freeze() }.result
        if (try? result.get()) != true { state.withLock { $0.freezes.forget(id) } }
        switch result {
        case .success(let isFrozen): put(id, .held(by: 1, isFrozen: isFrozen))
        case .failure(let error):
            put(id, nil)
            throw error
        }
    }

    /// Ends a hold; `thaw` lets go on what ``hold(_:freeze:)`` stopped.
    func release(_ id: String, thaw: @escaping @Sendable () async -> Void) async {
        let wasFrozen: Bool? = state.withLock { state in
            guard case .held(let count, let isFrozen) = state.uses[id] else { return nil }
            state.uses[id] = count > 1 ? .held(by: count - 1, isFrozen: isFrozen) : .changing
            return count > 1 ? nil : isFrozen
        }
        guard let wasFrozen else { return }
        if wasFrozen {
            await Task { await thaw() }.value
            state.withLock { $0.freezes.end(id, at: now()) }
        }
        put(id, nil)
    }

    /// Does something that lets a container's processes run, when nobody holds it.
    func moving<Result: Sendable>(
        _ id: String,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        _ = try await take(id) { use in
            switch use {
            case nil: .moved(by: 1)
            case .moved(let count): .moved(by: count + 1)
            case .held, .changing: nil
            }
        }
        defer {
            let isLast = state.withLock { state in
                guard case .moved(let count) = state.uses[id], count > 1 else { return true }
                state.uses[id] = .moved(by: count - 1)
                return false
            }
            if isLast { put(id, nil) }
        }
        return try await Task { try await body() }.value
    }

    /// Does something that nobody else may hold or move.
    func alone<Result: Sendable>(
        _ id: String,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        _ = try await take(id) { use in use == nil ? .changing : nil }
        defer { put(id, nil) }
        return try await Task { try await body() }.value
    }

    /// Takes note of who writes to a container; that is said before, and while nobody fills the volumes.
    func beginWriting(to id: String) { state.withLock { $0.writers[id, default: 0] += 1 } }

    func endWriting(to id: String) {
        state.withLock { state in
            let left = (state.writers[id] ?? 0) - 1
            state.writers[id] = left > 0 ? left : nil
        }
    }

    func isWritten(to id: String) -> Bool { state.withLock { $0.writers[id] != nil } }

    /// Whether a container's processes are stopped for somebody who looks.
    func isFrozen(_ id: String) -> Bool {
        state.withLock { $0.freezes.contains(id) }
    }

    /// The beginnings of the times in which a container's event may be of our making; `time` is in nanoseconds since 1970.
    func freezes(of id: String, around time: Int) -> [Int] {
        state.withLock { $0.freezes.starts(id, around: time) }
    }

    /// Waits until a step is possible, and takes it; returns what the container is then used for.
    private func take(_ id: String, _ step: @Sendable (Use?) -> Use?) async throws -> Use {
        while true {
            switch attempt(id, step) {
            case .success(let use): return use
            case .failure(let change):
                for await _ in change.stream {}
                try Task.checkCancellation()
            }
        }
    }

    private struct Change: Error { let stream: AsyncStream<Void> }

    private func attempt(_ id: String, _ step: (Use?) -> Use?) -> Result<Use, Change> {
        state.withLock { state in
            if let use = step(state.uses[id]) {
                state.uses[id] = use
                return .success(use)
            }
            let (stream, continuation) = AsyncStream<Void>.makeStream()
            state.waiting[id, default: []].append(continuation)
            return .failure(Change(stream: stream))
        }
    }

    private func put(_ id: String, _ use: Use?) {
        let waiting = state.withLock { state in
            state.uses[id] = use
            return state.waiting.removeValue(forKey: id) ?? []
        }
        for continuation in waiting { continuation.finish() }
    }
}
