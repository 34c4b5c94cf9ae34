import Glibc

/// Takes datagrams from a stream to a port, and the port's answers back.
enum DatagramRelay {
    /// How long nobody says anything until it ends, as with Docker's own proxy.
    private static let silence: Int32 = 90_000

    /// Returns when the stream has ended, or nothing came from either side for a while.
    static func run(_ stream: Int32, _ socket: Int32) {
        var buffer = [UInt8](repeating: 0, count: DatagramSocket.mostBytes)
        var ends = [stream, socket].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while true {
            let ready = poll(&ends, 2, silence)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return }
            if ends[0].revents != 0 {
                guard let datagram = DatagramSocket.read(from: stream) else { return }
                // Datagrams get lost: one that the port doesn't take is no reason to end.
                send(socket, datagram, datagram.count, 0)
            }
            if ends[1].revents != 0 {
                let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
                if count >= 0, !DatagramSocket.write(buffer[..<count], to: stream) { return }
            }
        }
    }
}
