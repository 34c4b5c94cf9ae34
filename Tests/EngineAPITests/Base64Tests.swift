import EngineAPI
import Testing

/// What base 64 is to those who take it as Go's `encoding/base64` does.
struct Base64Tests {
    /// The offsets follow from that package's source; those of the first two are in many a question on the net.
    @Test(arguments: [
        ("hunter2", 4), ("s3cr3t!pass", 6), ("my-password-is_x", 2), ("abc=def=", 4), ("Zm9v=garbage!!", 4),
        ("Zg", 0), ("Zg=", 3), ("Zg=x", 2), ("Zg==x", 4), ("Z===", 1), ("Zm9vY", 4), ("Zm9v Zm9v", 4),
        ("\"", 0), ("Zg=\n", 4),
    ])
    func saysWhereATextStopsBeingBase64(_ text: String, _ offset: Int) {
        let error = #expect(throws: Base64.IllegalByte.self) { try Base64.decode(strictly: text) }
        #expect(error?.offset == offset)
    }

    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("aGVsbG8h\n", "hello!"),
        ("aGVs\r\nbG8h", "hello!"), ("Zg=\n=\n", "f"), ("Zh==", "f"),
    ])
    func readsWhatGoReads(_ text: String, _ meaning: String) throws {
        #expect(try Base64.decode(strictly: text) == Array(meaning.utf8))
    }

    @Test func readsWhatItWrites() throws {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            #expect(try Base64.decode(strictly: Base64.encode(bytes, forURLs: false)) == bytes)
        }
    }
}
