import DeckModel
import DeckSyntax
import MarkdownHTML
import HTMLTree
@testable import DeckJSON

/// The slides of a page as the real `present` makes them, from our tree: each one the content of an `article`.
///
/// - Note: Source: the templates `slides.tmpl` and `action.tmpl` of `present`.
struct PresentPage: BlockRenderer {
    static func articles(of deck: Deck) -> [String] {
        var page = PresentPage()
        return [page.cover(deck)] + deck.sections.map { page.slide($0) } + [page.closing(deck)]
    }

    private func cover(_ deck: Deck) -> String {
        var out = "<h1>\(plain(deck.title.string))</h1>"
        if let subtitle = deck.subtitle, !subtitle.string.isEmpty {
            out += "<h3>\(plain(subtitle.string))</h3>"
        }
        if let time = deck.time, !time.isZero { out += "<h3>\(time.dayMonthYear)</h3>" }
        for author in deck.authors {
            let texts = author.leadingTexts.map { "<p>\(styled($0.string))</p>" }
            out += "<div class=\"presenter\">\(texts.joined())</div>"
        }
        return out
    }

    private func closing(_ deck: Deck) -> String {
        let authors = deck.authors.map { author in
            let elements = author.elements.map { element in
                switch element {
                case .text(let text): "<p>\(styled(text.string))</p>"
                case .link(let link): self.link(link)
                }
            }
            return "<div class=\"presenter\">\(elements.joined())</div>"
        }
        return "<h3>Thank you</h3>" + authors.joined()
    }

    private mutating func slide(_ section: Section) -> String {
        let level = section.blocks.isEmpty ? 2 : 3
        var out = "<h\(level)>\(plain(section.title.string))</h\(level)>"
        for block in section.blocks { out += "\n" + render(block) }
        return out + "\n<span class=\"pagenumber\">\(section.number[0] + 1)</span>"
    }

    mutating func section(_ block: Section) -> String {
        let level = block.number.count
        var out =
            "<h\(level) id=\"TOC_\(block.formattedNumber)\">\(block.formattedNumber) \(plain(block.title.string))</h\(level)>"
        for block in block.blocks { out += "\n" + render(block) }
        return out
    }

    func paragraph(_ block: Paragraph) -> String {
        "<p>\(block.lines.map(styled).joined(separator: "<br>"))</p>"
    }

    func preformatted(_ block: Preformatted) -> String {
        "<div class=\"code\"><pre>\(plain(block.text))</pre></div>"
    }

    func list(_ block: BulletList) -> String {
        "<ul>\(block.items.map { "<li>\(styled($0))</li>" }.joined())</ul>"
    }

    func markdown(_ block: Markdown) -> String {
        var renderer = MarkdownHTML(PresentMarkdown())
        return HTMLPrinter.text(of: renderer.blocks(block.blocks))
    }

    func code(_ block: Code) -> String {
        let edit = block.isEditable ? " contenteditable=\"true\" spellcheck=\"false\"" : ""
        let name = block.isPlayable ? "code playground" : "code"
        return "<div class=\"\(name)\"\(edit)>\(CodeText.html(block))</div>"
    }

    func image(_ block: Image) -> String {
        "<div class=\"image\"><img src=\"\(address(block.url))\"\(size(block.size))></div>"
    }

    func video(_ block: Video) -> String {
        "<div class=\"video\"><video\(size(block.size)) controls>"
            + "<source src=\"\(address(block.url))\" type=\"\(plain(block.type))\"></video></div>"
    }

    func iframe(_ block: IFrame) -> String {
        "<iframe src=\"\(address(block.url))\"\(size(block.size))></iframe>"
    }

    func link(_ block: Link) -> String {
        "<p class=\"link\"><a href=\"\(address(block.url.text))\" target=\"_blank\">\(styled(block.label))</a></p>"
    }

    func html(_ block: HTMLFile) -> String { block.html }

    func caption(_ block: Caption) -> String { "<figcaption>\(styled(block.text))</figcaption>" }

    private func size(_ size: MediaSize) -> String {
        (size.height == 0 ? "" : " height=\"\(size.height)\"")
            + (size.width == 0 ? "" : " width=\"\(size.width)\"")
    }

    private func plain(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&#34;"
            case "\0": out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private func styled(_ text: String) -> String { inlines([Inline](styled: text)) }

    private func inlines(_ content: [Inline]) -> String {
        content.map { inline in
            switch inline {
            case .text(let text): plain(text)
            case .italic(let text): "<i>\(plain(text))</i>"
            case .bold(let text): "<b>\(plain(text))</b>"
            case .code(let text): "<code>\(plain(text))</code>"
            case .link(let url, let label, let opensNewTab):
                "<a href=\"\(plain(url))\" target=\"\(opensNewTab ? "_blank" : "_self")\">\(inlines(label))</a>"
            }
        }.joined()
    }

    /// An address as the templates write it: dangerous ones replaced, other bytes percent-encoded in lower case.
    private func address(_ url: String) -> String {
        if url.isBlockedByTemplates { return "#ZgotmplZ" }
        let bytes = Array(url.utf8)
        let kept = Set("!#$*,-./:;=?@[]_~&+0123456789".utf8)
        var out = ""
        for (index, byte) in bytes.enumerated() {
            let isEscape =
                byte == UInt8(ascii: "%") && index + 2 < bytes.count
                && bytes[index + 1...index + 2].allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            if kept.contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 || isEscape {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return plain(out)
    }
}
