import Foundation
import Glibc

/// A blocking connection to a Unix socket, for tests that speak a protocol by hand.
public struct UnixSocket {
    private let descriptor: Int32

    /// Connects; a read fails after `timeout` seconds.
    public init(path: String, timeout: Int = 30) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw LoopbackSocket.Failure(call: "socket", code: errno) }
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            for (index, byte) in path.utf8.prefix(bytes.count - 1).enumerated() { bytes[index] = byte }
        }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let code = errno
            close()
            throw LoopbackSocket.Failure(call: "connect", code: code)
        }
    }

    /// Sends all of the bytes.
    public func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw LoopbackSocket.Failure(call: "send", code: errno) }
            sent += count
        }
    }

    /// Ends the sending; receiving goes on.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Receives once, at most `limit` bytes; nothing at the end.
    public func receive(atMost limit: Int = 65_536) throws -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: limit)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count >= 0 else { throw LoopbackSocket.Failure(call: "recv", code: errno) }
        return Array(chunk[..<count])
    }

    /// Receives until the other side closes.
    public func receiveAll() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let more = try receive()
            if more.isEmpty { return bytes }
            bytes += more
        }
    }

    /// Closes the connection.
    public func close() { _ = Glibc.close(descriptor) }
}

/// Does something that blocks, on a thread of its own: the threads that tasks run on are few.
public func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result
{
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}

/// Sends bytes to a Unix socket and receives until the other side closes.
public func exchange(_ path: String, _ bytes: [UInt8]) async throws -> String {
    try await onThread {
        let socket = try UnixSocket(path: path)
        defer { socket.close() }
        // A server that refuses early may close before all is sent.
        try? socket.send(bytes)
        return String(decoding: (try? socket.receiveAll()) ?? [], as: UTF8.self)
    }
}
