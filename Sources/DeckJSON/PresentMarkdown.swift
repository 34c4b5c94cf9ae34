import HTMLTree
import MarkdownHTML

/// Markdown as the real `present` renders it, by goldmark.
struct PresentMarkdown: MarkdownDialect {
    static let separator: HTML? = .text("\n")
    static let softBreak = HTML.text("\n")

    func code(info: String?, text: String) -> HTML {
        let language = info.flatMap { $0.split(whereSeparator: \.isWhitespace).first }
        let start = startTag("code", [("class", language.map { "language-\($0)" })])
        return .tag("pre", content: [start, .text(text), .raw("</code>")])
    }

    func headingLevel(_ level: Int) -> Int { level }

    func link(url: String, title: String, isAuto: Bool, content: [HTML]) -> HTML {
        let start = startTag(
            "a",
            [
                ("href", url.percentEncodedForMarkdown), ("title", title.isEmpty ? nil : title),
                ("target", isAuto ? nil : "_blank"), ("rel", isAuto ? nil : "noopener"),
            ]
        )
        return .fragment([start] + content + [.raw("</a>")])
    }

    func image(url: String, title: String, alt: String) -> HTML {
        startTag(
            "img",
            [
                ("src", url.percentEncodedForMarkdown),
                // goldmark takes the texts of the lines, not what is between them.
                ("alt", alt.replacing("\n", with: "")),
                ("title", title.isEmpty ? nil : title),
            ]
        )
    }

    func raw(_ html: String) -> HTML { .raw(html) }

    /// A start tag as goldmark writes it: `>` is escaped in values, too.
    private func startTag(_ name: String, _ attributes: [(name: String, value: String?)]) -> HTML {
        var tag = "<\(name)"
        for case (let name, let value?) in attributes {
            let escaped = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
            tag += " \(name)=\"\(escaped)\""
        }
        return .raw(tag + ">")
    }
}
