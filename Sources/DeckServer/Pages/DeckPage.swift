package import SystemPackage

/// A finished page and what the server must know about it.
///
/// Paths are taken from the served root, in normal form (`lectures/08-containers.slide`), without a slash in front.
/// Those of files outside of the root are absolute.
package struct DeckPage: Sendable {
    /// The page, in UTF-8.
    package var html: [UInt8]
    /// The value of the `Content-Security-Policy` header.
    package var contentSecurityPolicy: String
    /// The page's revision: other bytes, other tag; letters, digits, `-` and `_`.
    package var etag: String
    package var title: String
    /// Each slide's `<section …>…</section>`, in order; none where the page isn't a slide show.
    package var slides: [String]
    /// What stands outside `main`, but for the title and what names the revision.
    ///
    /// Pages whose frames differ can't be patched into one another.
    package var frame: String
    /// Files whose bytes are in the page, the deck first of all.
    ///
    /// Those that are missing belong to them, too: they may come. For a list of decks, the folder and the decks.
    package var dependencies: Set<FilePath>
    /// Files that the page only names, such as images.
    package var assets: Set<FilePath>
    /// What is wrong with the deck; shown over the last good page where the deck isn't usable.
    package var problems: [ReloadProblem]
    /// Whether this is the deck, and not a page that says why there is none.
    package var isUsable: Bool

    package init(
        html: [UInt8],
        contentSecurityPolicy: String,
        etag: String,
        title: String,
        slides: [String] = [],
        frame: String = "",
        dependencies: Set<FilePath>,
        assets: Set<FilePath> = [],
        problems: [ReloadProblem] = [],
        isUsable: Bool = true
    ) {
        self.html = html
        self.contentSecurityPolicy = contentSecurityPolicy
        self.etag = etag
        self.title = title
        self.slides = slides
        self.frame = frame
        self.dependencies = dependencies
        self.assets = assets
        self.problems = problems
        self.isUsable = isUsable
    }
}

/// A diagnostic as an open page shows it.
package struct ReloadProblem: Hashable, Sendable {
    /// `error` or `warning`.
    package var severity: String
    /// Such as `deck.slide:12:3`.
    package var place: String
    package var summary: String
    /// The source line and the marks below it.
    package var excerpt: String

    package init(severity: String, place: String, summary: String, excerpt: String) {
        self.severity = severity
        self.place = place
        self.summary = summary
        self.excerpt = excerpt
    }
}

/// Makes the pages that the server serves; it alone knows the format.
package protocol DeckPageSource: Sendable {
    /// The script that an open page is sent ahead of its first change; empty where pages bring all that they need.
    var changeScript: String { get }
    /// Reads and renders a deck or article; one that is broken gives a page that says so.
    @concurrent func page(for deck: FilePath) async -> DeckPage
    /// Lists a folder; the root is the empty path.
    @concurrent func listing(of folder: FilePath) async -> DeckPage
}
