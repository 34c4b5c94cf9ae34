import Foundation
import Glibc

/// A connection that speaks HTTP by hand, so that it can speak it badly; every wait ends after some seconds.
///
/// Its calls block: they belong into ``offPool(_:)``.
final class RawClient: @unchecked Sendable {
    // Unchecked: each client is used by one test, one call after the other.
    private let socket: CInt
    private var buffer: [UInt8] = []

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    struct Answer: Sendable {
        var status: Int
        var fields: [String: String]
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    init(port: Int, seconds: Int = 10, receiveBuffer: CInt? = nil) throws {
        socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        if var receiveBuffer {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<CInt>.size))
        }
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(description: "connect: \(String(cString: strerror(errno)))") }
    }

    deinit { Glibc.close(socket) }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(description: "send: \(String(cString: strerror(errno)))") }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends a well-formed request.
    func ask(
        _ path: String,
        method: String = "GET",
        host: String = "localhost",
        _ fields: [String: String] = [:]
    ) throws {
        let lines = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        try send("\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\n\(lines)\r\n")
    }

    /// Reads more; false at the end of the connection.
    private func fill() throws -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &chunk, chunk.count, 0)
        if count > 0 { buffer += chunk[..<count] }
        if count < 0 && errno == ECONNRESET { return false }
        guard count >= 0 else { throw Failure(description: "recv: \(String(cString: strerror(errno)))") }
        return count > 0
    }

    /// Reads up to and with a mark.
    func read(until mark: String) throws -> String {
        let mark = Array(mark.utf8)
        var searched = 0
        while true {
            if let range = buffer[searched...].firstRange(of: mark) {
                let text = String(decoding: buffer[..<range.upperBound], as: UTF8.self)
                buffer.removeSubrange(..<range.upperBound)
                return text
            }
            searched = max(0, buffer.count - mark.count)
            guard try fill() else {
                throw Failure(
                    description: "closed before the mark, after: \(String(decoding: buffer, as: UTF8.self))"
                )
            }
        }
    }

    /// Reads one answer; its body is as long as its fields say.
    func answer(hasBody: Bool = true) throws -> Answer {
        let lines = try read(until: "\r\n\r\n").split(separator: "\r\n")
        let status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2 else { continue }
            fields[sides[0].lowercased()] = String(sides[1].drop { $0 == " " })
        }
        let length = hasBody && status != 304 ? fields["content-length"].flatMap { Int($0) } ?? 0 : 0
        while buffer.count < length {
            guard try fill() else { throw Failure(description: "closed within the body") }
        }
        let body = Array(buffer[..<length])
        buffer.removeFirst(length)
        return Answer(status: status, fields: fields, body: body)
    }

    /// Reads the next event's data.
    func event() throws -> String {
        _ = try read(until: "data: ")
        return String(try read(until: "\n\n").dropLast(2))
    }

    /// Reads until the server closes, and returns what came.
    func rest() throws -> [UInt8] {
        while try fill() {}
        defer { buffer = [] }
        return buffer
    }
}

/// Runs what blocks on a thread of its own, away from the few that tasks share.
func offPool<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}
