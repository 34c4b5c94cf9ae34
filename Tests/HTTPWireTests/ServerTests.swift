import HTTPWire
import Synchronization
import SystemPackage
import TestKit
import Testing

/// Both sides of HTTP over a Unix socket.
struct ServerTests {
    @Test func servesOneRequestAfterTheOther() async throws {
        try await withEcho { path in
            let client = HTTPClient(.unix(path: path))
            for text in ["one", "", "three"] {
                let answer = try await client.send(
                    HTTPRequestHead("POST", "/echo", ["Host": "x"]),
                    .bytes(Array(text.utf8))
                )
                #expect(try await answer.bytes(atMost: 100) == Array(text.utf8))
            }
            client.close()
        }
    }

    @Test func streamsBothWaysAtOnce() async throws {
        try await withEcho { path in
            let client = HTTPClient(.unix(path: path))
            let left = Mutex(200)
            let answer = try await client.send(
                HTTPRequestHead("POST", "/stream", ["Host": "x"]),
                .stream {
                    left.withLock { left -> [UInt8]? in
                        left -= 1
                        return left < 0 ? nil : [UInt8](repeating: 7, count: 50_000)
                    }
                }
            )
            #expect(try await answer.bytes(atMost: 20_000_000).count == 200 * 50_000)
            client.close()
        }
    }

    @Test func handsTheConnectionOverAndKeepsHalfOfItOpen() async throws {
        try await withEcho { path in
            let client = HTTPClient(.unix(path: path))
            let head = HTTPRequestHead(
                "POST",
                "/take",
                ["Host": "x", "Connection": "Upgrade", "Upgrade": "tcp"]
            )
            guard case .upgraded(let answer, let wire) = try await client.upgrade(head, Array("{}".utf8))
            else {
                Issue.record("not upgraded")
                return
            }
            #expect(answer.status == 101)
            try await wire.write(Array("after".utf8))
            try await wire.finishWriting()
            var all: [UInt8] = []
            while let bytes = try await wire.read() { all += bytes }
            #expect(all == Array("{}|after|end".utf8))
            wire.close()
        }
    }

    @Test func answersPipelinedRequestsInOrder() async throws {
        try await withEcho { path in
            let one = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none"
            let two =
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\ntwo\r\n0\r\n\r\n"
            let text = try await exchange(path, Array((one + two).utf8))
            #expect(text.contains("\r\n\r\noneHTTP/1.1 200") && text.hasSuffix("two"))
        }
    }

