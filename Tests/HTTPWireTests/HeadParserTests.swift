import TestKit
import NIOCore
import Testing

@testable import HTTPWire

/// Heads are read as the standard says and no more laxly.
struct HeadParserTests {
    @Test(arguments: [
        "GET /x HTTP/1.1\nHost: a\n\n", "GET /x HTTP/1.1\r\nHost: a\n\r\n", "GET /x\r\n\r\n",
        "GET  /x HTTP/1.1\r\n\r\n",
        "GET /x HTTP/0.9\r\n\r\n", "GET /x HTTP/2.0\r\n\r\n", "GET http://a/x HTTP/1.1\r\n\r\n",
        "GET * HTTP/1.1\r\n\r\n",
        "CONNECT a:80 HTTP/1.1\r\n\r\n", "TRACE / HTTP/1.1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\n",
        "GE T / HTTP/1.1\r\n\r\n",
        "G(T / HTTP/1.1\r\n\r\n", "GET /\u{e9} HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nA : b\r\n\r\n",
        "GET / HTTP/1.1\r\n: b\r\n\r\n", "GET / HTTP/1.1\r\nA\r\n\r\n",
        "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
        "GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n", "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n",
        "GET / HTTP/1.1\r\nA: b\0c\r\n\r\n",
        "GET / HTTP/1.1\r\nA: \u{1}\r\n\r\n", "\r\n\r\n", "GET / HTTP/1.1 x\r\n\r\n",
        "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 200) + "\r\n",
    ])
    func refuses(_ text: String) {
        #expect(throws: HTTPWireError.self) { try HeadParser.request(Array(text.utf8)) }
    }

    @Test(arguments: [
        "Content-Length: 1\r\nTransfer-Encoding: chunked", "Content-Length: 1\r\nContent-Length: 1",
        "Content-Length: 1\r\nContent-Length: 2", "Content-Length: +1", "Content-Length: -1",
        "Content-Length: 0x1",
        "Content-Length: 1, 1", "Content-Length: ", "Content-Length: 99999999999999999999",
        "Transfer-Encoding: gzip", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: xchunked",
    ])
    func refusesOddFraming(_ fields: String) throws {
        let head = try HeadParser.request(Array("POST / HTTP/1.1\r\n\(fields)\r\n\r\n".utf8))
        #expect(throws: HTTPWireError.self) { try BodyFraming(request: head) }
    }

    @Test func readsHeads() throws {
        let head = try HeadParser.request(
            Array("POST /a?b HTTP/1.1\r\nHost: x\r\nconnection: Upgrade\r\nUpgrade:tcp \r\n\r\n".utf8)
        )
        #expect(head.method == "POST" && head.target == "/a?b" && head.upgrade == "tcp")
        #expect(try HeadParser.response(Array("HTTP/1.1 101 UPGRADED\r\n\r\n".utf8)).status == 101)
    }

    @Test(arguments: [
        "5\r\nhello\r\n0\r\n\r\n", "1\r\nh\r\n4\r\nello\r\n0\r\n\r\n", "05\r\nhello\r\n000\r\n\r\n",
    ])
    func readsChunksHoweverTheyAreCut(_ text: String) throws {
        let bytes = Array(text.utf8)
        for size in 1...bytes.count { #expect(try decode(bytes, size) == Array("hello".utf8)) }
    }

    @Test(arguments: [
        "5;ext=1\r\nhello\r\n0\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", "x\r\n\r\n", "5\nhello\r\n0\r\n\r\n",
        "4\r\nhello\r\n0\r\n\r\n", "-1\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n", "fffffffff\r\nx",
        "0\r\nA: b\r\n\r\n", "\r\n", String(repeating: "0", count: 500),
    ])
    func refusesOddChunks(_ text: String) {
        #expect(throws: HTTPWireError.self) { try decode(Array(text.utf8), 1000) }
    }

    /// Each piece is passed on by a write of its own.
    @Test func givesAllChunksThatAreThereAsOnePiece() throws {
        var decoder = BodyDecoder(.chunked)
        decoder.feed(.init(string: "5\r\nhello\r\n1\r\n \r\n8\r\nwor"))
        guard case .piece(Array("hello wor".utf8)) = try decoder.step() else {
            Issue.record("the chunks come one by one")
            return
        }
        guard case .needsMore = try decoder.step() else {
            Issue.record("a chunk that is cut isn't waited for")
            return
        }
        decoder.feed(.init(string: "ld of\r\n0\r\n\r\nGET"))
        guard case .piece(Array("ld of".utf8)) = try decoder.step(), case .end = try decoder.step() else {
            Issue.record("the body doesn't end")
            return
        }
        #expect(decoder.takeRest() == .init(string: "GET"))
    }

    private func decode(_ bytes: [UInt8], _ size: Int) throws -> [UInt8] {
        var decoder = BodyDecoder(.chunked)
        var all: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            decoder.feed(.init(bytes: bytes[start..<min(start + size, bytes.count)]))
            loop: while true {
                switch try decoder.step() {
                case .piece(let piece): all += piece
                case .needsMore: break loop
                case .end: return all
                }
            }
        }
        throw HTTPWireError.closedEarly
    }

    @Test func survivesRandomEdits() {
        var generator = SeededGenerator(seed: 5)
        let original = Array(
            "POST /x?y=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nUpgrade: tcp\r\n\r\n".utf8
        )
        for _ in 0..<10_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
            }
            guard let head = try? HeadParser.request(bytes) else { continue }
            _ = try? BodyFraming(request: head)
            let again = try? HeadParser.request(head.encoded)
            #expect(again?.fields == head.fields || !head.isVersion11)
        }
    }
}
