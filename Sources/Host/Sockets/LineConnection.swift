import Dispatch
import Glibc

/// One end of a connection that carries lines of text.
///
/// A peer that doesn't read loses lines rather than block us.
final class LineConnection: @unchecked Sendable {
    // Unchecked: everything below is touched on `queue` alone.
    private let queue: DispatchQueue
    private let descriptor: CInt
    private var source: (any DispatchSourceRead)?
    private var buffer: [UInt8] = []
    private let onLine: (LineConnection, String) -> Void
    private let onEnd: (LineConnection) -> Void
    /// A line longer than this isn't ours.
    private static let limit = 4096

    /// Takes a descriptor, which is the connection's from now on.
    init(
        _ descriptor: CInt,
        queue: DispatchQueue,
        onLine: @escaping @Sendable (LineConnection, String) -> Void,
        onEnd: @escaping @Sendable (LineConnection) -> Void
    ) {
        self.descriptor = descriptor
        self.queue = queue
        self.onLine = onLine
        self.onEnd = onEnd
    }

    /// Starts to read; called on the queue.
    func start() {
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        let descriptor = descriptor
        source.setEventHandler { [weak self] in self?.read() }
        source.setCancelHandler { close(descriptor) }
        self.source = source
        source.activate()
    }

    /// Sends a line; called on the queue.
    func send(_ line: String) {
        guard source != nil else { return }
        let bytes = Array((line + "\n").utf8)
        if Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL)) < 0,
            errno != EAGAIN, errno != EINTR
        {
            end()
        }
    }

    /// Ends the connection; called on the queue.
    func end() {
        guard let source else { return }
        self.source = nil
        source.cancel()
        onEnd(self)
    }

    private func read() {
        var bytes = [UInt8](repeating: 0, count: Self.limit)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count > 0 else {
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            return end()
        }
        buffer += bytes[..<count]
        while let newline = buffer.firstIndex(of: 0x0A) {
            let line = String(decoding: buffer[..<newline], as: UTF8.self)
            buffer.removeFirst(newline + 1)
            onLine(self, line)
        }
        if buffer.count > Self.limit { end() }
    }
}