    @Test func asksForABodyThatWaits() async throws {
        try await withEcho { path in
            try await onThread {
                let socket = try UnixSocket(path: path)
                defer { socket.close() }
                let head =
                    "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
                    + "Connection: close\r\n\r\n"
                try socket.send(Array(head.utf8))
                let first = String(decoding: try socket.receive(), as: UTF8.self)
                #expect(first.hasPrefix("HTTP/1.1 100 Continue"))
                try socket.send(Array("hi".utf8))
                let rest = String(decoding: try socket.receiveAll(), as: UTF8.self)
                #expect(rest.hasSuffix("hi"))
            }
        }
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "\u{16}\u{3}\u{1}\n\n",
    ])
    func refusesWhatItCannotRead(_ text: String) async throws {
        try await withEcho { path in
            let answer = try await exchange(path, Array(text.utf8))
            #expect(answer.hasPrefix("HTTP/1.1 400"))
        }
    }

    @Test func refusesAHeadThatNeverEnds() async throws {
        try await withEcho { path in
            let text = "GET / HTTP/1.1\r\nA: " + String(repeating: "x", count: 100_000)
            let answer = try await exchange(path, Array(text.utf8))
            #expect(answer.hasPrefix("HTTP/1.1 431"))
        }
    }

    /// A client that sends all before it reads, as many do, must find the answer and not a reset connection.
    @Test func answersBeforeAllIsSent() async throws {
        try await withEcho { path in
            let size = 4 << 20
            let head = "POST /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n"
            try await onThread {
                let socket = try UnixSocket(path: path)
                defer { socket.close() }
                try socket.send(Array(head.utf8) + [UInt8](repeating: 0x61, count: size))
                let answer = String(decoding: try socket.receiveAll(), as: UTF8.self)
                #expect(answer.hasPrefix("HTTP/1.1 413"))
            }
        }
    }

    @Test func closesOnAClientThatSendsOnAndOn() async throws {
        try await withEcho { path in
            let head = "POST /refuse HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            try await onThread {
                let socket = try UnixSocket(path: path)
                defer { socket.close() }
                try socket.send(Array(head.utf8))
                #expect(throws: LoopbackSocket.Failure.self) {
                    while true { try socket.send([UInt8](repeating: 0x61, count: 65_536)) }
                }
            }
        }
    }

    /// One who read the body in vain may not keep the next from reading, nor wait for ever itself.
    @Test(.timeLimit(.minutes(1))) func sendsAwayAReaderThatIsLeftBehind() async throws {
        try await withEcho { path in
            let head = "POST /leave HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
            try await onThread {
                let socket = try UnixSocket(path: path)
                defer { socket.close() }
                try socket.send(Array(head.utf8))
                let answer = String(decoding: try socket.receive(), as: UTF8.self)
                #expect(answer.hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test func stopsWorkingForAClientThatIsGone() async throws {
        try await withEcho { path in
            try await onThread {
                let socket = try UnixSocket(path: path)
                try socket.send(Array("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
                _ = try socket.receive()
                socket.close()
            }
            // The handler of /wait ends only by being cancelled; the server could not stop otherwise.
        }
    }

    private final class End: Sendable { let isReached = Mutex(false) }

    /// Streams are passed on by the loops that serve all connections.
    @Test(.timeLimit(.minutes(1))) func answersOthersWhileStreamsGoOn() async throws {
        try await withEcho { path in
            let end = End()
            try await withThrowingTaskGroup(of: Void.self) { group in
                // More than most machines have loops.
                for _ in 0..<9 {
                    group.addTask {
                        try await onThread {
                            let socket = try UnixSocket(path: path)
                            defer { socket.close() }
                            try socket.send(Array("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
                            while !end.isReached.withLock({ $0 }) { _ = try socket.receive() }
                        }
                    }
                }
                let request =
                    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"
                for _ in 0..<20 {
                    let answer = try await exchange(path, Array(request.utf8))
                    #expect(answer.hasSuffix("hi"))
                }
                end.isReached.withLock { $0 = true }
            }
        }
    }

    /// A server that gives back what it gets.
    private func withEcho(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
        try await withScratch { scratch in
            let path = scratch.file("s").string
            let server = HTTPServer(.unix(path: path)) { exchange in try await Self.answer(exchange) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (ready, signal) = AsyncStream<Void>.makeStream()
                group.addTask { try await server.run { _ in signal.finish() } }
                for await _ in ready {}
                try await body(path)
                group.cancelAll()
            }
        }
    }

    private static func answer(_ exchange: HTTPExchange) async throws {
        switch exchange.head.target {
        case "/stream":
            let writer = try await exchange.stream(.init(200))
            try await writer.write(all: { try await exchange.body.next() })
            try await writer.finish()
        case "/endless":
            let writer = try await exchange.stream(.init(200))
            try await writer.write(all: { [UInt8](repeating: 7, count: 65_536) })
        case "/take":
            let bytes = try await exchange.body.bytes(atMost: 100)
            let wire = try await exchange.takeOver(.init(200))
            try await wire.write(bytes + [0x7C])
            while let more = try await wire.read() { try await wire.write(more) }
            try await wire.write(Array("|end".utf8))
        case "/leave":
            let readers = (0..<2).map { _ in Task { try await exchange.body.next() } }
            let (sentAway, signal) = AsyncStream<Void>.makeStream()
            for reader in readers {
                Task {
                    if case .failure = await reader.result { signal.yield() }
                }
            }
            // The body never comes: whichever reader was first ends when the other begins.
            for await _ in sentAway { break }
            try await exchange.respond(.init(200))
        case "/refuse": try await exchange.respond(.init(413))
        case "/wait":
            let writer = try await exchange.stream(.init(200))
            try await Task.sleep(for: .seconds(3600))
            try await writer.finish()
        default: try await exchange.respond(.init(200), try await exchange.body.bytes(atMost: 1000))
        }
    }
}
