import EngineAPI
import LabGrading
import Testing

struct SignedFileTests {
    private let statement = JSON.object([
        .init("time", .string("2026-11-30T22:59:00Z")), .init("a", .number("1")),
    ])

    /// Source: RFC 8032, section 7.1, test 2.
    @Test func signsAsTheStandardDoes() throws {
        let seed: [UInt8] = [
            0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f,
            0x5b,
            0x8a, 0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb,
        ]
        let key = try #require(SigningKey(seed: seed))
        let known: [UInt8] = [
            0x92, 0xa0, 0x09, 0xa9, 0xf0, 0xd4, 0xca, 0xb8, 0x72, 0x0e, 0x82, 0x0b, 0x5f, 0x64, 0x25, 0x40,
            0xa2,
            0xb2, 0x7b, 0x54, 0x16, 0x50, 0x3f, 0x8f, 0xb3, 0x76, 0x22, 0x23, 0xeb, 0xdb, 0x69, 0xda, 0x08,
            0x5a,
            0xc1, 0xe4, 0x3e, 0x15, 0x99, 0x6e, 0x45, 0x8f, 0x36, 0x13, 0xd0, 0xf1, 0x1d, 0x8c, 0x38, 0x7b,
            0x2e,
            0xae, 0xb4, 0x30, 0x2a, 0xee, 0xb0, 0x0d, 0x29, 0x16, 0x12, 0xbb, 0x0c, 0x00,
        ]
        #expect(key.verifying.isSigned([0x72], by: known))
        #expect(!key.verifying.isSigned([0x73], by: known))
        #expect(key.verifying.isSigned([0x72], by: key.sign([0x72])))
    }

    @Test func isNoStatementOfAnotherKind() throws {
        let keys = try Sample.keys()
        let bytes = SignedFile(.override, statement, by: keys.signing).bytes
        #expect(try SignedFile(bytes, .override, keys: keys.records).statement == statement)
        #expect(throws: SignatureProblem.self) { try SignedFile(bytes, .result, keys: keys.records) }
        // Not even when its format is written over: the format is part of what is signed.
        let renamed = String(decoding: bytes, as: UTF8.self)
            .replacing("slidectl-override/1", with: "slidectl-result/1")
        #expect(throws: SignatureProblem.self) {
            try SignedFile(Array(renamed.utf8), .result, keys: keys.records)
        }
    }

    @Test(arguments: [("2026-11-30T22:59:00Z", true), ("2026-11-30T22:58:59Z", false)])
    func believesARetiredKeyOnlyForItsOwnTime(retired: String, isBelieved: Bool) throws {
        var keys = try Sample.keys()
        let bytes = SignedFile(.result, statement, by: keys.signing).bytes
        keys.records[0].retired = Moment(retired)
        let read = try? SignedFile(bytes, .result, keys: keys.records)
        #expect((read != nil) == isBelieved)
    }
}
