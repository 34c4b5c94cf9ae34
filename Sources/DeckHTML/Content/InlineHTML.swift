import DeckModel
import DeckSyntax
import HTMLTree

/// Text with the legacy syntax's inline styling, as HTML.
enum InlineHTML {
    /// Renders a styled string.
    static func render(_ text: String, _ links: any AssetLinks) -> HTML {
        .fragment([Inline](styled: text).map { render($0, links) })
    }

    /// Returns a styled string without its markup.
    static func plainText(_ text: String) -> String { [Inline](styled: text).map(plainText).joined() }

    private static func render(_ inline: Inline, _ links: any AssetLinks) -> HTML {
        switch inline {
        case .text(let text): .text(text)
        case .italic(let text): .tag("i", [], .text(text))
        case .bold(let text): .tag("b", [], .text(text))
        case .code(let text): .tag("code", [], .text(text))
        case .link(let url, let label, let opensNewTab):
            .tag(
                "a",
                [.init("href", links.target(of: url))] + (opensNewTab ? newTab : []),
                content: label.map { render($0, links) }
            )
        }
    }

    private static func plainText(_ inline: Inline) -> String {
        switch inline {
        case .text(let text), .italic(let text), .bold(let text), .code(let text): text
        case .link(_, let label, _): label.map(plainText).joined()
        }
    }

    /// The attributes of a link that leads away from the lecture.
    static let newTab = [HTML.Attribute("target", "_blank"), HTML.Attribute("rel", "noopener")]
}
