import CSandbox
import Dispatch
import Glibc
import Synchronization

/// The inner half of the forwarder, a process in the session's network namespace: listens on its loopback interface,
/// over IPv4 and IPv6, and passes connections on over the outer half's socket.
///
/// It is told the ports line by line on standard input, and answers each line when it listens. It ends with its input.
package final class PortListeners: Sendable {
    private let gateway: String
    private let listeners = Mutex<[UInt16: [Int32]]>([:])

    package init(gateway: String) { self.gateway = gateway }

    /// Follows the lines until there are no more.
    package func run() {
        while let line = StreamSocket.readLine(from: STDIN_FILENO, atMost: 65_536) {
            listen(to: Set(line.split(separator: " ").compactMap { UInt16($0) }))
            StreamSocket.writeAll(Array("ok\n".utf8)[...], to: STDOUT_FILENO)
        }
    }

    private func listen(to ports: Set<UInt16>) {
        listeners.withLock { listeners in
            for (port, descriptors) in listeners where !ports.contains(port) {
                for descriptor in descriptors { shutdown(descriptor, Int32(SHUT_RDWR)) }
                listeners[port] = nil
            }
            for port in ports where listeners[port] == nil {
                let opened = [false, true].compactMap { StreamSocket.listen(port: port, isIPv6: $0) }
                listeners[port] = opened
                for descriptor in opened {
                    DispatchQueue(label: "slidectl.listener").async { [self] in acceptAll(descriptor, port) }
                }
            }
        }
    }

    private func acceptAll(_ listener: Int32, _ port: UInt16) {
        while true {
            let connection = csandbox_accept(listener)
            guard connection >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                break
            }
            DispatchQueue(label: "slidectl.forward").async { [gateway] in
                defer { close(connection) }
                guard let target = StreamSocket.connect(to: gateway) else { return }
                defer { close(target) }
                guard StreamSocket.writeAll(Array("\(port)\n".utf8)[...], to: target) else { return }
                Relay.run(connection, target)
            }
        }
        close(listener)
    }
}
