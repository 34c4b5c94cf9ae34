import Glibc

/// Sockets that carry bytes, as the forwarder needs them: blocking, closed on exec.
package enum StreamSocket {
    /// Listens at a path.
    package static func listen(at path: String) -> Int32? {
        unlink(path)
        return withUnixAddress(path) { address, length in
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { return nil }
            guard bind(descriptor, address, length) == 0, Glibc.listen(descriptor, 128) == 0 else {
                close(descriptor)
                return nil
            }
            return descriptor
        }
    }

    /// Connects to a path.
    package static func connect(to path: String) -> Int32? {
        withUnixAddress(path) { address, length in
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0, Glibc.connect(descriptor, address, length) == 0 else {
                close(descriptor)
                return nil
            }
            return descriptor
        }
    }

    /// Connects to a port of an IPv4 address.
    package static func connect(to host: String, port: UInt16) -> Int32? {
        withIPv4(host, port) { descriptor, address, length in Glibc.connect(descriptor, address, length) == 0
        }
    }

    /// Listens on a port of the loopback interface, over IPv4 or IPv6; nil where the port is taken.
    package static func listen(port: UInt16, isIPv6: Bool) -> Int32? {
        guard isIPv6 else {
            return withIPv4("127.0.0.1", port) { descriptor, address, length in
                bind(descriptor, address, length) == 0 && Glibc.listen(descriptor, 128) == 0
            }
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        address.sin6_addr = in6addr_loopback
        let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, 4)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
        guard isBound, Glibc.listen(descriptor, 128) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// Takes bytes from one socket to another until there are no more; then says so to the other.
    package static func pump(from source: Int32, to target: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(source, &buffer, buffer.count)
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

    /// Reads a line, byte by byte, so that nothing behind it is taken; nil at the end or where it is too long.
    package static func readLine(from source: Int32, atMost limit: Int = 256) -> String? {
        var line: [UInt8] = []
        while line.count < limit {
            var byte: UInt8 = 0
            let count = read(source, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return nil }
            if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }

    private static func withIPv4(
        _ host: String,
        _ port: UInt16,
        _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) -> Int32? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return nil }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        let isDone = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard isDone else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private static func withUnixAddress(
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32?
    ) -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
