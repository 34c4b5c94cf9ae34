import DeckHTML
import DeckSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

/// What is different in an article.
@Suite struct ArticlePageTests {
    private let text = "Article\n\n* One\n\nwrapped\ntext\nhere\n"

    private func page(_ name: String) -> String {
        let deck = DeckParser(reader: MemoryFiles()).parse(SourceFile(name: name, text: text), at: "a.slide")
            .deck
        let renderer = PageRenderer(style: .bare)
        let page =
            name == "a.article"
            ? renderer.article(of: deck, options: PageOptions())
            : renderer.page(of: deck, options: PageOptions())
        return String(decoding: page.html, as: UTF8.self)
    }

    @Test func paragraphsFlowInArticlesAndKeepTheirLinesOnSlides() {
        #expect(page("a.article").contains("<p>wrapped text here"))
        #expect(page("a.slide").contains("<p>wrapped<br>text<br>here"))
    }

    @Test(
        .enabled(if: RealPresent.isAvailable, "the real present is not installed"),
        arguments: ["a.article", "a.slide"]
    )
    func breaksLinesWherePresentDoes(_ name: String) throws {
        let theirs = try withRealPresent(play: false) { present in
            try present.write(name, Array(text.utf8))
            return try present.fetch("/" + name).text
        }
        func paragraph(_ page: String) -> String {
            // Slides come with their tree as data, too, which has the text first.
            let body = page.firstRange(of: "<body").map { page[$0.lowerBound...] } ?? ""
            let start = body.firstRange(of: "wrapped").map { body[$0.lowerBound...] } ?? ""
            return start.prefix { $0 != "/" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                .replacing(" <br>", with: "<br>").replacing("<br> ", with: "<br>").replacing(" <", with: "<")
        }
        #expect(paragraph(page(name)) == paragraph(theirs))
    }
}
