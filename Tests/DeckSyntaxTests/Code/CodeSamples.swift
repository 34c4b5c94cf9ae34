import TestKit

/// Files to show and random lines that show them.
enum CodeSamples {
    private static let program = """
        // Copyright OMIT

        package main

        import "fmt"

        func main() { // HL
        \tfmt.Println("a < b && c", 'x') // HLone
        \tx := 1 + 2 // HLtwo
        // HLmargin
        \t \t// HLone
        \tif x > 3 { // HLone x
        \t\tpanic("é\t日本") // HLone // HLtwo

          \u{A0}nbsp \u{A0} // HLtwo
        \t} // OMIT
        // START OMIT
        \ty := "OMIT" // HLone\u{20}
        // STOP OMIT\u{20}
        /* OMIT */ fooOMIT
        }

        """

    static let files: [String: [UInt8]] = [
        "ten.txt": Array((1...10).map { "L\($0)\n" }.joined().utf8),
        "open.txt": Array((1...10).map { "L\($0)" }.joined(separator: "\n").utf8),
        "prog.go": Array(program.utf8),
        "crlf.go": Array(
            program.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8
        ),
        "sub/raw.tar.gz": [
            0x61, 0xFF, 0x4C, 0x0A, 0xE2, 0x82, 0x0A, 0x00, 0xC3, 0xA9, 0x0A, 0xC3, 0xA9, 0xF0, 0x9F, 0x0A,
            0x4C,
        ],
        "empty": [],
        "lf": [0x0A, 0x0A, 0x0D, 0x0A],
        "long.txt": Array("L1\n".utf8) + long(65_535) + Array("\nL3\n".utf8) + long(65_536)
            + Array("\nL5\n".utf8),
        "crlong.txt": Array("L1\n".utf8) + long(65_535) + Array("\r\nL3\n".utf8),
    ]

    private static func long(_ count: Int) -> [UInt8] { [UInt8](repeating: UInt8(ascii: "x"), count: count) }

    /// Lines for corners that chance seldom meets.
    static let fixedLines: [[UInt8]] =
        [
            ".code", ".play", ".code HL", ".code HLx", ".code\u{A0}ten.txt", ".code\u{0B}ten.txt",
            ".code ten.txt\u{A0}",
            ".code ten.txt \u{A0} 3", ".code ten.txt 3 \u{A0}", ".code ten.txt 3\u{A0}HLx",
            ".code ten.txt\u{0B} HLx",
            ".code\u{A0}.code ten.txt", ".code\u{A0}x .play ten.txt 3", ".code .code ten.txt",
            ".play\u{A0}.code -edit prog.go",
            ".code long.txt", ".code long.txt 2", ".code long.txt 3,", ".code long.txt 4,",
            ".code crlong.txt", ".code crlong.txt 2",
            ".code -edit", ".code -edit -numbers", ".code -edit-numbers ten.txt", ".code -Edit ten.txt",
            ".code ten.txt -edit",
            ".play -numbers -edit -numbers prog.go /START/,/STOP/ HLone", ".code sub", ".code .",
            ".code /ten.txt 3",
            ".code ./sub/../ten.txt 3", ".code sub//raw.tar.gz", ".code empty", ".code empty $-#1",
            ".code empty #0", ".code empty 0",
            ".code lf", ".play prog.go 3,5", ".play prog.go $", ".play prog.go 0", ".code crlf.go HLone",
            ".play crlf.go 5,9 HLtwo",
            ".code ten.txt 99999999999999999999", ".code ten.txt 9223372036854775807",
            ".code ten.txt -9223372036854775807",
            ".code ten.txt $-#1", ".code open.txt $-#1", ".code open.txt $-#0", ".code ten.txt /\\",
            ".code ten.txt /L1/,/L\\",
            ".code ten.txt /L\\\\", ".code ten.txt /L\\//", ".code ten.txt 3 HLa HLb",
            ".code ten.txt /L3 HLx",
        ].map { Array($0.utf8) } + [
            Array(".code ten.txt /a".utf8) + [0xFF] + Array("b/".utf8),
            Array(".code ten.txt 3".utf8) + [0xE9],
            Array(".code sub/raw.tar.gz /".utf8) + [0xC3, 0xA9] + Array("./".utf8),
            Array(".code x".utf8) + [0xFF],
        ]

    private static let patterns = [
        "L3", "L\\d+", "^L2$", "é", ".", "x*", "[", "(", ")", "\\C", "(?i)l7", "\\pL", "\\bL1\\b", "a{1001}",
        "L**",
        "L4\\n", "\\QL5\\E", "(?P<n>L)(?P<n>4)", "\\z", "$", "^", "[[:alpha:]]8", "\\x{e9}", "[^\\n]+",
        "(?s)L2.L3", "\\/", "\\\\",
        "(?=x)", "\\8", "[z-a]", "\\p{Foo}", "(?<n>x)", "(?P<n", "(?P=n)", "(?P<a b>L)", "(?P<>L)", "x{2,1}",
        "[[:foo:]]", "L6|L9", "(?U)L.*",
        "(?-m)^L3", "\\x", "\\xZZ", "[\\d-z]", "[L", "[]L]", "\\E", "(?z)", "(?", "(?P", "*", "+L", "?",
        "\\Z", "\\1", "L3\\", "START", "STOP",
        "func main", "HLone", "L{2}{3}", "(?i", "\\pN+", "\\p{Greek}", "[a-\\d]", "x{1000}{2}", "(L1)\\nL2",
        "[^L]\\n", "\\B", "L(3", "L3)", "[[:alpha:]",
        "\\Q[", "\\_", "\\é", "L1.", ".\\n.", "\\x{FFFD}", "}", "\\}", "fmt.*", "\\tx", "OMIT$", "\\r$", "日本",
        "L10", "\\AL3", "(?m)^$", "(?:L)5", "", "\\a", "\\Q\\C\\E",
    ]

