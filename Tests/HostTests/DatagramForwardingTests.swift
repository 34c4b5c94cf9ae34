import Glibc
import SystemPackage
import TestKit
import Testing

@testable import Host

/// Both halves of the forwarder, without a network namespace between them.
@Suite struct DatagramForwardingTests {
    @Test func eachSenderGetsItsOwnAnswers() async throws {
        try await withScratch { scratch in
            let echo = try Echo()
            let path = scratch.appending("gateway").string
            let gateway = try #require(PortGateway(at: path, host: "127.0.0.1"))
            defer { gateway.stop() }
            let inside = try freePort()
            gateway.allow([ForwardedPort(inside, .udp): echo.port])
            let socket = try #require(DatagramSocket.bind(port: inside, isIPv6: false))
            let listener = DatagramListener(socket) { Self.connect(to: path, for: "\(inside)/udp") }

            let (one, other) = (try Client(inside), try Client(inside))
            one.send("one")
            other.send("other")
            #expect(one.answer() == "you said one")
            #expect(other.answer() == "you said other")
            one.send("")
            #expect(one.answer() == "you said ")
            let long = String(repeating: "x", count: 60_000)
            other.send(long)
            #expect(other.answer() == "you said \(long)")

            listener.stop()
            #expect(await isFree(inside))
        }
    }

    @Test func aPortThatIsNotAnnouncedIsNotReached() async throws {
        try await withScratch { scratch in
            let echo = try Echo()
            let path = scratch.appending("gateway").string
            let gateway = try #require(PortGateway(at: path, host: "127.0.0.1"))
            defer { gateway.stop() }
            gateway.allow([ForwardedPort(echo.port, .tcp): echo.port])
            let stream = try #require(Self.connect(to: path, for: "\(echo.port)/udp"))
            defer { close(stream) }
            #expect(DatagramSocket.read(from: stream) == nil)
        }
    }

    @Test(arguments: ["53/udp", "5432/tcp"])
    func portsAreWrittenAsDockerDoes(text: String) throws {
        #expect(try #require(ForwardedPort(text)).description == text)
    }

    @Test(arguments: ["", "53", "53/", "/udp", "70000/tcp", "53/sctp", "53/udp/x", "-1/tcp"])
    func otherTextIsNoPort(text: String) { #expect(ForwardedPort(text) == nil) }

    /// Whether a port can be had again, within two seconds.
    private func isFree(_ port: UInt16) async -> Bool {
        for _ in 0..<200 {
            if let socket = DatagramSocket.bind(port: port, isIPv6: false) {
                close(socket)
                return true
            }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    private static func connect(to path: String, for port: String) -> Int32? {
        guard let stream = StreamSocket.connect(to: path) else { return nil }
        StreamSocket.writeAll(Array("\(port)\n".utf8)[...], to: stream)
        return stream
    }
}

/// Answers every datagram until it is let go of.
private final class Echo: Sendable {
    let port: UInt16
    private let socket: Int32

    init() throws {
        port = try freePort()
        socket = try #require(DatagramSocket.bind(port: port, isIPv6: false))
        Task { [socket] in
            try await onOwnThread {
                var buffer = [UInt8](repeating: 0, count: 65_536)
                var sender = sockaddr_in()
                var length = socklen_t(MemoryLayout<sockaddr_in>.size)
                while true {
                    let count = withUnsafeMutablePointer(to: &sender) {
                        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                            recvfrom(socket, &buffer, buffer.count, 0, $0, &length)
                        }
                    }
                    guard count >= 0, length > 0 else { break }
                    let answer = Array("you said ".utf8) + buffer[..<count]
                    _ = withUnsafePointer(to: sender) {
                        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                            sendto(socket, answer, answer.count, 0, $0, length)
                        }
                    }
                }
                close(socket)
            }
        }
    }

    deinit { shutdown(socket, Int32(SHUT_RDWR)) }
}

private struct Client {
    private let socket: Int32

    init(_ port: UInt16) throws {
        socket = try #require(DatagramSocket.connect(to: "127.0.0.1", port: port))
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(socket, bytes, bytes.count, 0)
    }

    func answer() -> String? {
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 5_000) > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }
}

/// A UDP port of the loopback interface that nobody uses.
private func freePort() throws -> UInt16 {
    let socket = try #require(DatagramSocket.bind(port: 0, isIPv6: false))
    defer { close(socket) }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
    }
    return UInt16(bigEndian: address.sin_port)
}
