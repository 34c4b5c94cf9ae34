import EngineAPI
import Testing

/// The small values of the API.
struct ValueTests {
    @Test(arguments: [
        ("busybox", "docker.io", "library/busybox", "busybox"), ("a/b", "docker.io", "a/b", "a/b"),
        ("docker.io/library/redis:7", "docker.io", "library/redis", "redis:7"),
        ("127.0.0.1:5000/x:y", "127.0.0.1:5000", "x", "127.0.0.1:5000/x:y"),
        ("localhost/x", "localhost", "x", "localhost/x"), ("gcr.io/a/b/c", "gcr.io", "a/b/c", "gcr.io/a/b/c"),
    ])
    func readsNamesOfImages(_ text: String, _ domain: String, _ path: String, _ shown: String) throws {
        let reference = try #require(ImageReference(text))
        #expect(reference.domain == domain && reference.path == path && reference.description == shown)
    }

    @Test(arguments: [
        "", "A", "a:", "a:b c", "a@sha256:1", "-a", "a//b", "a/", "/a", "a__b_", "a:b:c", "a b", "é", "..",
        "a..b",
        "x.y:99999999/a", "a@md5:1", String(repeating: "a", count: 300),
    ])
    func refusesWhatIsNoName(_ text: String) {
        #expect(ImageReference(text) == nil)
    }

    @Test func takesFramesApartHoweverTheyAreCut() throws {
        let frames = [StreamFrame(.output, [1, 2, 3]), StreamFrame(.error, []), StreamFrame(.output, [4])]
        let bytes = frames.flatMap(\.encoded)
        for size in 1...bytes.count {
            var reader = StreamFrameReader()
            var found: [StreamFrame] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                found += try reader.read(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(found == frames && reader.isAtEnd)
        }
    }

    @Test func refusesBytesThatAreNoFrames() {
        var reader = StreamFrameReader()
        #expect(throws: EngineError.self) { try reader.read([9, 0, 0, 0, 0, 0, 0, 1, 1]) }
        var long = StreamFrameReader()
        #expect(throws: EngineError.self) { try long.read([1, 0, 0, 0, 255, 255, 255, 255]) }
    }

    @Test func readsCredentials() throws {
        #expect(try RegistryCredentials(header: "e30=")?.isEmpty == true)
        let given = RegistryCredentials().with {
            $0.username = "u?>"; $0.password = "p"
        }
        #expect(try RegistryCredentials(header: given.header) == given)
        #expect(throws: EngineError.self) { try RegistryCredentials(header: "!!") }
        #expect(throws: EngineError.self) { try RegistryCredentials(header: "W10=") }
    }

    @Test func takesLinesOfJSONApart() async throws {
        let bytes = Array("{\"a\":1}\r\n\n{\"b\":2}\n{\"c\":3}".utf8)
        let stream = ByteStream(bytes.map { [$0] })
        #expect(
            try await stream.documents.collect().compactMap { $0.members?.first?.name } == ["a", "b", "c"]
        )
    }
}
