import SourceText
import TestKit
import Testing

/// What the parser says of a deck's text, header and authors.
struct HeaderDiagnosticTests {
    @Test(arguments: ["1️⃣", "\n1️⃣\n", "#only a comment1️⃣\n"])
    func asksForATitle(deck: String) {
        expectParse(deck, ["1️⃣": .error("deck.title.missing")])
    }

    @Test func asksForABlankLineBehindTheHeader() {
        expectParse("T\n* A1️⃣\n", ["1️⃣": .error("deck.header.unended")])
    }

    @Test func tellsALegacyDeckThatOpensWithAComment() throws {
        expectParse(
            "# a comment\nTitle\n1️⃣* A1️⃣2️⃣\n",
            ["1️⃣": .error("deck.header.unexpected-line"), "2️⃣": .error("deck.header.unended")]
        )
        let source = SourceFile(name: "a.slide", text: "# a comment\nTitle\n* A\n")
        let finding = try #require(parseDiagnostics(source).last)
        #expect(finding.notes.contains { $0.text.contains("the deck is read as Markdown") })
    }

    @Test func takesOneSubtitle() {
        expectParse(
            "T\nSub\n1️⃣Ann1️⃣\n2️⃣Bob2️⃣\n\n* A\n",
            ["1️⃣": .error("deck.header.unexpected-line"), "2️⃣": .error("deck.header.unexpected-line")]
        )
    }

    @Test func findsALineOfSpacesInTheHeader() {
        expectParse(
            "T\n1️⃣  1️⃣\n\n* A\n",
            ["1️⃣": .warning("deck.header.white-line")],
            fixed: "T\n\n\n* A\n"
        )
    }

    @Test func findsAMisspelledKey() {
        expectParse("T\n1️⃣tags: a, b1️⃣\n\n* A\n", ["1️⃣": .warning("deck.header.misspelled-key")])
    }

    @Test(arguments: ["2013-01-02", "2 January 2006", "1 Jan 2013 ", "Jan 2, 2013"])
    func findsADateThatIsNone(date: String) {
        expectParse("T\n1️⃣\(date)1️⃣\n\n* A\n", ["1️⃣": .warning("deck.header.unread-date")])
    }

    @Test func findsAnAuthorWithoutLines() {
        expectParse("T\n\nAnn\n\n1️⃣1️⃣\n* A\n", ["1️⃣": .warning("deck.author.empty")])
    }

    @Test func findsALinkThatLeadsNowhere() {
        expectParse("T\n\nAnn\n1️⃣Role: engineer1️⃣\n\n* A\n", ["1️⃣": .warning("deck.author.dead-link")])
    }

    @Test(arguments: ["Tags: go, talks", "Summary: About Go", "OldURL: /talk"])
    func saysWhereALineOfTheHeaderBelongs(line: String) throws {
        let source = SourceFile(name: "a.slide", text: "T\n\n\(line)\n\n* A\n")
        let finding = try #require(parseDiagnostics(source).first { $0.id == "deck.author.dead-link" })
        let notes = finding.notes.map(\.text)
        #expect(notes.contains { $0.contains("belongs to the header") })
        #expect(!notes.contains { $0.contains("leave out the colon") })
    }

    @Test(arguments: ["T\n1️⃣\n", "T\n\nAnn1️⃣\n"])
    func asksForASection(deck: String) {
        expectParse(deck, ["1️⃣": .error("deck.section.missing")])
    }

    @Test func findsALineThatIsTooLong() {
        let long = String(repeating: "x", count: 65_535)
        expectParse("T\n\n* A\n\n1️⃣x1️⃣\(long)\n\(long)\n", ["1️⃣": .error("deck.line.too-long")])
    }

    @Test func findsTextThatIsNotUTF8() throws {
        let source = SourceFile(name: "a.slide", bytes: Array("T\n\n* A\n\nab".utf8) + [0xFF, 0x0A])
        let findings = parseDiagnostics(source)
        #expect(findings.map(\.id.rawValue) == ["deck.text.invalid-utf8"])
        #expect(findings.first?.location == source.location(line: 5, columns: 3..<4))
    }
}