    private static let matching = [
        "L3", "L\\d", "^L2$", ".", "$", "L", "L5", "L8", "main", "^", "START", "x", "}", "L10", "o", "OMIT$",
        "\\n",
    ]

    private static func pattern(_ random: inout SeededGenerator) -> String {
        random.chance(70) ? random.pick(matching) : random.pick(patterns)
    }

    /// Makes a random line.
    static func line(_ random: inout SeededGenerator) -> [UInt8] {
        var line = random.pick([".code", ".code", ".play"])
        for _ in 0..<random.pick([0, 0, 0, 1, 2]) {
            line += space(&random) + random.pick(["-edit", "-numbers"])
        }
        line +=
            space(&random)
            + random.pick([
                "ten.txt", "ten.txt", "ten.txt", "open.txt", "prog.go", "prog.go", "crlf.go",
                "sub/raw.tar.gz", "ten.txt", "prog.go", "lf", "empty", "nope.go",
            ])
        if random.chance(2) { line += space(&random) + random.pick(["-edit", "HLone", "-x"]) }
        if random.chance(93) { line += space(&random) + address(&random) }
        if random.chance(30) {
            line +=
                space(&random)
                + random.pick(["HLone", "HLtwo", "HLone", "HL", "HLx y", "HLmargin", "HL-", "HLé"])
        }
        if random.chance(10) { line += random.pick([" ", "\t", "\u{A0}", "\u{0B}"]) }
        return Array(line.utf8)
    }

    private static func space(_ random: inout SeededGenerator) -> String {
        random.pick([" ", " ", " ", " ", "  ", "\t", " \t", "\u{0C}"])
    }

    private static func address(_ random: inout SeededGenerator) -> String {
        if random.chance(55) { return simple(&random) + (random.chance(60) ? "," + simple(&random) : "") }
        return (0..<Int.random(in: 1...6, using: &random)).map { _ in piece(&random) }.joined()
    }

    /// One end of a range, as lecturers write it.
    private static func simple(_ random: inout SeededGenerator) -> String {
        let start = random.pick([
            "/\(pattern(&random))/", "\(Int.random(in: 0...11, using: &random))", "$", "",
            "#\(Int.random(in: 0...40, using: &random))",
        ])
        return start + random.pick(["", "", "", "+", "-", "+1", "-2", "+#3", "-#2", "++", "-3"])
    }

    private static func piece(_ random: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: "/\(pattern(&random))/"
        case 2: "\(Int.random(in: 0...12, using: &random))"
        case 3: ","
        case 4, 5: "+"
        case 6, 7: "-"
        case 8: "$"
        case 9: "#"
        case 10: "#\(Int.random(in: 0...30, using: &random))"
        default: random.pick([" ", ";", "é", "x", "/L", "0", "/L3", "1", "2", "/L/", "/o/"])
        }
    }

    private static let regexpPieces = [
        "L", "1", "3", ".", ".", "*", "+", "?", "|", "(", ")", ")", "[", "]", "^", "$", "\\d", "\\w", "\\s",
        "\\S", "\\b", "{2}", "{1,}", "{0,3}", "{", "}", "(?i)", "(?:",
        "(?P<n>", "(?s:", "(?-m)", "(?U)", "\\pL", "\\PL", "\\p{Lu}", "\\Q", "\\E", "-", "[^", "[[:alpha:]]",
        "[[:^digit:]", "\\C", "x", "é", "\\x{e9}", "\\n", "\\z", "\\A", "\\W",
        "\\D", "\\B", "[a-z]", "[\\w]", "[\\x00-\\x7f]", "\\.", "\\/", "\\\\", "*?", "+?", "??", "\\t", "l",
        "\\x41", "\\101", "\\012", "\\k", "\u{FFFD}", "(?", "<", ">", ":", "=", "!", ",", "i",
    ]

    /// Makes a line with a random regular expression.
    static func regexpLine(_ random: inout SeededGenerator) -> [UInt8] {
        let file = random.pick(["ten.txt", "ten.txt", "prog.go", "sub/raw.tar.gz"])
        let count = Int.random(in: 1...6, using: &random)
        let pattern = (0..<count).map { _ in random.pick(regexpPieces) }.joined()
        return Array(
            ".code \(file) \(random.pick(["", "", "3", "#2"]))/\(pattern)/\(random.pick(["", ",", ",+1"]))"
                .utf8
        )
    }
}
