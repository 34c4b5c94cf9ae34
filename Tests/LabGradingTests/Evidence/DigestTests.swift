import LabGrading
import Testing

struct DigestTests {
    /// Source: FIPS 180-2, appendix B.1.
    @Test func isThatOfTheStandard() {
        #expect(
            Digest(of: Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test func tellsListsOfPartsApart() {
        let one = Digest(parts: [Array("ab".utf8), Array("c".utf8)])
        #expect(one != Digest(parts: [Array("a".utf8), Array("bc".utf8)]))
        #expect(one != Digest(parts: [Array("abc".utf8)]))
        #expect(one != Digest(parts: [Array("ab".utf8), Array("c".utf8), []]))
    }

    @Test(arguments: ["", "AB", String(repeating: "A", count: 64), String(repeating: "g", count: 64)])
    func readsNothingElse(text: String) { #expect(Digest(hex: text) == nil) }
}
