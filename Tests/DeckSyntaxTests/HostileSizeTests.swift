import DeckModel
import DeckSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

/// Decks that are large in one way: time grows with their size, not faster, and no stack overflows.
@Suite struct HostileSizeTests {
    private func parse(_ text: String) -> ParsedDeck {
        let source = SourceFile(name: "a.slide", text: text)
        return DeckParser(reader: MemoryFiles(texts: ["a.txt": "a\n"])).parse(source, at: "a.slide")
    }

    @Test(.timeLimit(.minutes(5)))
    func readsAnAuthorOfManyLines() {
        let parsed = parse("# T\n\n" + String(repeating: "Ann\n", count: 200_000) + "\n## A\n")
        #expect(parsed.deck.authors.map(\.elements.count) == [200_000])
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: ["<http://a.b>\n", "<http://a.b?c&amp;d>\n", "[http://a.b](http://a.b)\n"]
    )
    func readsManyLinks(link: String) {
        let parsed = parse("# T\n\n## A\n\n" + String(repeating: link, count: 20_000))
        #expect(!parsed.isRefused)
    }

    @Test(.timeLimit(.minutes(5)))
    func readsManyCodeBlocks() {
        let parsed = parse("# T\n\n## A\n\n" + String(repeating: "```go\nx\n```\n\n", count: 20_000))
        #expect(!parsed.isRefused)
    }

    @Test(.timeLimit(.minutes(5)))
    func tellsManyFaults() {
        let parsed = parse("T\n\n* A\n" + String(repeating: ".nope\n", count: 50_000))
        #expect(parsed.diagnostics.count == 50_000)
    }

    @Test(.timeLimit(.minutes(5)))
    func readsAFenceOfManyComments() {
        let parsed = parse("# T\n\n## A\n\n```\n" + String(repeating: "// x\n", count: 50_000) + "```\n")
        #expect(parsed.diagnostics.count == 50_000)
    }

    @Test(.timeLimit(.minutes(5)))
    func offersFixesForManyLines() {
        let parsed = parse("# T\n\n## A\n\n" + String(repeating: "text\n.caption x\n", count: 50_000))
        #expect(parsed.diagnostics.count == 50_000)
        #expect(parsed.diagnostics.contains { !$0.fixes.isEmpty })
    }

    @Test(.timeLimit(.minutes(5)))
    func triesFixesOfManyLinesThatDoHarm() {
        let parsed = parse("# T\n\n## A\n\n" + String(repeating: "text\n.nope x\n", count: 20_000))
        #expect(parsed.diagnostics.count == 20_000)
        #expect(parsed.diagnostics.allSatisfy { $0.fixes.isEmpty })
    }

    @Test(.timeLimit(.minutes(5)), arguments: [100, 101, 2_000])
    func boundsTheDepthOfSections(depth: Int) {
        let headings = (1...depth).map { String(repeating: "*", count: $0) + " A\n" }.joined()
        let parsed = parse("T\n\n" + headings)
        #expect(parsed.isRefused == (depth > 100))
        #expect(!TreeDump.text(of: parsed.deck).isEmpty)
    }
}
