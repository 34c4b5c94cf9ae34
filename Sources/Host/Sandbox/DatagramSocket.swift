import Glibc

/// Sockets that carry datagrams, as the forwarder needs them.
enum DatagramSocket {
    /// The most bytes that a datagram has.
    static let mostBytes = 65_535

    /// Takes what is sent to a port of the loopback interface, over IPv4 or IPv6; nil where the port is taken.
    static func bind(port: UInt16, isIPv6: Bool) -> Int32? {
        isIPv6
            ? SocketAddress.withIPv6Loopback(port) { open(AF_INET6, Glibc.bind, $0, $1) }
            : SocketAddress.withIPv4("127.0.0.1", port) { open(AF_INET, Glibc.bind, $0, $1) }
    }

    /// Sends to a port of an IPv4 address, and takes what comes from there.
    static func connect(to host: String, port: UInt16) -> Int32? {
        SocketAddress.withIPv4(host, port) { open(AF_INET, Glibc.connect, $0, $1) }
    }

    private static func open(
        _ family: Int32,
        _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32,
        _ address: UnsafePointer<sockaddr>,
        _ length: socklen_t
    ) -> Int32? {
        let descriptor = socket(family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        guard use(descriptor, address, length) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    // MARK: Datagrams in a stream: two bytes for the length, then the datagram.

    /// Writes a datagram to a stream; false where the reader is gone.
    static func write(_ datagram: ArraySlice<UInt8>, to stream: Int32) -> Bool {
        let length = UInt16(datagram.count)
        return StreamSocket.writeAll([UInt8(length >> 8), UInt8(length & 255)] + datagram, to: stream)
    }

    /// Reads a datagram from a stream; nil at its end.
    static func read(from stream: Int32) -> [UInt8]? {
        guard let length = StreamSocket.read(2, from: stream) else { return nil }
        return StreamSocket.read(Int(length[0]) << 8 | Int(length[1]), from: stream)
    }
}
