import SourceText
import TestKit
import Testing

/// What the parser says of decks that are read in another syntax than they are written in.
struct MistakenSyntaxTests {
    @Test func findsAByteOrderMark() {
        let text = "# T\n\n## A\n\n: note\n\n* one\n* two\n\n## B\n\ntext\n"
        let source = SourceFile(name: "a.slide", text: "\u{FEFF}\(text)")
        #expect(parseDiagnostics(source).contains { $0.id == "deck.text.byte-order-mark" })
        let fixed = FixApplier.applyAll(to: source) { parseDiagnostics($0) }
        #expect(String(decoding: fixed.bytes, as: UTF8.self) == text)
        expectParse(
            "1️⃣\u{FEFF}1️⃣Title\n\n* A\n",
            ["1️⃣": .warning("deck.text.byte-order-mark")],
            fixed: "Title\n\n* A\n"
        )
    }

    @Test(arguments: [
        "# Talk 2024, draft\n\nAnn\n\n* First\n\ntext\n\n## an old slide\n\n* Second\n\nmore\n",
        "# Talk\n\nAnn\n## old\n\n* First\n\n* Second\n\nmore\n",
    ])
    func leavesAByteOrderMarkThatKeepsADeckLegacy(text: String) throws {
        let source = SourceFile(name: "a.slide", text: "\u{FEFF}\(text)")
        let finding = try #require(parseDiagnostics(source).first { $0.id == "deck.text.byte-order-mark" })
        #expect(finding.fixes.isEmpty)
        let notes = finding.notes.map(\.text)
        #expect(notes.contains { $0.contains("make the deck Markdown") })
        #expect(!notes.contains { $0.contains("isn't read as Markdown") })
    }

    @Test func removesTheByteOrderMarkOfAMarkdownDeckWithMoreItemsThanSlides() {
        let text = "# T\n\nAnn\n\n## A\n\n* one\n* two\n* three\n"
        let source = SourceFile(name: "a.slide", text: "\u{FEFF}\(text)")
        let fixed = FixApplier.applyAll(to: source) { parseDiagnostics($0) }
        #expect(String(decoding: fixed.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: ["\n  \n1️⃣# Title", "1️⃣ # Title", "1️⃣#Title\n\nTitle", "1️⃣## Title\n\nTitle"])
    func findsAMarkdownDeckThatIsReadAsLegacy(start: String) {
        let start = start.hasPrefix("1️⃣") ? start : "1️⃣\(start.replacing("1️⃣", with: ""))"
        let found = parseDiagnostics(
            MarkedSource(name: "a.slide", "\(start)\n\n## A\n\n* item\n\n## B\n").source
        )
        #expect(found.map(\.id) == ["deck.syntax.read-as-legacy"])
        #expect(found.first?.location.range.lowerBound.line == 1)
    }

    @Test(arguments: [
        "Title\n\n## A\n\ntext\n", "<!-- c -->\n# T\n\n## A\n\ntext\n", "// c\n# T\n\n## A\n\ntext\n",
        "---\ntitle: T\nauthor: A\n---\n\n# T\n\n## A\n\n* item\n", "#T\n\n## A\n",
    ])
    func saysWhatWouldMakeADeckMarkdown(deck: String) {
        let errors = parseDiagnostics(SourceFile(name: "a.slide", text: deck)).filter {
            $0.severity == .error
        }
        let notes = errors.flatMap(\.notes).map(\.text)
        #expect(notes.contains { $0.contains("the deck is read as legacy") && $0.contains("'# Title'") })
        #expect(!notes.contains { $0.contains("'* First slide'") })
    }

    @Test(arguments: [
        "# Copyright\n\nTitle\n\nAnn\n\n* Slide\n", "# Copyright\nTitle\n\nAnn\n\n* Slide\n",
        "# Copyright\nTitle\nSub\n\nAnn\n\n* Slide\n",
    ])
    func saysWhyALegacyDeckIsReadAsMarkdown(deck: String) {
        let notes = parseDiagnostics(SourceFile(name: "a.slide", text: deck)).flatMap(\.notes).map(\.text)
        #expect(
            notes.contains { $0.contains("the deck is read as Markdown; move the comment below the title") }
        )
        #expect(!notes.contains { $0.contains("First slide") })
    }

    @Test(arguments: [
        "Title\n\n* A\n\n## a comment\n\ntext\n", "##\n## Copyright\n##\nTitle\n\n* A\n",
        "#!comment\nTitle\n\n* A\n\n## B\n", "# T\n\n## A\n\n* item\n",
    ])
    func leavesCommentsAndListsAlone(deck: String) {
        expectParse(deck, [:])
    }
}
