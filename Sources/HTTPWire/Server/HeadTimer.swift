import NIOCore
import Synchronization

/// Closes a connection whose next head doesn't come in time.
///
/// Whoever asks a loop for a timer, or takes one back, wakes its thread, which would be twice for each request. So a
/// connection has one timer at most, which looks when it fires whether somebody waits, and since when.
final class HeadTimer: Sendable {
    private let connection: WireConnection
    private let limit: TimeAmount
    private let state = Mutex<(deadline: NIODeadline?, isSet: Bool)>((nil, false))

    init(_ connection: WireConnection, seconds: Int) {
        self.connection = connection
        limit = .seconds(Int64(seconds))
    }

    /// From now on a head is waited for.
    func start() {
        let deadline = NIODeadline.now() + limit
        let wasSet = state.withLock { state in
            defer { state = (deadline, true) }
            return state.isSet
        }
        if !wasSet { set(to: deadline) }
    }

    /// The head has come.
    func stop() { state.withLock { $0.deadline = nil } }

    private func set(to deadline: NIODeadline) {
        // It goes with its connection, which may end long before.
        connection.channel.eventLoop.scheduleTask(deadline: deadline) { [weak self] in self?.fire() }
    }

    private func fire() {
        let deadline = state.withLock { state in
            state.isSet = state.deadline != nil
            return state.deadline
        }
        guard let deadline else { return }
        if deadline <= .now() { connection.close() } else { set(to: deadline) }
    }
}
