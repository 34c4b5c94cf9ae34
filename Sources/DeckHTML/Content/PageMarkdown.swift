import CodeTokens
import HTMLTree
import MarkdownHTML

/// Markdown on our pages: what `present` shows, with code coloured and headings in their place.
struct PageMarkdown: MarkdownDialect {
    var resources: PageResources
    var headings: HeadingLevels
    /// Whether a script or a style sheet was cut: Markdown takes what stands in it for text.
    private(set) var hasCutElement = false

    static let separator: HTML? = nil
    // A line feed looks the same, and compresses worse: words in a row are met again, words at a line's end rarely.
    static let softBreak: HTML = " "

    mutating func code(info: String?, text: String) -> HTML {
        let word = (info ?? "").drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
        return .tag("pre", [.init("tabindex", "0")], CodeHTML.code(text, language: .shown(text, info: word)))
    }

    mutating func headingLevel(_ level: Int) -> Int { headings.level(for: level) }

    mutating func link(url: String, title: String, isAuto: Bool, content: [HTML]) -> HTML {
        let attributes = [HTML.Attribute("href", resources.links.target(of: url.percentEncodedForMarkdown))]
            .with(
                "title",
                title.isEmpty ? nil : title
            )
        return .tag("a", attributes + (isAuto ? [] : InlineHTML.newTab), content: content)
    }

    mutating func image(url: String, title: String, alt: String) -> HTML {
        let address = resources.use(url.percentEncodedForMarkdown, for: .image)
        return .tag(
            "img",
            [.init("src", address), .init("alt", alt)].with("title", title.isEmpty ? nil : title)
                + [.init("loading", "lazy")]
        )
    }

    mutating func raw(_ html: String) -> HTML {
        hasCutElement = hasCutElement || RawHTML.endsInside(html)
        return .raw(RawHTML.rewrite(html, &resources))
    }
}

/// The levels that headings inside a slide are shown at: below the slide's own, no level left out.
struct HeadingLevels {
    private let base: Int
    private var last: Int

    /// - Parameter base: The level of the heading above, 2 for a slide's title.
    init(base: Int) {
        self.base = base
        self.last = base
    }

    mutating func level(for level: Int) -> Int {
        last = min(base + level, last + 1, 6)
        return last
    }
}
