import SystemPackage
import Testing

@testable import Commands

/// Where the pages of a site stand.
struct SitePagesTests {
    @Test func putsPagesWhereTheirLecturesAre() {
        let pages = SitePages(["decks/a.slide", "b.article"])
        #expect(pages.page(of: "decks/a.slide") == "decks/a.html")
        #expect(pages.page(of: "b.article") == "b.html")
        #expect(!pages.contains("b.slide"))
        #expect(pages.owner(of: "decks/a.html") == "the page of 'decks/a.slide'")
        #expect(pages.owner(of: "index.html") == "the site's index")
        #expect(pages.owner(of: "a.html") == nil)
    }

    @Test func keepsPagesOfOneNameApart() {
        let lectures: [FilePath] = ["a.article", "a.slide", "index.slide", "decks/index.slide"]
        let pages = SitePages(lectures)
        #expect(
            lectures.map(pages.page) == ["a.article.html", "a.html", "index.slide.html", "decks/index.html"]
        )
    }
}
