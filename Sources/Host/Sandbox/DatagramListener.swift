import Dispatch
import Glibc
import Synchronization

/// Takes datagrams on a port of the loopback interface, and passes those of each sender on over a stream of its own; what
/// comes back over the stream is sent to that sender.
final class DatagramListener: Sendable {
    private static let mostSenders = 64

    private let socket: Int32
    /// Opens a stream for a sender.
    private let connect: @Sendable () -> Int32?
    private let state = Mutex<(streams: [Sender: Int32], isOpen: Bool)>(([:], true))

    /// Begins to take datagrams on a bound socket, which it closes in the end.
    init(_ socket: Int32, _ connect: @escaping @Sendable () -> Int32?) {
        self.socket = socket
        self.connect = connect
        DispatchQueue(label: "slidectl.datagrams").async { [self] in receiveAll() }
    }

    /// Takes no more.
    func stop() {
        state.withLock { state in
            state.isOpen = false
            for stream in state.streams.values { shutdown(stream, Int32(SHUT_RDWR)) }
        }
        // Linux wakes who waits for a datagram by this, though it says that nobody is connected.
        shutdown(socket, Int32(SHUT_RDWR))
    }

    private func receiveAll() {
        var buffer = [UInt8](repeating: 0, count: DatagramSocket.mostBytes)
        while true {
            var sender = Sender()
            let count = sender.withAddress { recvfrom(socket, &buffer, buffer.count, 0, $0, $1) }
            guard state.withLock({ $0.isOpen }) else { break }
            if count < 0 {
                // (A datagram that came back as undeliverable is told of here, too.)
                if errno == EINTR || errno == ECONNREFUSED { continue }
                break
            }
            pass(buffer[..<count], of: sender)
        }
        close(socket)
    }

    private func pass(_ datagram: ArraySlice<UInt8>, of sender: Sender) {
        state.withLock { state in
            if state.streams[sender] == nil, state.streams.count < Self.mostSenders, let stream = connect() {
                state.streams[sender] = stream
                DispatchQueue(label: "slidectl.datagrams.answers").async { [self] in
                    answer(sender, from: stream)
                }
            }
            // Under the lock, so that the stream isn't closed meanwhile and its number another's.
            guard let stream = state.streams[sender] else { return }
            if !DatagramSocket.write(datagram, to: stream) { shutdown(stream, Int32(SHUT_RDWR)) }
        }
    }

    private func answer(_ sender: Sender, from stream: Int32) {
        var sender = sender
        while let datagram = DatagramSocket.read(from: stream) {
            _ = sender.withAddress { sendto(socket, datagram, datagram.count, 0, $0, $1.pointee) }
        }
        state.withLock { state in
            state.streams[sender] = nil
            close(stream)
        }
    }
}

/// Where a datagram came from.
private struct Sender: Hashable {
    private var bytes = [UInt8](repeating: 0, count: MemoryLayout<sockaddr_in6>.size)
    private var length = socklen_t(MemoryLayout<sockaddr_in6>.size)

    /// Hands the address to a call that reads or fills it.
    mutating func withAddress(
        _ body: (UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>) -> Int
    ) -> Int {
        bytes.withUnsafeMutableBytes { buffer in
            body(buffer.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
        }
    }
}
