import CSandbox
import Dispatch
import Glibc
import Synchronization

/// The inner half of the forwarder, a process in the session's network namespace: listens on its loopback interface,
/// over IPv4 and IPv6, and passes connections and datagrams on over the outer half's socket.
///
/// It is told the ports line by line on standard input, and answers each line when it listens. It ends with its input.
package final class PortListeners: Sendable {
    private let gateway: String
    /// What ends the listening at each port.
    private let listeners = Mutex<[ForwardedPort: [@Sendable () -> Void]]>([:])

    package init(gateway: String) { self.gateway = gateway }

    /// Follows the lines until there are no more.
    package func run() {
        while let line = StreamSocket.readLine(from: STDIN_FILENO, atMost: 65_536) {
            listen(to: Set(line.split(separator: " ").compactMap { ForwardedPort(String($0)) }))
            StreamSocket.writeAll(Array("ok\n".utf8)[...], to: STDOUT_FILENO)
        }
    }

    private func listen(to ports: Set<ForwardedPort>) {
        listeners.withLock { listeners in
            for (port, ends) in listeners where !ports.contains(port) {
                for end in ends { end() }
                listeners[port] = nil
            }
            for port in ports where listeners[port] == nil {
                listeners[port] = [false, true].compactMap { listen(to: port, isIPv6: $0) }
            }
        }
    }

    /// Begins to listen at a port; returns what ends that.
    private func listen(to port: ForwardedPort, isIPv6: Bool) -> (@Sendable () -> Void)? {
        switch port.transport {
        case .tcp:
            guard let listener = StreamSocket.listen(port: port.number, isIPv6: isIPv6) else { return nil }
            DispatchQueue(label: "slidectl.listener").async { [self] in acceptAll(listener, port) }
            return { shutdown(listener, Int32(SHUT_RDWR)) }
        case .udp:
            guard let socket = DatagramSocket.bind(port: port.number, isIPv6: isIPv6) else { return nil }
            return DatagramListener(socket) { [self] in connect(for: port) }.stop
        }
    }

    private func acceptAll(_ listener: Int32, _ port: ForwardedPort) {
        while true {
            let connection = csandbox_accept(listener)
            guard connection >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                break
            }
            DispatchQueue(label: "slidectl.forward").async { [self] in
                defer { close(connection) }
                guard let target = connect(for: port) else { return }
                defer { close(target) }
                Relay.run(connection, target)
            }
        }
        close(listener)
    }

    /// A connection to the outer half that begins with the port.
    private func connect(for port: ForwardedPort) -> Int32? {
        guard let target = StreamSocket.connect(to: gateway) else { return nil }
        guard StreamSocket.writeAll(Array("\(port)\n".utf8)[...], to: target) else {
            close(target)
            return nil
        }
        return target
    }
}
