import TextMatch
import Testing

/// Expressions that are looked for in a text.
struct TextSearchTests {
    @Test(arguments: ["^FROM", "scratch$", "(?i)from SCRATCH", "a.*z", "^$", "ä", "b|z"])
    func finds(_ expression: String) throws {
        #expect(try #require(TextSearch(expression)).matches(in: "# ä\nFROM scratch\n\na to z\n"))
    }

    @Test(arguments: ["^scratch", "FROM$", "#.*FROM", "q"])
    func findsNothing(_ expression: String) throws {
        #expect(!(try #require(TextSearch(expression)).matches(in: "# ä\nFROM scratch\n\na to z\n")))
    }

    @Test func searchesAnEmptyText() throws { #expect(try #require(TextSearch("^$")).matches(in: "")) }

    @Test(arguments: ["(", "[a", "a**", "(?<=a)b"])
    func refusesWhatREDoesNotKnow(_ expression: String) { #expect(TextSearch(expression) == nil) }
}
