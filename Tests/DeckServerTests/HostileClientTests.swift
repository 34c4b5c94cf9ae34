import Glibc
import Ports
import SystemPackage
import Testing

@testable import DeckServer

extension ServerSuite {
    @Suite struct HostileClientTests {
        @Test func goesByItsOwnNamesOnly() async throws {
            try await withSite { site in
                #expect(try await site.get("/a.slide", host: "127.0.0.1:\(site.port)").status == 200)
                for host in [
                    "evil.example", "evil.example:\(site.port)", "127.0.0.1.evil.example", "a@localhost",
                    "10.0.0.1",
                ] {
                    let answer = try await site.get("/a.slide", host: host)
                    #expect(answer.status == 403, "\(host)")
                    #expect(!answer.text.contains("section"))
                }
                let answers = try await offPool {
                    try [
                        "GET / HTTP/1.1\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
                    ].map {
                        let client = try site.client()
                        try client.send($0)
                        return try client.answer().status
                    }
                }
                #expect(answers == [400, 400])
            }
        }

        @Test func refusesOtherMethodsAndBodies() async throws {
            try await withSite { site in
                for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
                    let answer = try await site.get("/a.slide", method: method)
                    #expect(answer.status == 405, "\(method)")
                    #expect(answer.fields["allow"] == "GET, HEAD")
                }
                // The connection is closed, so the body that never ends isn't waited for.
                for fields in [["Content-Length": "1000000"], ["Transfer-Encoding": "chunked"]] {
                    let answer = try await offPool {
                        let client = try site.client()
                        try client.ask("/a.slide", fields)
                        let answer = try client.answer()
                        _ = try client.rest()
                        return answer
                    }
                    #expect(answer.status == 413)
                    #expect(answer.fields["connection"] == "close")
                }
            }
        }

        @Test(arguments: [
            "\u{1}\u{2}\u{3}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /a b c HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nContent-Length: -1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + String(repeating: "x", count: 200_000) + "\r\n\r\n",
            "GET /" + String(repeating: "x", count: 200_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "X: x\r\n", count: 5000) + "\r\n",
            "CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
            "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}",
        ])
        func survivesWhatIsNoRequest(_ bytes: String) async throws {
            var limits = ServerLimits()
            limits.headTime = .milliseconds(500)
            limits.lingerTime = .milliseconds(200)
            limits.idleTime = .milliseconds(500)
            try await withSite(limits: limits) { site in
                let answer = try await offPool {
                    let client = try site.client()
                    // The server may have hung up before all of it was sent.
                    try? client.send(bytes)
                    return String(decoding: (try? client.rest()) ?? [], as: UTF8.self)
                }
                #expect(!answer.hasPrefix("HTTP/1.1 2"), "\(answer.prefix(200))")
                #expect(try await site.get("/a.slide").status == 200)
            }
        }

        @Test func hangsUpOnThoseWhoAreSlowToAsk() async throws {
            var limits = ServerLimits()
            limits.headTime = .milliseconds(300)
            limits.idleTime = .milliseconds(400)
            try await withSite(limits: limits) { site in
                let silent = try await offPool { try site.client(seconds: 8).rest() }
                #expect(silent.isEmpty)
                let drips = try await offPool {
                    let client = try site.client(seconds: 8)
                    // Drips bytes for as long as the server takes them.
                    for byte in "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".utf8 {
                        do { try client.send([byte]) } catch { break }
                    }
                    return try client.rest()
                }
                #expect(drips.isEmpty)
                // After an answer the connection may idle for a while, but a half asked question doesn't prolong it.
                let idle = try await offPool {
                    let client = try site.client(seconds: 8)
                    try client.ask("/a.slide")
                    let answer = try client.answer()
                    try client.send("GET /a.slide HT")
                    return (answer.status, try client.rest())
                }
                #expect(idle.0 == 200)
                #expect(idle.1.isEmpty)
            }
        }

        @Test func hangsUpOnThoseWhoAskAndDoNotRead() async throws {
            var limits = ServerLimits()
            limits.stallTime = .milliseconds(300)
            try await withSite(limits: limits) { site in
                try site.write("big.mp4", [UInt8](repeating: 7, count: 12_000_000))
                let answer = try await offPool {
                    let client = try site.client(receiveBuffer: 4096)
                    try client.ask("/big.mp4")
                    // Nothing is read until the server has given up: that shows in another connection's log of time.
                    let other = try site.client()
                    try other.ask("/big.mp4")
                    let whole = try other.answer()
                    usleep(1_000_000)
                    return (whole.body.count, try client.rest().count)
                }
                #expect(answer.0 == 12_000_000)
                #expect(answer.1 < 12_000_000)
            }
        }

        @Test func answersPipelinedRequestsInOrder() async throws {
            try await withSite(["1.txt": "one", "2.txt": "two", "3.txt": "three"]) { site in
                let answers = try await offPool {
                    let client = try site.client()
                    try client.send(
                        (1...3).map { "GET /\($0).txt HTTP/1.1\r\nHost: localhost\r\n\r\n" }.joined()
                    )
                    return try (1...3).map { _ in try client.answer().text }
                }
                #expect(answers == ["one", "two", "three"])
            }
        }

        @Test func letsConnectionsBeyondTheLimitWait() async throws {
            var limits = ServerLimits()
            limits.connections = 4
            try await withSite(limits: limits) { site in
                let status = try await offPool {
                    var holders = try (0..<4).map { _ in try site.client() }
                    for holder in holders {
                        try holder.ask("/a.slide")
                        _ = try holder.answer()
                    }
                    let waiting = try site.client()
                    try waiting.ask("/a.slide")
                    holders.removeAll()
                    return try waiting.answer().status
                }
                #expect(status == 200)
            }
        }

        @Test func stopsWhateverIsOpen() async throws {
            let clock = ContinuousClock()
            let (stopped, continuation) = AsyncStream.makeStream(of: ContinuousClock.Instant.self)
            let stream = AsyncStream.makeStream(of: RawClient.self)
            try await withSite { site in
                try site.write("big.mp4", [UInt8](repeating: 7, count: 12_000_000))
                let idle = try site.client()
                let events = try await site.follow("/a.slide", showing: "x")
                let download = try await offPool {
                    let client = try site.client(receiveBuffer: 4096)
                    try client.ask("/big.mp4")
                    _ = try client.read(until: "\r\n\r\n")
                    return client
                }
                for client in [idle, events, download] { stream.continuation.yield(client) }
                continuation.yield(clock.now)
            }
            let end = clock.now
            for await start in stopped {
                // A second is what it takes; the rest is for a machine that has much else to do. Waiting for the client
                // that doesn't read would take thirty.
                #expect(end - start < .seconds(8))
                break
            }
            stream.continuation.finish()
        }
    }
}

/// A folder without files.
struct RootedStub: ServedFolder {
    let now = 0
    func stamp(of path: FilePath) -> FileStamp? { nil }
    func contains(_ path: FilePath) -> Bool { false }
    func open(_ path: FilePath) throws(FileError) -> any ServedFile { throw .notFound(path) }
}
