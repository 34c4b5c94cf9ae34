import EngineAPI
import Synchronization

/// What a session has running at the moment, where the engine doesn't count it.
final class SessionCounters: Sendable {
    /// What is counted.
    enum Kind: String, Hashable, Sendable {
        case creations
        case execs = "processes started by exec"
        case eventStreams = "streams of events"
        case builds
        case networkCreations
    }

    private struct State {
        var counts: [Kind: Int] = [:]
        var waiting: [Kind: [AsyncStream<Void>.Continuation]] = [:]

        mutating func take(_ kind: Kind, atMost most: Int) -> Bool {
            guard counts[kind, default: 0] < most else { return false }
            counts[kind, default: 0] += 1
            return true
        }
    }

    private let state = Mutex(State())

    /// Takes one, unless the session has enough of them.
    func take(_ kind: Kind, atMost most: Int) throws(EngineError) {
        guard state.withLock({ $0.take(kind, atMost: most) }) else {
            throw .quota("a session has at most \(most) \(kind.rawValue); end one first")
        }
    }

    /// Takes one as soon as the session has fewer than `most`: clients ask for several at once on their own account.
    func takeInTurn(_ kind: Kind, atMost most: Int) async throws {
        while let change = changeToAwait(kind, most) {
            for await _ in change {}
            try Task.checkCancellation()
        }
    }

    /// Takes one; where there are enough, returns what ends when one is given back.
    private func changeToAwait(_ kind: Kind, _ most: Int) -> AsyncStream<Void>? {
        state.withLock { state in
            if state.take(kind, atMost: most) { return nil }
            let (stream, continuation) = AsyncStream<Void>.makeStream()
            state.waiting[kind, default: []].append(continuation)
            return stream
        }
    }

    /// Gives one back.
    func give(_ kind: Kind) {
        let waiting = state.withLock { state in
            state.counts[kind, default: 1] -= 1
            return state.waiting.removeValue(forKey: kind) ?? []
        }
        for continuation in waiting { continuation.finish() }
    }

    func count(_ kind: Kind) -> Int { state.withLock { $0.counts[kind, default: 0] } }
}
