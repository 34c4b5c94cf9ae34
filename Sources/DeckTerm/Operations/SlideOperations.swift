import CodeTokens
import DeckModel
import HTMLTree

/// The body of a section as operations.
struct SlideOperations: BlockRenderer {
    var builder = OperationBuilder()
    let assets: any SlideAssets
    /// Whether a paragraph keeps the lines that it was written in; `present`'s articles flow.
    private let keepsLines: Bool
    /// The caption below the element that is rendered.
    private var caption: Caption?

    init(assets: any SlideAssets, keepsLines: Bool = true) {
        self.assets = assets
        self.keepsLines = keepsLines
    }

    /// Adds the elements of a section; a caption right behind one that takes captions stays with it.
    mutating func body(of section: Section, level: Int) {
        var blocks = section.blocks[...]
        while let block = blocks.popFirst() {
            if block.takesCaption, case .caption(let next)? = blocks.first {
                caption = next
                blocks.removeFirst()
            }
            let count = builder.operations.count
            render(block)
            if let caption {
                if builder.operations.count > count {
                    builder.keepLast()
                    builder.closeUp()
                }
                self.caption = nil
                self.caption(caption)
            }
        }
    }

    /// Names the pictures behind the slide, which a terminal doesn't put there.
    mutating func backgrounds(_ addresses: [String]) {
        for address in addresses {
            builder.text([
                Span(Marks.picture, [.soft, .mark]),
                Span("Background: \(address.lastPathPart)", .soft, link: SafeAddress.of(address, assets)),
            ])
        }
    }

    mutating func paragraph(_ block: Paragraph) {
        var spans: [Span] = []
        for (index, line) in block.lines.enumerated() {
            if index > 0 { spans.append(Span(keepsLines ? "\n" : " ")) }
            spans += InlineSpans.styled(line, assets)
        }
        builder.text(spans)
    }

    mutating func preformatted(_ block: Preformatted) {
        let lines = CodeSpans.lines(block.text, language: .shown(block.text, info: ""))
        builder.emit(.code(lines.map { CodeLine($0) }))
    }

    mutating func list(_ block: BulletList) {
        let before = builder.tighten()
        for item in block.items {
            let marker = Marks.bullet(0)
            let count = builder.push(Margin(width: marker.count, isBar: false, marker: marker))
            builder.text(InlineSpans.styled(item, assets))
            builder.pop(since: count)
        }
        builder.loosen(before)
    }

    mutating func markdown(_ block: Markdown) {
        // The builder moves there and back: a copy would make long slides slow.
        var markdown = MarkdownOperations(assets: assets)
        swap(&markdown.builder, &builder)
        markdown.add(block.blocks)
        swap(&markdown.builder, &builder)
    }

    mutating func code(_ block: Code) {
        let language = CodeLanguage.forFile(named: block.fileName)
        var lines = CodeSpans.lines(block.lines.map(\.text).joined(separator: "\n"), language: language)
        // Empty lines at the end count here: they are lines of the file, with numbers of their own.
        while lines.count < block.lines.count { lines.append([]) }
        builder.emit(
            .code(
                zip(block.lines, lines).map { line, spans in
                    CodeLine(
                        spans,
                        number: block.hasNumbers ? line.number : nil,
                        isMarked: line.isHighlighted
                    )
                }
            )
        )
    }

    mutating func image(_ block: Image) {
        let alt = block.alt?.string ?? ""
        builder.emit(
            .picture(
                Picture(block.url, alt: alt.isEmpty ? block.url.lastPathPart : alt, block.size, assets)
            )
        )
    }

    mutating func video(_ block: Video) {
        titledLink(Marks.film, block.title, block.url, detail: block.type)
    }

    mutating func iframe(_ block: IFrame) { titledLink(Marks.page, block.title, block.url, detail: "") }

    mutating func link(_ block: Link) { builder.text(Self.link(block, assets)) }

    mutating func html(_ block: HTMLFile) {
        let file = String(
            block.command.string.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "HTML"
        )
        builder.text([
            Span(Marks.file, [.accent, .mark]),
            Span(
                caption.map { InlineSpans.plainText($0.text) } ?? file.lastPathPart,
                .link,
                link: SafeAddress.of(file, assets)
            ),
        ])
        HTMLOperations.add(block.html, to: &builder, assets)
    }

    mutating func caption(_ block: Caption) {
        builder.text(InlineSpans.styled(block.text, assets, base: .soft))
    }

    mutating func section(_ block: Section) {
        let heading = "\(block.formattedNumber) \(block.title.string)"
        builder.text([Span(heading, .heading)], keepsWithNext: true)
        body(of: block, level: block.number.count + 1)
    }

    private mutating func titledLink(_ mark: String, _ title: Text?, _ url: String, detail: String) {
        let name = title?.string ?? caption.map { InlineSpans.plainText($0.text) } ?? url.lastPathPart
        var spans = [Span(mark, [.accent, .mark]), Span(name, .link, link: SafeAddress.of(url, assets))]
        // The address says where to look where links can't be followed.
        let rest = [detail, name == url.lastPathPart ? "" : url.lastPathPart].filter { !$0.isEmpty }
        if !rest.isEmpty { spans.append(Span(" (\(rest.joined(separator: ", ")))", .soft)) }
        builder.text(spans)
    }

    static func link(_ link: Link, _ assets: any SlideAssets) -> [Span] {
        let address = SafeAddress.of(link.url.text, assets)
        return InlineSpans.styled(link.label, assets).map {
            Span($0.text, $0.role.union(.link), link: $0.link ?? address)
        }
    }

    /// The picture of an `img` element.
    static func picture(_ tag: HTMLTag, _ assets: any SlideAssets) -> Picture {
        let url = tag.value(of: "src") ?? ""
        let alt = tag.value(of: "alt") ?? ""
        let size = MediaSize(
            height: tag.value(of: "height").flatMap { Int($0) }.map { max($0, 0) } ?? 0,
            width: tag.value(of: "width").flatMap { Int($0) }.map { max($0, 0) } ?? 0
        )
        return Picture(url, alt: alt.isEmpty ? url.lastPathPart : alt, size, assets)
    }
}

extension Picture {
    init(_ url: String, alt: String, _ size: MediaSize, _ assets: any SlideAssets) {
        let info = assets.picture(url)
        self.init(url: url, alt: alt, size: size, natural: info?.size, labels: info?.labels ?? [])
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
