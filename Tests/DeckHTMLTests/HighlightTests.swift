import DeckHTML
import DeckSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

/// Lines of code that are set apart.
@Suite struct HighlightTests {
    private func page(_ file: String) -> String {
        let source = SourceFile(name: "a.slide", text: "T\n\n* A\n\n.code x.go HLx\n")
        let deck = DeckParser(reader: MemoryFiles(texts: ["x.go": file])).parse(source, at: "a.slide").deck
        return String(
            decoding: PageRenderer(style: .bare).page(of: deck, options: PageOptions()).html,
            as: UTF8.self
        )
    }

    @Test func endsWithTheWords() {
        let html = page("a  \n\tb c  \u{A0} // HLx\n")
        #expect(html.contains("    b c\n</mark>"))
        #expect(html.contains("a  \n</span>"))
    }

    @Test func keepsTheIndentationOfALineOfSpaces() {
        #expect(page("a\n\t  // HLx\nb\n").contains(">     \n</mark>"))
    }

    @Test func keepsColoursInTheirPlaces() {
        let html = page("var a  // HLx\nvar b\n")
        #expect(html.contains("<b>var</b> a\n</mark>"))
        #expect(html.contains("<b>var</b> b\n</span>"))
    }
}
