import CodeTokens
import DeckModel
import HTMLTree
import MarkdownHTML

/// The elements of a slide or of an article's section, as HTML.
struct SlideContent: BlockRenderer {
    var resources: PageResources
    /// Whether a paragraph keeps the lines that it was written in; `present`'s articles flow.
    private let keepsLines: Bool
    private var headings = HeadingLevels(base: 2)
    /// The caption below the element that is rendered.
    private var caption: Caption?

    init(resources: PageResources, keepsLines: Bool = true) {
        self.resources = resources
        self.keepsLines = keepsLines
    }

    /// Renders the body of a section; a caption right behind an element becomes a part of its figure.
    ///
    /// The level is that of the section's own heading.
    mutating func body(of section: Section, level: Int) -> [HTML] {
        headings = HeadingLevels(base: level)
        var content: [HTML] = []
        var blocks = section.blocks[...]
        while let block = blocks.popFirst() {
            if block.takesCaption, case .caption(let next)? = blocks.first {
                caption = next
                blocks.removeFirst()
            }
            content.append(render(block))
            caption = nil
        }
        return content
    }

    func paragraph(_ block: Paragraph) -> HTML {
        var content: [HTML] = []
        for (index, line) in block.lines.enumerated() {
            if index > 0 { content.append(keepsLines ? .tag("br") : " ") }
            content.append(InlineHTML.render(line, resources.links))
        }
        return .tag("p", content: content)
    }

    func preformatted(_ block: Preformatted) -> HTML {
        .tag(
            "pre",
            [.init("tabindex", "0")],
            CodeHTML.code(block.text, language: .shown(block.text, info: ""))
        )
    }

    func list(_ block: BulletList) -> HTML {
        .tag("ul", content: block.items.map { .tag("li", [], InlineHTML.render($0, resources.links)) })
    }

    mutating func markdown(_ block: Markdown) -> HTML {
        var renderer = MarkdownHTML(PageMarkdown(resources: resources, headings: headings))
        let html = renderer.blocks(block.blocks)
        resources = renderer.dialect.resources
        headings = renderer.dialect.headings
        if renderer.dialect.hasCutElement {
            RawHTML.allowElements(of: HTMLPrinter.text(of: html, .short), &resources)
        }
        return html
    }

    func code(_ block: Code) -> HTML {
        let language = CodeLanguage.forFile(named: block.fileName)
        var attributes = [HTML.Attribute("tabindex", "0")]
        if block.hasNumbers { attributes.append(.init("class", "numbers")) }
        if block.isEditable {
            attributes += [
                .init("contenteditable", "true"), .init("spellcheck", "false"), .init("role", "textbox"),
                .init("aria-multiline", "true"), .init("aria-label", "Code: \(block.fileName)"),
            ]
        }
        let needsLines = block.hasNumbers || block.lines.contains(where: \.isHighlighted)
        let content =
            needsLines
            ? CodeHTML.lines(block.lines, language: language)
            : CodeHTML.code(block.lines.map { $0.text + "\n" }.joined(), language: language)
        return captioned(.tag("pre", attributes, content))
    }

    mutating func image(_ block: Image) -> HTML {
        let alt = block.alt?.string ?? caption.map { InlineHTML.plainText($0.text) } ?? ""
        let address = source(block.url, for: .image)
        return figure(
            .tag("img", address + [.init("alt", alt)] + size(block.size) + [.init("loading", "lazy")])
        )
    }

    mutating func video(_ block: Video) -> HTML {
        let source = HTML.tag("source", self.source(block.url, for: .media) + [.init("type", block.type)])
        let attributes =
            [HTML.Attribute("controls")] + size(block.size) + [
                .init("aria-label", title(block.title, block.url))
            ]
        return figure(.tag("video", attributes, source))
    }

    mutating func iframe(_ block: IFrame) -> HTML {
        let attributes = source(block.url, for: .frame) + [.init("title", title(block.title, block.url))]
        return figure(.tag("iframe", attributes + size(block.size) + [.init("loading", "lazy")]))
    }

    func link(_ block: Link) -> HTML {
        .tag("p", [.init("class", "link")], LinkHTML.render(block, resources.links))
    }

    mutating func html(_ block: HTMLFile) -> HTML {
        captioned(.raw(RawHTML.rewrite(block.html, &resources)))
    }

    func caption(_ block: Caption) -> HTML {
        .tag("p", [.init("class", "caption")], InlineHTML.render(block.text, resources.links))
    }

    mutating func section(_ block: Section) -> HTML {
        let level = min(block.number.count + 1, 6)
        let heading = HTML.tag(
            "h\(level)",
            [.init("id", "TOC_\(block.formattedNumber)")],
            .text("\(block.formattedNumber) \(block.title.string)")
        )
        return .fragment([heading] + body(of: block, level: level))
    }

    /// The address attribute; none where `present`'s templates block the address.
    private mutating func source(_ address: String, for use: ContentPolicy.Use) -> [HTML.Attribute] {
        address.isBlockedByTemplates
            ? [] : [.init("src", resources.use(address.percentEncodedForMarkdown, for: use))]
    }

    private func size(_ size: MediaSize) -> [HTML.Attribute] {
        [].with("width", size.width > 0 ? String(size.width) : nil)
            .with("height", size.height > 0 ? String(size.height) : nil)
    }

    /// What a frame or a film is called: its title, its caption, else the last part of its address.
    private func title(_ title: Text?, _ address: String) -> String {
        title?.string ?? caption.map { InlineHTML.plainText($0.text) }
            ?? address.split(separator: "/").last.map(String.init) ?? address
    }

    private func figure(_ content: HTML) -> HTML { .tag("figure", content: [content] + figureCaption) }

    private func captioned(_ content: HTML) -> HTML { caption == nil ? content : figure(content) }

    private var figureCaption: [HTML] {
        caption.map { [.tag("figcaption", [], InlineHTML.render($0.text, resources.links))] } ?? []
    }
}

extension Block {
    /// Whether a caption right behind the block belongs to it.
    fileprivate var takesCaption: Bool {
        switch self {
        case .image, .video, .iframe, .code, .html: true
        default: false
        }
    }
}

/// Links of `.link` and of authors' lines.
enum LinkHTML {
    static func render(_ link: Link, _ links: any AssetLinks) -> HTML {
        let label = InlineHTML.render(link.label, links)
        guard !link.url.text.isBlockedByTemplates else { return label }
        return .tag("a", [.init("href", links.target(of: link.url.text))] + InlineHTML.newTab, label)
    }
}
