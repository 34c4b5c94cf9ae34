import EngineAPI
import Synchronization

extension EngineStream {
    /// The stream, ended with a reason when it takes longer than a limit.
    func limited(to limit: Duration, saying reason: String) -> EngineStream {
        let state = LateStream()
        let timer = Task {
            try await Task.sleep(for: limit)
            state.set()
            cancel()
        }
        return EngineStream(cancel: {
            timer.cancel(); cancel()
        }) {
            do {
                if let element = try await next() { return element }
            } catch {
                timer.cancel()
                throw state.isLate ? EngineError(.failed, reason) : error
            }
            timer.cancel()
            if state.isLate { throw EngineError(.failed, reason) }
            return nil
        }
    }
}

/// Whether a stream's time is up.
private final class LateStream: Sendable {
    private let flag = Mutex(false)

    var isLate: Bool { flag.withLock { $0 } }

    func set() { flag.withLock { $0 = true } }
}
