import GoText
import Testing

struct GoRegexpTests {
    private func match(_ pattern: String, _ text: [UInt8], from offset: Int = 0) throws -> Range<Int>? {
        try GoRegexp(multiline: Array(pattern.utf8)[...]).firstMatch(in: text, from: offset)
    }

    private func match(_ pattern: String, _ text: String, from offset: Int = 0) throws -> Range<Int>? {
        try match(pattern, Array(text.utf8), from: offset)
    }

    @Test(
        arguments: [
            ("b", "abc", 0, 1..<2), ("^b", "a\nb", 0, 2..<3), ("a$", "xa\nb", 0, 1..<2),
            ("a.b", "a\nb", 0, nil),
            ("(?s)a.b", "a\nb", 0, 0..<3), ("", "abc", 2, 2..<2), ("^c", "abc", 2, 2..<3),
            (#"\bc"#, "abc", 2, 2..<3),
            ("a|ab", "ab", 0, 0..<1), ("(?i)É", "é", 0, 0..<2), (#"\w"#, "é", 0, nil),
            (#"[^\n]+$"#, "a\r\n", 0, 0..<2),
            ("", "", 0, 0..<0), ("x", "", 0, nil), (#"\z"#, "ab", 0, 2..<2), (#"\Qa.b\E"#, "a.b", 0, 0..<3),
            (#"\B"#, "aé b", 0, 3..<3), (#"\B.$"#, "aé bé日", 0, 7..<10),
            ("(?P<n>a)(?P<n>b)", "ab", 0, 0..<2), (#"[(?P<n>](?P<n>a)(?P<n>b)"#, ">ab", 0, 0..<3),
        ] as [(String, String, Int, Range<Int>?)]
    )
    func matchesAsGoDoes(pattern: String, text: String, offset: Int, range: Range<Int>?) throws {
        #expect(try match(pattern, text, from: offset) == range)
    }

    @Test func takesAStrayByteForOneReplacementCharacter() throws {
        let text: [UInt8] = [0x61, 0xFF, 0x62, 0xE2, 0x82, 0x63]
        #expect(try match("a.b", text) == 0..<3)
        #expect(try match("b..c", text) == 2..<6)
        #expect(try match(#"\x{FFFD}"#, text) == 1..<2)
        #expect(try match("c", text, from: 4) == 5..<6)
        #expect(try match("^.c", text, from: 4) == 4..<6)
    }

    @Test(
        arguments: [
            ("L(3", "missing closing ): `(?m:L(3)`"), ("a)", "unexpected ): `(?m:a))`"),
            ("[a", "missing closing ]: `[a)`"),
            ("*a", "missing argument to repetition operator: `*`"),
            ("a**", "invalid nested repetition operator: `**`"),
            ("a{1001}", "invalid repeat count: `{1001}`"), ("[z-a]", "invalid character class range: `z-a`"),
            (#"\8"#, #"invalid escape sequence: `\8`"#), (#"\C"#, #"invalid escape sequence: `\C`"#),
            (#"a)\C"#, #"invalid escape sequence: `\C`"#), (#"\k\C"#, #"invalid escape sequence: `\k`"#),
            (#"(\C("#, #"invalid escape sequence: `\C`"#),
            ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
            (#"\p{Foo}"#, #"invalid character class range: `\p{Foo}`"#),
            ("(?P<n", "invalid named capture: `(?P<n)`"),
            ("[[:foo:]]", "invalid character class range: `[:foo:]`"),
        ])
    func refusesInGosWords(pattern: String, message: String) {
        let error = #expect(throws: GoRegexpError.self) { _ = try match(pattern, "") }
        #expect(error?.message == "error parsing regexp: " + message)
    }

    @Test func refusesAPatternThatIsNoText() {
        let error = #expect(throws: GoRegexpError.self) {
            _ = try GoRegexp(multiline: [0x61, 0xFF, 0x62]).firstMatch(in: [])
        }
        #expect(error?.message == "error parsing regexp: invalid UTF-8: `\u{FFFD}b)`")
    }

    @Test func takesTheAnyByteEscapeInsideAQuotation() throws {
        #expect(try match(#"\Q\C\E"#, #"a\C"#) == 1..<3)
        #expect(try match(#"\\C"#, #"a\C"#) == 1..<3)
    }

    @Test(.timeLimit(.minutes(5))) func staysLinearOnHostilePatterns() throws {
        #expect(try match("(a*)*(a*)*(a*)*b", String(repeating: "a", count: 20_000)) == nil)
        let text = String(repeating: "aé", count: 30_000)
        #expect(try match(#"(?s)\B.*"#, text) == 90_000..<90_000)
        #expect(try match(#"(?s)\B.*"#, text + "éx") == 90_000..<90_003)
    }
}
