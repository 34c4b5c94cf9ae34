public import DeckModel
import HTMLTree

extension PageRenderer {
    /// Renders a deck as an article: one text with a table of contents.
    public func article(of deck: Deck, options: PageOptions) -> RenderedPage {
        var content = SlideContent(resources: PageResources(links: options.links), keepsLines: false)
        let sections = deck.sections.map { section($0, &content) }
        var parts: [HTML] = [
            .tag(
                "header",
                content: [.tag("h1", [], .text(deck.title.string))] + Cover.subtitle(deck)
                    + Cover.authors(deck, options.links)
            )
        ]
        if !deck.sections.isEmpty {
            parts.append(
                .tag(
                    "nav",
                    [.init("aria-label", "Contents")],
                    .tag("h2", [], "Contents"),
                    contents(deck.sections)
                )
            )
        }
        parts.append(.tag("main", content: sections))

        var shell = PageShell(
            title: deck.title.string,
            language: deck.language?.string ?? options.language,
            options
        )
        shell.description = deck.summary
        shell.bodyClass = "article"
        shell.css = style.articleCSS + theme.css(&content.resources) + content.resources.rules.joined()
        shell.followChanges(style)
        return shell.page(parts, content.resources)
    }

    private func section(_ section: Section, _ content: inout SlideContent) -> HTML {
        let number = section.formattedNumber
        let heading = HTML.tag(
            "h2",
            [.init("id", "TOC_\(number)")],
            .text("\(number) \(section.title.string)")
        )
        return .tag("section", content: [heading] + content.body(of: section, level: 2))
    }

    private func contents(_ sections: [Section]) -> HTML {
        .tag(
            "ol",
            content: sections.map { section in
                let link = HTML.tag(
                    "a",
                    [.init("href", "#TOC_\(section.formattedNumber)")],
                    .text(section.title.string)
                )
                let deeper = section.subsections
                return .tag("li", content: deeper.isEmpty ? [link] : [link, contents(deeper)])
            }
        )
    }
}
