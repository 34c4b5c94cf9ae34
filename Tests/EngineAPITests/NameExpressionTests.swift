import EngineAPI
import Testing

/// Names are filtered by regular expressions, as engines take them.
struct NameExpressionTests {
    private static let names = [
        "web1", "web2", "web", "/web1", "db", "my-volume", "net0", "net10", "a.b", "a-b", "aXb", "Web1", "",
        "aaaa", "9",
        "foo_bar", "x^y", "web1\n",
    ]
    private static let patterns = [
        "^web1$", "^web", "web$", "^/?web1$", "web.*", "web|db", "web[12]", "net[0-9]", "net[^0-9]", "my.*",
        "^(web|db)$",
        "^(?:web|db)\\d?$", "a\\.b", "a.b", "a[.-]b", "\\d+", "^\\D+$", "\\w_\\w", "^$", "", "a{2}",
        "^a{2,3}$",
        "^a{4,}$", "(a|aa)+$", "^(a*)*$", "(a?)*b", "we?b", "x\\^y", "[a-c]{1,2}$", "^.$", "b+?",
        "(w(e(b)))1", "net1?0", "|web", "[\\d_]", "\\Aweb\\z", "a{x}|db", "\\s", "\\S\\S\\S$",
    ]

    /// Swift's own matcher is the reference: on these it agrees with Go's.
    @Test(arguments: patterns)
    func findsWhatOtherMatchersFind(_ pattern: String) throws {
        let other = try Regex(pattern).anchorsMatchLineEndings(false)
        let ours = NameExpression(pattern)
        for name in Self.names where !name.hasSuffix("\n") || !pattern.hasSuffix("$") {
            #expect(ours.finds(name) == name.contains(other), "\(pattern) in \(name)")
        }
    }

    @Test func knowsABracketThatComesFirst() {
        #expect(NameExpression("^[]a]$").finds("]") && NameExpression("^[[]$").finds("["))
    }

    /// As in Go, a line's end is no end of the text.
    @Test func knowsNoLines() {
        #expect(!NameExpression("^web1$").finds("web1\n"))
    }

    @Test(arguments: ["(", "a)", "[a", "a**", "*", "a{3,2}", "\\", "[b-a]", "a{1001}", "\\y"])
    func findsByAPatternThatCannotBeReadTheSameNameOnly(_ pattern: String) {
        #expect(NameExpression(pattern).finds(pattern))
        #expect(!NameExpression(pattern).finds("x" + pattern))
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["^(a+)+$", "^(a|a)*$", "(a*)*b", "(((a{0,30}){0,30}){0,30})b"]
    )
    func takesNoLongerThanItsLengthTimesTheNames(_ pattern: String) {
        #expect(!NameExpression(pattern).finds(String(repeating: "a", count: 250) + "!"))
    }

    /// Go's own form of a named group, its classes and its flags.
    @Test(arguments: ["^(?P<x>web)1$", "^[[:alpha:]]+1$", "(?i)^WEB1$"])
    func readsWhatGoReads(_ pattern: String) {
        #expect(NameExpression(pattern).finds("web1") && !NameExpression(pattern).finds("wob"))
    }

    @Test(arguments: [String(repeating: "(", count: 900), String(repeating: "a", count: 5000) + "?"])
    func readsNoPatternWithoutEnd(_ pattern: String) {
        #expect(!NameExpression(pattern).finds("a"))
    }
}
