import Synchronization

/// The ports of a cluster at the session's address: each the number that commands use, and the one that is open.
final class ClusterPorts: Sendable {
    private struct State {
        var ports: [UInt16: UInt16] = [:]
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var last = 0
    }

    private let state = Mutex(State())

    /// The ports that are open now.
    var current: [UInt16: UInt16] { state.withLock(\.ports) }

    /// Changes the ports, and tells everybody who listens.
    func change(_ body: (inout [UInt16: UInt16]) -> Void) {
        let listeners = state.withLock { state in
            body(&state.ports)
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.yield() }
    }

    /// Tells of each change from now on.
    func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let number = state.withLock { state in
            state.last += 1
            state.listeners[state.last] = continuation
            return state.last
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[number] = nil }
        }
        return stream
    }
}
