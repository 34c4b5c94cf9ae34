import Dispatch
import Glibc
package import SystemPackage

/// Serves lines of text on a Unix socket that only this user reaches.
package final class LineServer: @unchecked Sendable {
    // Unchecked: everything below is touched on `queue` alone, but in `init` and `stop`.
    private let queue = DispatchQueue(label: "slidectl.lines", qos: .userInitiated)
    private let path: FilePath
    private let source: any DispatchSourceRead
    private var connections: [ObjectIdentifier: LineConnection] = [:]
    private static let mostConnections = 16

    /// Starts to listen; gives nil where somebody serves there already, or the path can't be used.
    ///
    /// - Parameters:
    ///   - path: Where to listen.
    ///   - onCome: Called when somebody connects.
    ///   - onLine: Called with each line.
    package init?(
        at path: FilePath,
        onCome: @escaping @Sendable () -> Void,
        onLine: @escaping @Sendable (String) -> Void
    ) {
        guard let descriptor = LocalSocket.listen(at: path) else { return nil }
        self.path = path
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { [weak self] in
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { return }
            self?.add(connection, onLine)
            onCome()
        }
        source.setCancelHandler { close(descriptor) }
        source.activate()
    }

    /// Sends a line to everybody who is connected.
    package func send(_ line: String) {
        queue.async { for connection in self.connections.values { connection.send(line) } }
    }

    /// Ends all connections and removes the socket.
    package func stop() {
        queue.sync {
            source.cancel()
            for connection in connections.values { connection.end() }
            unlink(path.string)
        }
    }

    private func add(_ descriptor: CInt, _ onLine: @escaping @Sendable (String) -> Void) {
        guard connections.count < Self.mostConnections else {
            close(descriptor)
            return
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let connection = LineConnection(
            descriptor,
            queue: queue,
            onLine: { onLine($1) },
            onEnd: { [weak self] in self?.connections[ObjectIdentifier($0)] = nil }
        )
        connections[ObjectIdentifier(connection)] = connection
        connection.start()
    }
}
