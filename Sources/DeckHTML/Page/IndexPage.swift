public import DeckModel
import HTMLTree

/// What a folder of lectures holds.
public struct FolderListing: Sendable {
    public struct Entry: Sendable {
        public var name: String
        /// The address to link to.
        public var address: String
        /// The deck's title; nil for files that have none.
        public var title: String?
        public var time: DeckTime?

        public init(name: String, address: String, title: String? = nil, time: DeckTime? = nil) {
            self.name = name
            self.address = address
            self.title = title
            self.time = time
        }
    }

    /// The page's heading: the course's title.
    public var title: String
    /// The folder below the root; empty for the root itself.
    public var path: String
    public var decks: [Entry] = []
    public var articles: [Entry] = []
    public var files: [Entry] = []
    public var folders: [Entry] = []

    public init(title: String, path: String) {
        self.title = title
        self.path = path
    }

    public var isEmpty: Bool { decks.isEmpty && articles.isEmpty && files.isEmpty && folders.isEmpty }
}

extension PageRenderer {
    /// Renders a folder's listing.
    public func index(_ listing: FolderListing, options: PageOptions) -> RenderedPage {
        var content: [HTML] = [.tag("h1", [], .text(listing.title))]
        if !listing.path.isEmpty {
            content.append(.tag("p", [.init("class", "subtitle")], .text(listing.path)))
        }
        let groups = [
            ("Slide decks", listing.decks), ("Articles", listing.articles), ("Files", listing.files),
            ("Folders", listing.folders),
        ]
        for (heading, entries) in groups where !entries.isEmpty { content.append(group(heading, entries)) }
        if listing.isEmpty { content.append(.tag("p", [], "There are no lectures in this folder.")) }

        var shell = PageShell(title: listing.title, language: options.language, options)
        shell.bodyClass = "index"
        var resources = PageResources(links: options.links)
        shell.css = style.indexCSS + theme.css(&resources)
        return shell.page([.tag("main", content: content)], resources)
    }

    private func group(_ heading: String, _ entries: [FolderListing.Entry]) -> HTML {
        let items = entries.map { entry in
            var link: [HTML] = [.tag("span", [], .text(entry.title ?? entry.name))]
            if let time = entry.time, !time.isZero {
                link.append(.tag("time", [.init("datetime", time.isoDate)], .text(time.dayMonthYear)))
            }
            if entry.title != nil { link.append(.tag("small", [], .text(entry.name))) }
            return HTML.tag("li", [], .tag("a", [.init("href", entry.address)], content: link))
        }
        return .tag(
            "section",
            [],
            .tag("h2", [], .text(heading)),
            .tag("ul", [.init("class", "decks")], content: items)
        )
    }
}
