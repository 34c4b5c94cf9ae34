import Glibc

/// Sockets that carry bytes, as the forwarder needs them: blocking, closed on exec.
package enum StreamSocket {
    /// Listens at a path.
    package static func listen(at path: String) -> Int32? {
        unlink(path)
        return SocketAddress.withUnix(path) { address, length in
            open(AF_UNIX) { bind($0, address, length) == 0 && Glibc.listen($0, 128) == 0 }
        }
    }

    /// Connects to a path.
    package static func connect(to path: String) -> Int32? {
        SocketAddress.withUnix(path) { address, length in
            open(AF_UNIX) { Glibc.connect($0, address, length) == 0 }
        }
    }

    /// Connects to a port of an IPv4 address.
    package static func connect(to host: String, port: UInt16) -> Int32? {
        SocketAddress.withIPv4(host, port) { address, length in
            open(AF_INET) { Glibc.connect($0, address, length) == 0 }
        }
    }

    /// Listens on a port of the loopback interface, over IPv4 or IPv6; nil where the port is taken.
    package static func listen(port: UInt16, isIPv6: Bool) -> Int32? {
        guard isIPv6 else {
            return SocketAddress.withIPv4("127.0.0.1", port) { address, length in
                open(AF_INET) { listen($0, address, length) }
            }
        }
        return SocketAddress.withIPv6Loopback(port) { address, length in
            open(AF_INET6) { descriptor in
                var yes: Int32 = 1
                setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, 4)
                return listen(descriptor, address, length)
            }
        }
    }

    private static func listen(
        _ descriptor: Int32,
        _ address: UnsafePointer<sockaddr>,
        _ length: socklen_t
    ) -> Bool {
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        return bind(descriptor, address, length) == 0 && Glibc.listen(descriptor, 128) == 0
    }

    /// A new socket; nil where it can't be used as meant.
    private static func open(_ family: Int32, _ use: (Int32) -> Bool) -> Int32? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        guard use(descriptor) else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// Takes bytes from one socket to another until there are no more; then says so to the other.
    package static func pump(from source: Int32, to target: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(source, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0, writeAll(buffer[..<count], to: target) else { break }
        }
        shutdown(target, Int32(SHUT_WR))
        shutdown(source, Int32(SHUT_RD))
    }

    /// Writes all bytes; false where the reader is gone.
    @discardableResult
    package static func writeAll(_ bytes: ArraySlice<UInt8>, to target: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Reads so many bytes; nil where the end comes before.
    static func read(_ count: Int, from source: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let more = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(source, buffer.baseAddress.map { $0 + filled }, count - filled)
            }
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { return nil }
            filled += more
        }
        return bytes
    }

    /// Reads a line, byte by byte, so that nothing behind it is taken; nil at the end or where it is too long.
    package static func readLine(from source: Int32, atMost limit: Int = 256) -> String? {
        var line: [UInt8] = []
        while line.count < limit, let byte = read(1, from: source) {
            if byte[0] == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line += byte
        }
        return nil
    }
}
