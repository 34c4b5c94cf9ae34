import SystemPackage

/// Where the lectures of a site have their pages: at their own places, with `.html` for an ending.
struct SitePages: Sendable {
    private let pages: [FilePath: FilePath]

    /// - Parameter lectures: From the course's root.
    init(_ lectures: [FilePath]) {
        // The index has its name first, then decks, then articles; who comes late keeps its whole name in front.
        var taken: Set<FilePath> = ["index.html"]
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
    }

    /// Returns the page of a lecture of the site.
    func page(of lecture: FilePath) -> FilePath { pages[lecture] ?? lecture }

    /// Whether the site has the lecture.
    func contains(_ lecture: FilePath) -> Bool { pages[lecture] != nil }
}
