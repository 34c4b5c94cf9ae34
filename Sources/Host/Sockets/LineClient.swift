import Dispatch
import Glibc
package import SystemPackage

/// Speaks lines of text with a ``LineServer``, and finds it again after it was away.
package final class LineClient: @unchecked Sendable {
    // Unchecked: everything below is touched on `queue` alone.
    private let queue = DispatchQueue(label: "slidectl.line", qos: .userInitiated)
    private let path: FilePath
    private let onLine: @Sendable (String) -> Void
    private let onConnected: @Sendable (Bool) -> Void
    private var connection: LineConnection?
    private var isStopped = false

    /// Makes a client; `onConnected` is told when the server is there, and when it is gone.
    package init(
        to path: FilePath,
        onLine: @escaping @Sendable (String) -> Void,
        onConnected: @escaping @Sendable (Bool) -> Void
    ) {
        self.path = path
        self.onLine = onLine
        self.onConnected = onConnected
    }

    /// Connects where that isn't done; called now and then.
    package func connect() {
        queue.async {
            guard self.connection == nil, !self.isStopped,
                let descriptor = LocalSocket.connect(to: self.path)
            else { return }
            let connection = LineConnection(
                descriptor,
                queue: self.queue,
                onLine: { [onLine = self.onLine] in onLine($1) },
                onEnd: { [weak self] _ in
                    self?.connection = nil
                    self?.onConnected(false)
                }
            )
            self.connection = connection
            connection.start()
            self.onConnected(true)
        }
    }

    /// Sends a line; nothing happens where nobody is connected.
    package func send(_ line: String) { queue.async { self.connection?.send(line) } }

    /// Ends the connection for good.
    package func stop() {
        queue.sync {
            isStopped = true
            connection?.end()
        }
    }
}
