import RegularExpressions
import TestKit
import Testing

@testable import KubeAPI

struct SchemaPatternTests {
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
        #expect(try SchemaPattern(pattern).matches(text) == isThere)
    }

    /// What definitions in the wild use of Go's syntax.
    @Test(arguments: [
        ("^(?i)(Disabled|Strict|Loose)?$", "STRICT", true), ("^(?i)(Disabled|Strict|Loose)?$", "x", false),
        (#"\bcat\b"#, "a cat", true), (#"\bcat\b"#, "concat", false), ("^[[:alpha:]]+$", "abc", true),
        ("^[[:alpha:]]+$", "ab1", false), (#"^\p{Lu}"#, "Éa", true), ("^(?P<year>[0-9]{4})$", "2025", true),
    ])
    func readsAllOfGo(_ pattern: String, _ text: String, _ isThere: Bool) throws {
        #expect(try SchemaPattern(pattern).matches(text) == isThere)
    }

    @Test(arguments: [
        ("(", "missing closing ): `(`"), ("a)", "unexpected ): `a)`"), ("[a", "missing closing ]: `[a`"),
        ("a**", "invalid nested repetition operator: `**`"),
        ("*a", "missing argument to repetition operator: `*`"),
        ("[b-a]", "invalid character class range: `b-a`"),
        (#"\"#, "trailing backslash at end of expression: ``"), ("a{2,1}", "invalid repeat count: `{2,1}`"),
        ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
    ])
    func refusesAsGoDoes(_ pattern: String, _ problem: String) {
        let error = #expect(throws: RegularExpressionError.self) { _ = try SchemaPattern(pattern) }
        #expect(error?.message == "error parsing regexp: \(problem)")
    }

    /// Of these, RE2 would use much memory before it gave up.
    @Test(arguments: [
        "(((a{999}){999}){999})", "(\(String(repeating: "ab", count: 400))){500}",
        String(repeating: "a", count: 20_001), "((a|b|c){100}(d|e){100}){200}",
    ])
    func boundsWhatAPatternUnfoldsTo(_ pattern: String) {
        #expect(throws: RegularExpressionError.self) { _ = try SchemaPattern(pattern) }
    }

    @Test(arguments: [
        ("ab{10}c", 12), ("(ab){3}", 7), (#"[a-z]{0,61}\d"#, 62), ("a{x", 3), ("[[:alpha:]]", 1),
    ])
    func countsSteps(_ pattern: String, _ size: Int) { #expect(PatternSize.of(pattern) == size) }

    /// A backtracking matcher would not come back from these.
    @Test func staysQuickOnHostilePatterns() throws {
        let text = String(repeating: "a", count: 200)
        #expect(try !SchemaPattern("^(a+)+$").matches(text + "b"))
        #expect(try !SchemaPattern("^(a|a?)*b$").matches(text))
    }
}
