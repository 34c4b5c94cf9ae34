import DeckHTML
import DeckModel
import DeckSyntax
import Foundation
import SourceText
import SystemPackage
import TestKit
import Testing

/// A page made with the memory of an earlier one is the page that would be made without.
@Suite struct SlideMemoryTests {
    private let renderer = PageRenderer(
        style: PageStyle(
            baseCSS: "",
            deckCSS: "p{}",
            articleCSS: "",
            indexCSS: "",
            deckScript: "f()",
            liveScript: "",
            reloadScript: ""
        )
    )

    private func parse(_ bytes: [UInt8], after earlier: ParsedDeck? = nil) -> ParsedDeck {
        DeckParser(reader: MemoryFiles(texts: ["main.go": "package main\n"]))
            .parse(SourceFile(name: "a.slide", bytes: bytes), at: "a.slide", after: earlier)
    }

    @Test(arguments: ["00-tour.slide", "01-legacy.slide", "08-containers.slide"])
    func makesTheSamePageAfterAnyEdit(lecture: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../lectures")
        let start = Array(try Data(contentsOf: folder.appending(path: lecture)))
        var random = SeededGenerator(seed: 0x5EED_0002)
        var bytes = start
        var parsed = parse(bytes)
        var page = renderer.page(of: parsed.deck, options: PageOptions())
        for round in 0..<24 {
            bytes = round % 8 == 0 ? start : TextEdits.edited(bytes, &random)
            parsed = parse(bytes, after: parsed)
            page = renderer.page(
                of: parsed.deck,
                options: PageOptions(),
                after: page.memory,
                origins: parsed.origins
            )
            let whole = renderer.page(of: parse(bytes).deck, options: PageOptions())
            #expect(page.html == whole.html, "edit \(round)")
            #expect(page.contentSecurityPolicy == whole.contentSecurityPolicy, "edit \(round)")
            #expect(page.assets == whole.assets, "edit \(round)")
            #expect(page.slides == whole.slides, "edit \(round)")
            #expect(page.revision == whole.revision, "edit \(round)")
        }
    }

    @Test func makesSlidesBehindANewOneAnewForTheirNumbers() {
        let before = parse(Array("# T\n\n## A\n\n## B\n".utf8))
        let page = renderer.page(of: before.deck, options: PageOptions())
        let after = parse(Array("# T\n\n## New\n\n## A\n\n## B\n".utf8), after: before)
        let next = renderer.page(
            of: after.deck,
            options: PageOptions(),
            after: page.memory,
            origins: after.origins
        )
        #expect(next.slides.last == "<section id=4 class=divider><h2>B</h2></section>")
    }
}
