import SimShell
import Testing

@testable import SimServices

/// Requests, whole and broken.
struct HTTPReadingTests {
    static func read(_ bytes: [UInt8]) async -> Result<HTTPRequest, HTTPReading.Problem> {
        let pipe = BytePipe(capacity: 1 << 20)
        if !bytes.isEmpty { _ = try? await pipe.write(bytes) }
        pipe.closeWriting()
        var reading = HTTPReading(reader: ByteReader(pipe))
        do throws(HTTPReading.Problem) { return .success(try await reading.request()) } catch {
            return .failure(error)
        }
    }

    static let whole =
        "POST /a?b=1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"

    @Test func readsChunks() async throws {
        let request = try await Self.read(Array(Self.whole.utf8)).get()
        #expect(request.body == Array("abc".utf8))
        #expect(request.rawPath == "/a")
        #expect(request.query == "b=1")
    }

    @Test func survivesEveryPrefixAndEveryDeletion() async throws {
        let bytes = Array(Self.whole.utf8)
        for count in 0..<bytes.count {
            let cut = await Self.read(Array(bytes.prefix(count)))
            #expect(throws: HTTPReading.Problem.self) { try cut.get() }
            var without = bytes
            without.remove(at: count)
            _ = await Self.read(without)
        }
    }

    @Test func refusesWhatIsTooLarge() async throws {
        let long = Array("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n\r\n".utf8)
        #expect(await Self.read(long) == .failure(.headTooLarge))
        let body = Array("POST / HTTP/1.1\r\nContent-Length: 9000000000000000000\r\n\r\n".utf8)
        #expect(await Self.read(body) == .failure(.bodyTooLarge))
        let chunk = Array("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n".utf8)
        #expect(await Self.read(chunk) == .failure(.bodyTooLarge))
    }
}
