import EngineAPI
import Synchronization

/// How much room a session's objects were last seen to take, and what was paused for it.
final class DiskLedger: Sendable {
    private struct State {
        var used = 0
        var paused: Set<String> = []
    }

    private let most: Int
    private let state = Mutex(State())

    init(most: Int) { self.most = most }

    var isFull: Bool { state.withLock { $0.used > most } }

    /// Refuses what could take more room while there is none.
    func check() throws(EngineError) {
        let used = state.withLock { $0.used }
        guard used > most else { return }
        throw .quota(
            "the session's containers, volumes and built images hold \(Self.spoken(used)) of \(Self.spoken(most)). "
                + "Remove some (docker rm, docker volume rm, docker image prune); what is paused then goes on."
        )
    }

    /// Takes note of what is used; returns whether that is too much.
    func note(_ used: Int) -> Bool {
        state.withLock { $0.used = used }
        return used > most
    }

    func notePaused(_ id: String) { state.withLock { _ = $0.paused.insert(id) } }

    /// The containers that were paused for room, which are then no longer counted as such.
    func takePaused() -> Set<String> {
        state.withLock { state in
            defer { state.paused = [] }
            return state.paused
        }
    }

    private static func spoken(_ bytes: Int) -> String {
        bytes >= 10 << 30 ? "\(bytes >> 30) GiB" : "\(bytes >> 20) MiB"
    }
}
