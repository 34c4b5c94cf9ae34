public import DeckModel
import HTMLTree
import SourceText

/// One page, ready to be sent or written.
public struct RenderedPage: Sendable {
    public var title: String
    public var html: [UInt8]
    /// The value of the `Content-Security-Policy` header.
    public var contentSecurityPolicy: String
    /// A name for the page's state, of hexadecimal digits: other content, other name.
    public var revision: String
    /// The `section` element of each slide, in order; empty for pages that have no slides.
    public var slides: [String] = []
    /// What stands outside the slides, but for the title: a change here needs the whole page again.
    public var frame = ""
    /// The addresses of pictures, films, frames, and what style sheets load, as the deck has them.
    public var assets: [String] = []
    /// What the next page of the same deck needs to take slides over.
    public var memory = SlideMemory()
}

/// How a page is meant to be used.
public struct PageOptions: Sendable {
    /// The page's language where the deck names none.
    public var language = "en"
    /// The address of the stream that tells of changes from a revision on; nil for pages that stay as they are.
    public var eventsAddress: (@Sendable (_ revision: String) -> String)?
    /// Where the deck's addresses lead.
    public var links: any AssetLinks = UnchangedLinks()
    /// Whether the page carries its policy inside, for want of a server that sends it.
    public var carriesPolicy = false

    public init() {}
}

/// Makes pages of decks.
///
///     let renderer = PageRenderer(style: style, theme: theme)
///     let page = renderer.page(of: deck, options: PageOptions())
///
/// Rendering never fails on a parsed deck.
public struct PageRenderer: Sendable {
    let style: PageStyle
    let theme: PageTheme

    public init(style: PageStyle, theme: PageTheme = PageTheme()) {
        self.style = style
        self.theme = theme
    }

    /// Renders a deck as slides.
    ///
    /// - Parameters:
    ///   - deck: The deck.
    ///   - options: How the page is meant to be used.
    ///   - earlier: The memory of a page of an earlier state of the deck, made with the same links.
    ///   - origins: For each section, the earlier state's section that it equals; nil, or none at all, where it is new.
    /// - Returns: The page; the same with an earlier state and without, but sooner.
    public func page(
        of deck: Deck,
        options: PageOptions,
        after earlier: SlideMemory = SlideMemory(),
        origins: [Int?] = []
    ) -> RenderedPage {
        var content = SlideContent(resources: PageResources(links: options.links))
        let cover = PrintedSlide(Cover.html(deck, theme, &content.resources))
        var memory = SlideMemory()
        let made = slidesAhead(
            deck.sections,
            known: deck.sections.indices.map {
                earlier.slide(at: $0, origin: origins.indices.contains($0) ? origins[$0] : nil)
            },
            options.links
        )
        for (index, section) in deck.sections.enumerated() {
            content.resources.resetRequests()
            if let slide = made[index] {
                content.resources.repeatRequests(slide.requests)
                memory.slides.append(slide)
            } else {
                let printed = PrintedSlide(slide(section, number: index + 2, &content))
                memory.slides.append(.init(printed: printed, requests: content.resources.requests))
            }
        }
        var shell = PageShell(
            title: deck.title.string,
            language: deck.language?.string ?? options.language,
            options
        )
        shell.description = deck.summary
        shell.css = style.deckCSS + theme.css(&content.resources) + content.resources.rules.joined()
        shell.scripts = [style.deckScript]
        shell.followChanges(style)
        var page = shell.page([cover] + memory.slides.map(\.printed), content.resources)
        page.memory = memory
        return page
    }

    /// Makes the slides that aren't known yet, on all cores.
    ///
    /// - Returns: The slides; nil where the markup depends on the slides before it.
    private func slidesAhead(
        _ sections: [Section],
        known: [SlideMemory.Slide?],
        _ links: any AssetLinks
    ) -> [SlideMemory.Slide?] {
        let work = WorkAhead { (index: Int) -> SlideMemory.Slide? in
            var content = SlideContent(resources: PageResources(links: links))
            let printed = PrintedSlide(slide(sections[index], number: index + 2, &content))
            let requests = content.resources.requests
            return requests.isEntangled ? nil : .init(printed: printed, requests: requests)
        }
        var slides = known
        let missing = sections.indices.filter { slides[$0] == nil }
        for index in missing { work.add(index) }
        for (index, slide) in zip(missing, work.finish()) { slides[index] = slide }
        return slides
    }

    private func slide(_ section: Section, number: Int, _ content: inout SlideContent) -> HTML {
        var classes: [String] = []
        if section.blocks.isEmpty { classes.append("divider") }
        if let background = Background.declarations(section.backgrounds, &content.resources) {
            classes += ["background", content.resources.styleClass(background)]
        }
        let title = section.title.string
        let heading = title.isEmpty ? [] : [HTML.tag("h2", [], .text(title))]
        return .tag(
            "section",
            [.init("id", String(number))].with(
                "class",
                classes.isEmpty ? nil : classes.joined(separator: " ")
            ),
            content: heading + content.body(of: section, level: 2)
        )
    }
}

/// The first slide: what the header says.
enum Cover {
    static func html(_ deck: Deck, _ theme: PageTheme, _ resources: inout PageResources) -> HTML {
        var content: [HTML] = []
        if let logo = theme.logo {
            content.append(
                .tag(
                    "img",
                    [
                        .init("class", "logo"), .init("src", resources.use(logo, for: .image)),
                        .init("alt", ""),
                    ]
                )
            )
        }
        content.append(.tag("h1", [], .text(deck.title.string)))
        content += subtitle(deck)
        if let time = deck.time, !time.isZero {
            content.append(
                .tag(
                    "p",
                    [.init("class", "date")],
                    .tag("time", [.init("datetime", time.isoDate)], .text(time.dayMonthYear))
                )
            )
        }
        content += authors(deck, resources.links)
        return .tag("section", [.init("id", "1"), .init("class", "cover")], content: content)
    }

    static func subtitle(_ deck: Deck) -> [HTML] {
        guard let subtitle = deck.subtitle?.string, !subtitle.isEmpty else { return [] }
        return [.tag("p", [.init("class", "subtitle")], .text(subtitle))]
    }

    static func authors(_ deck: Deck, _ links: any AssetLinks) -> [HTML] {
        deck.authors.compactMap { author in
            let lines = author.elements.compactMap { element -> HTML? in
                switch element {
                case .text(let text):
                    text.string.isEmpty ? nil : .tag("p", [], InlineHTML.render(text.string, links))
                case .link(let link): .tag("p", [], LinkHTML.render(link, links))
                }
            }
            return lines.isEmpty ? nil : .tag("address", content: lines)
        }
    }
}

/// The pictures behind a slide.
enum Background {
    /// The style declarations for a section's backgrounds; nil where it has none.
    static func declarations(_ backgrounds: [Text], _ resources: inout PageResources) -> String? {
        guard !backgrounds.isEmpty else { return nil }
        let images = backgrounds.map { StyleText.url(resources.use($0.string, for: .image)) }
        return "background-image:" + images.joined(separator: ",")
    }
}
