import GoText
import Testing

struct GoTextTests {
    @Test(
        arguments: [
            ([0x61, 0x62], "ab"), ([], ""), ([0xC3, 0xA9], "é"), ([0xF0, 0x9F, 0x98, 0x80], "😀"),
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xE2, 0x82], "\u{FFFD}\u{FFFD}"),
            ([0xE2, 0x82, 0x41], "\u{FFFD}\u{FFFD}A"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF0, 0x9F, 0x98, 0xC3, 0xA9], "\u{FFFD}\u{FFFD}\u{FFFD}é"), ([0xEF, 0xBF, 0xBD], "\u{FFFD}"),
        ] as [([UInt8], String)]
    )
    func decodesEachStrayByteAsOneReplacement(bytes: [UInt8], text: String) {
        #expect(GoText.decode(bytes) == text)
    }

    @Test func findsTheFirstByteThatIsNoText() {
        #expect(GoText.firstInvalidByte(Array("plain text, long enough – é".utf8)) == nil)
        #expect(GoText.firstInvalidByte(Array("12345678é".utf8) + [0x80]) == 10)
        let bytes: [UInt8] = [0xFF, 0x61, 0x62, 0xFE]
        #expect(GoText.firstInvalidByte(bytes[1...]) == 3)
    }

    @Test(
        arguments: [
            ("a", #""a""#), ("a\"\\b", #""a\"\\b""#),
            ("\u{07}\u{08}\u{0C}\n\r\t\u{0B}", #""\a\b\f\n\r\t\v""#),
            ("\u{00}\u{1B}\u{7F}", #""\x00\x1b\x7f""#), ("é—★日", #""é—★日""#), ("\u{A0}", #""\u00a0""#),
            ("\u{85}", #""\u0085""#), ("\u{200B}\u{FEFF}", #""\u200b\ufeff""#), ("\u{E000}", #""\ue000""#),
            ("\u{10FFFF}", #""\U0010ffff""#), ("\u{FFFD}", "\"\u{FFFD}\""), ("e\u{301}", "\"e\u{301}\""),
            ("\r\n", #""\r\n""#),
        ])
    func quotesAsGoDoes(text: String, quoted: String) {
        #expect(GoText.quoted(text) == quoted)
    }

    @Test func quotesStrayBytesInHex() {
        #expect(GoText.quoted([0x61, 0xFF, 0xE2, 0x82] as [UInt8]) == #""a\xff\xe2\x82""#)
    }

    @Test func knowsWhiteSpace() {
        let spaces: [UInt32] =
            [9, 10, 11, 12, 13, 32, 0x85, 0xA0, 0x1680] + Array(0x2000...0x200A)
            + [0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
        let found = (UInt32(0)...0x10FFFF).filter { Unicode.Scalar($0)?.isGoSpace == true }
        #expect(found == spaces)
        for value in 0...0xFFFF {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            #expect(GoText.isWhite(Array(String(scalar).utf8)[...]) == scalar.isGoSpace)
        }
    }

    @Test func knowsPunctuation() {
        for scalar in #"_*&#@%-/\:;.,()[]{}"'!?—“”’¡"#.unicodeScalars {
            #expect(scalar.isGoPunctuation, "\(scalar)")
        }
        for scalar in "$+<=>^`|~a1 é★€".unicodeScalars { #expect(!scalar.isGoPunctuation, "\(scalar)") }
    }

    @Test(
        arguments: [
            ("  a b\t", "a b"), ("\u{3000}a\u{A0}", "a"), ("\u{85}\u{2028} x\u{205F}\u{1680}", "x"), ("", ""),
            (" \u{A0} ", ""), ("é", "é"), ("\u{2003}\u{200B}\u{2003}", "\u{200B}"),
        ])
    func trimsWhiteSpace(text: String, trimmed: String) {
        #expect(GoText.decode(GoText.trimmed(Array(text.utf8)[...])) == trimmed)
    }

    @Test func keepsTornWhiteSpace() {
        let torn: [UInt8] = [0xA0, 0x61, 0xE2, 0x80]
        #expect(GoText.trimmed(torn[...]) == torn[...])
        #expect(GoText.fields(([0x20] + torn + [0x20, 0x80])[...]) == [torn[...], [0x80]])
    }

    @Test func splitsIntoFields() {
        let fields = GoText.fields(Array(" .code\u{A0}a  b\t\u{3000}".utf8)[...])
        #expect(fields.map { GoText.decode($0) } == [".code", "a", "b"])
        #expect(GoText.fields([]).isEmpty)
        #expect(GoText.fields(Array(" \t".utf8)[...]).isEmpty)
    }

    @Test func findsLeadingWhiteSpace() {
        #expect(GoText.leadingWhite(Array("\t \u{A0}x ".utf8)[...]).count == 4)
        #expect(GoText.leadingWhite(Array("x".utf8)[...]).isEmpty)
    }
}
