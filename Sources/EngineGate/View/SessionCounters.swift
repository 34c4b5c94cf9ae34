import EngineAPI
import Synchronization

/// What a session has running at the moment, where the engine doesn't count it.
final class SessionCounters: Sendable {
    /// What is counted.
    enum Kind: String, Hashable, Sendable {
        case creations = "containers being made"
        case execs = "processes started by exec"
        case eventStreams = "streams of events"
        case builds
    }

    private let counts = Mutex<[Kind: Int]>([:])

    /// Takes one, unless the session has enough of them.
    func take(_ kind: Kind, atMost most: Int) throws(EngineError) {
        let isTaken = counts.withLock { counts in
            guard counts[kind, default: 0] < most else { return false }
            counts[kind, default: 0] += 1
            return true
        }
        guard isTaken else { throw .quota("a session has at most \(most) \(kind.rawValue); end one first") }
    }

    /// Gives one back.
    func give(_ kind: Kind) { counts.withLock { $0[kind, default: 1] -= 1 } }

    func count(_ kind: Kind) -> Int { counts.withLock { $0[kind, default: 0] } }
}
