import Testing

@testable import SimShell

struct PosixRegexTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let pattern: String
        let text: String
        let extended: Bool
        /// Of the whole and of each group, as the text that was taken.
        let match: [String?]?

        var testDescription: String { pattern }
    }

    static let cases: [Case] = [
        Case(pattern: "a*", text: "baa", extended: false, match: [""]),
        Case(pattern: "aa*", text: "baac", extended: false, match: ["aa"]),
        Case(pattern: "a|ab|abc", text: "xabcd", extended: true, match: ["abc"]),
        Case(pattern: "(a+)(b*)", text: "xaabbc", extended: true, match: ["aabb", "aa", "bb"]),
        Case(pattern: #"\(a\)\|\(b\)"#, text: "b", extended: false, match: ["b", nil, "b"]),
        Case(pattern: "^b", text: "ab", extended: true, match: nil),
        Case(pattern: "a$", text: "ba", extended: false, match: ["a"]),
        Case(pattern: "a^b$c", text: "a^b$c", extended: false, match: ["a^b$c"]),
        Case(pattern: "[^[:digit:]]+", text: "12ab3", extended: true, match: ["ab"]),
        Case(pattern: "[]a-c-]+", text: "x]b-d", extended: true, match: ["]b-"]),
        Case(pattern: "x{2,3}", text: "axxxx", extended: true, match: ["xxx"]),
        Case(pattern: #"x\{2\}"#, text: "axxxx", extended: false, match: ["xx"]),
        Case(pattern: "a{", text: "a{", extended: true, match: ["a{"]),
        Case(pattern: "*a", text: "*a", extended: false, match: ["*a"]),
        Case(pattern: #"\<is\>"#, text: "this is", extended: false, match: ["is"]),
        Case(pattern: #"\w+\s\w+"#, text: "?one two!", extended: true, match: ["one two"]),
        Case(pattern: "(a|b)*c", text: "ababc", extended: true, match: ["ababc", "b"]),
        Case(pattern: "", text: "x", extended: true, match: [""]),
    ]

    @Test(arguments: cases)
    func takesTheLongestOfTheFirst(_ test: Case) throws {
        let bytes = Array(test.text.utf8)
        let match = try PosixRegex(Array(test.pattern.utf8), extended: test.extended).firstMatch(in: bytes)
        #expect(match?.map { $0.map { String(decoding: bytes[$0], as: UTF8.self) } } == test.match)
    }

    @Test(arguments: [
        ("(", PosixRegex.Failure.unmatchedParenthesis), ("[a", .unmatchedBracket), ("+a", .badRepeat),
        ("a{3,2}", .badRepeat),
        (#"(a)\1"#, .backReference), ("(((x{200}){200}){200})", .tooLarge),
    ])
    func refusesWhatIsNone(_ pattern: String, _ failure: PosixRegex.Failure) {
        #expect(throws: failure) { try PosixRegex(Array(pattern.utf8), extended: true) }
    }

    /// What takes other matchers for ever takes this one a moment.
    @Test func takesLinearTime() throws {
        let regex = try PosixRegex(Array("(a*)*(a*)*(a*)*b".utf8), extended: true)
        #expect(!regex.matches(Array(repeating: UInt8(ascii: "a"), count: 2000)))
    }

    @Test func takesAnyBytes() throws {
        let pieces = [
            "(", ")", "[", "]", "*", "+", "?", "{1,", "}", "|", "\\", "^", "$", ".", "a", "-", "[:", ":]",
            "\\<",
        ]
        var state: UInt64 = 7
        for _ in 0..<3000 {
            var pattern = ""
            for _ in 0..<8 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                pattern += pieces[Int(state >> 33) % pieces.count]
            }
            for extended in [true, false] {
                _ = try? PosixRegex(Array(pattern.utf8), extended: extended).firstMatch(
                    in: Array("a-[b]{1,2}".utf8)
                )
            }
        }
    }
}
