import Testing

@testable import TextMatch

@Suite struct OutputNormsTests {
    @Test(arguments: [
        ("a\nb\n", ["a", "b"]), ("a\r\nb", ["a", "b"]), ("a \t\n\n", ["a", ""]), ("", []), ("\n", [""]),
        ("10%\r50%\r100%\n", ["100%"]), ("50%\r\r\n", ["50%"]), ("\u{1B}[1;32mgreen\u{1B}[0m\n", ["green"]),
        ("\u{1B}]0;title\u{07}x\n", ["x"]), ("\u{1B}]8;;http://a\u{1B}\\link\u{1B}]8;;\u{1B}\\\n", ["link"]),
        ("\u{1B}(Bx\u{1B}7y\u{1B}[?25l\n", ["xy"]), ("a\u{1B}", ["a"]), ("\u{1B}[12", ["12"]),
        ("\u{1B}]never ends\nnext\n", ["never ends", "next"]), ("ab\u{08}c\n", ["ac"]),
    ])
    func takesTheDressOff(output: String, lines: [String]) {
        #expect(OutputNorms.lines(of: Array(output.utf8)) == lines)
    }

    @Test func showsBytesThatAreNoText() {
        #expect(OutputNorms.lines(of: [0x61, 0xFF, 0xC3, 0xA9, 0xE2, 0x82]) == [#"a\xffé\xe2\x82"#])
    }

    @Test func returnsForAnyBytes() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let bytes = (0..<40).map { _ in
                [0x1B, 0x5B, 0x5D, 0x0D, 0x0A, 0x08, 0xC3, UInt8.random(in: 0...255, using: &random)]
                    .randomElement() ?? 0
            }
            #expect(OutputNorms.lines(of: bytes).count <= 41)
        }
    }
}
