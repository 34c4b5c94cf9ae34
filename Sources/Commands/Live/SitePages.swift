import SystemPackage

/// Where the lectures of a site have their pages: at their own places, with `.html` for an ending.
struct SitePages: Sendable {
    static let index: FilePath = "index.html"

    private let pages: [FilePath: FilePath]
    private let lectures: [FilePath: FilePath]

    /// - Parameter lectures: From the course's root.
    init(_ lectures: [FilePath]) {
        // The index has its name first, then decks, then articles; who comes late keeps its whole name in front.
        var taken: Set<FilePath> = [Self.index]
        var pages: [FilePath: FilePath] = [:]
        for lecture in lectures.filter({ $0.extension == "slide" })
            + lectures.filter({ $0.extension != "slide" })
        {
            var page = lecture
            page.extension = "html"
            if !taken.insert(page).inserted {
                page = FilePath(lecture.string + ".html")
                taken.insert(page)
            }
            pages[lecture] = page
        }
        self.pages = pages
        self.lectures = Dictionary(pages.map { ($1, $0) }) { first, _ in first }
    }

    /// All pages, the index too.
    var all: [FilePath] { [Self.index] + lectures.keys }

    /// Returns the page of a lecture of the site.
    func page(of lecture: FilePath) -> FilePath { pages[lecture] ?? lecture }

    /// Whether the site has the lecture.
    func contains(_ lecture: FilePath) -> Bool { pages[lecture] != nil }

    /// What has its page at a place, in words; nil where no page stands there.
    func owner(of place: FilePath) -> String? {
        place == Self.index ? "the site's index" : lectures[place].map { "the page of '\($0)'" }
    }
}
