import HTTPWire
import SystemPackage
import TestKit
import Testing

/// How long a connection may stay without a request.
struct HeadTimerTests {
    /// The first request takes longer than a head may: its timer fires in vain, and must be set anew.
    @Test(.timeLimit(.minutes(1))) func closesWhatIsIdleButNotWhatWorks() async throws {
        try await withScratch { scratch in
            let path = scratch.file("s").string
            var limits = HTTPLimits()
            limits.headSeconds = 1
            let server = HTTPServer(.unix(path: path), limits: limits) { exchange in
                try await Task.sleep(for: .milliseconds(1500))
                try await exchange.respond(.init(200))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (ready, signal) = AsyncStream<Void>.makeStream()
                group.addTask { try await server.run { _ in signal.finish() } }
                for await _ in ready {}
                try await onThread {
                    let socket = try UnixSocket(path: path)
                    defer { socket.close() }
                    for _ in 0..<2 {
                        try socket.send(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
                        let answer = String(decoding: try socket.receive(), as: UTF8.self)
                        #expect(answer.hasPrefix("HTTP/1.1 200"))
                    }
                    let answered = ContinuousClock.now
                    #expect(try socket.receive().isEmpty)
                    #expect(ContinuousClock.now - answered > .milliseconds(800))
                }
                group.cancelAll()
            }
        }
    }
}
