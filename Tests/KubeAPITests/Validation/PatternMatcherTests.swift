@testable import KubeAPI
import TestKit
import Testing

struct PatternMatcherTests {
    @Test(arguments: [
        ("^a+$", "aaa", true), ("^a+$", "aab", false), ("b", "abc", true), ("^(ab|cd)*$", "abcdab", true),
        ("^(ab|cd)*$", "abc", false), ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "a-b-1", true),
        ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "-a", false), (#"^\d{2,3}$"#, "12", true),
        (#"^\d{2,3}$"#, "1234", false),
        (#"^\d{2,}$"#, "1234", true), (#"^\S+\s\w$"#, "ab c", true), ("^[^/]+$", "a/b", false),
        ("^$", "", true), ("", "x", true),
        ("^a.c$", "abc", true), (#"^a\.c$"#, "abc", false), ("^(?:x|y)?z$", "z", true),
        ("^a{x$", "a{x", true), ("^[]a]$", "]", true),
        (#"^[\w.-]+@[\w-]+\.com$"#, "a.b@c-d.com", true), ("^é$", "é", true), ("x{0}y", "y", true),
    ])
    func findsPatterns(_ pattern: String, _ text: String, _ isThere: Bool) throws {
        #expect(try #require(PatternMatcher(pattern)).matches(text) == isThere)
    }

    @Test(arguments: [
        "(", "a)", "[a", "a**", "*a", #"\b"#, "(?i)a", "[b-a]", #"\"#, "a{2,1}", "(((a{999}){999}){999})",
        "[[:alpha:]]",
    ])
    func refusesWhatItCantRead(_ pattern: String) { #expect(PatternMatcher(pattern) == nil) }

    /// A backtracking matcher would not come back from these.
    @Test func staysQuickOnHostilePatterns() throws {
        let text = String(repeating: "a", count: 200)
        #expect(try !#require(PatternMatcher("^(a+)+$")).matches(text + "b"))
        #expect(try !#require(PatternMatcher("^(a|a?)*b$")).matches(text))
    }

    /// Swift's own engine is the reference for patterns made at random of what both know.
    @Test func agreesWithAnotherEngine() throws {
        var random = SeededGenerator(seed: 5)
        func pattern(_ depth: Int) -> String {
            switch Int.random(in: 0..<(depth > 3 ? 3 : 8), using: &random) {
            case 0: "a"
            case 1: random.pick(["b", ".", "[ab]", "[^a]"])
            case 2: "c"
            case 3: pattern(depth + 1) + pattern(depth + 1)
            case 4: "(" + pattern(depth + 1) + "|" + pattern(depth + 1) + ")"
            case 5: "(" + pattern(depth + 1) + ")*"
            case 6: "(" + pattern(depth + 1) + ")?"
            default: "(" + pattern(depth + 1) + "){1,2}"
            }
        }
        for _ in 0..<300 {
            let text = "^" + pattern(0) + "$"
            let mine = try #require(PatternMatcher(text))
            let reference = try Regex(text)
            for _ in 0..<8 {
                let word = String(
                    (0..<Int.random(in: 0...5, using: &random)).map { _ in random.pick(Array("abc")) }
                )
                let expected = try reference.firstMatch(in: word) != nil
                #expect(mine.matches(word) == expected, "\(text) on \(word)")
            }
        }
    }
}
