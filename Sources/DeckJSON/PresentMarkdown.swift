import HTMLTree
import MarkdownHTML

/// Markdown as the real `present` renders it, by goldmark.
struct PresentMarkdown: MarkdownDialect {
    static let separator: HTML? = .text("\n")
    static let softBreak = HTML.text("\n")

    func code(info: String?, text: String) -> HTML {
        let language = info.flatMap { $0.split(whereSeparator: \.isWhitespace).first }
        return .tag("pre", [], .tag("code", [].with("class", language.map { "language-\($0)" }), .text(text)))
    }

    func headingLevel(_ level: Int) -> Int { level }

    func link(url: String, title: String, isAuto: Bool, content: [HTML]) -> HTML {
        let attributes = [HTML.Attribute("href", url.percentEncodedForMarkdown)].with(
            "title",
            title.isEmpty ? nil : title
        )
        let target = isAuto ? [] : [HTML.Attribute("target", "_blank"), HTML.Attribute("rel", "noopener")]
        return .tag("a", attributes + target, content: content)
    }

    func image(url: String, title: String, alt: String) -> HTML {
        .tag(
            "img",
            [.init("src", url.percentEncodedForMarkdown), .init("alt", alt)].with(
                "title",
                title.isEmpty ? nil : title
            )
        )
    }

    func raw(_ html: String) -> HTML { .raw(html) }
}
