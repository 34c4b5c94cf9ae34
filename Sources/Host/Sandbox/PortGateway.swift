import CSandbox
import Dispatch
import Glibc
import Synchronization

/// The outer half of a session's forwarders: takes connections over a Unix socket and hands them to the session's ports.
///
/// A connection begins with the port on a line; behind a UDP port's come datagrams. Only ports that were announced are
/// reached, and only at the session's own address.
package final class PortGateway: Sendable {
    private static let mostConnections = 256

    private let listener: Int32
    private let path: String
    private let host: String
    private let state: Mutex<(ports: [ForwardedPort: UInt16], connections: Int, isOpen: Bool)>

    /// Listens at a path for connections to a host; nil where the path can't be used.
    package init?(at path: String, host: String) {
        guard let listener = StreamSocket.listen(at: path) else { return nil }
        (self.listener, self.path, self.host) = (listener, path, host)
        state = Mutex(([:], 0, true))
        DispatchQueue(label: "slidectl.gateway").async { [self] in acceptAll() }
    }

    /// Which ports may be reached from now on: each the number inside, and the one at the session's address.
    package func allow(_ ports: [ForwardedPort: UInt16]) { state.withLock { $0.ports = ports } }

    /// Takes no more connections.
    package func stop() {
        let wasOpen = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        guard wasOpen else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        unlink(path)
    }

    private func acceptAll() {
        while true {
            let connection = csandbox_accept(listener)
            guard state.withLock({ $0.isOpen }) else { break }
            guard connection >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                break
            }
            let isTaken = state.withLock { state in
                guard state.connections < Self.mostConnections else { return false }
                state.connections += 1
                return true
            }
            guard isTaken else {
                close(connection)
                continue
            }
            DispatchQueue(label: "slidectl.gateway.connection").async { [self] in
                serve(connection)
                state.withLock { $0.connections -= 1 }
            }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let asked = StreamSocket.readLine(from: connection).flatMap(ForwardedPort.init),
            let port = state.withLock({ $0.ports[asked] })
        else { return }
        switch asked.transport {
        case .tcp:
            guard let target = StreamSocket.connect(to: host, port: port) else { return }
            defer { close(target) }
            Relay.run(connection, target)
        case .udp:
            guard let target = DatagramSocket.connect(to: host, port: port) else { return }
            defer { close(target) }
            DatagramRelay.run(connection, target)
        }
    }
}

/// Bytes in both directions between two sockets.
enum Relay {
    /// Returns when both directions have ended.
    static func run(_ one: Int32, _ other: Int32) {
        let done = DispatchSemaphore(value: 0)
        DispatchQueue(label: "slidectl.relay").async {
            StreamSocket.pump(from: other, to: one)
            done.signal()
        }
        StreamSocket.pump(from: one, to: other)
        done.wait()
    }
}
