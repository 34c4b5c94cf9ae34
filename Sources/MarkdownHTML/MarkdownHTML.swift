public import DeckModel
public import HTMLTree

/// Walks Markdown values and makes HTML of them, in the form that goldmark and CommonMark's reference share.
public struct MarkdownHTML<Dialect: MarkdownDialect> {
    public var dialect: Dialect

    public init(_ dialect: Dialect) { self.dialect = dialect }

    /// Renders blocks one after the other.
    public mutating func blocks(_ blocks: [MarkdownBlock]) -> HTML {
        .fragment(blocks.map { block($0, isTight: false) })
    }

    private mutating func block(_ block: MarkdownBlock, isTight: Bool) -> HTML {
        switch block {
        case .paragraph(let content, _):
            isTight ? .fragment(inlines(content)) : closed(.tag("p", content: inlines(content)))
        case .heading(let level, let content, _):
            closed(.tag("h\(dialect.headingLevel(level))", content: inlines(content)))
        case .quote(let blocks):
            closed(.tag("blockquote", content: Self.separator + [self.blocks(blocks)]))
        case .list(let list): self.list(list)
        case .code(let info, let text, _): closed(dialect.code(info: info, text: text))
        case .html(let text, _): dialect.raw(text)
        case .thematicBreak: closed(.tag("hr"))
        }
    }

    private mutating func list(_ list: MarkdownList) -> HTML {
        let start = list.start.flatMap { $0 == 1 ? nil : String($0) }
        var content = Self.separator
        content.reserveCapacity(list.items.count + 1)
        for item in list.items {
            content.append(closed(.tag("li", content: self.item(item, isTight: list.isTight))))
        }
        return closed(.tag(list.start == nil ? "ul" : "ol", [].with("start", start), content: content))
    }

    private mutating func item(_ blocks: [MarkdownBlock], isTight: Bool) -> [HTML] {
        var content: [HTML] = []
        for (index, block) in blocks.enumerated() {
            let isText = if case .paragraph = block { isTight } else { false }
            let followsText = index > 0 && isTight && Self.isParagraph(blocks[index - 1])
            // A block that is no tight text stands on a line of its own.
            if !isText, index == 0 || followsText { content += Self.separator }
            if isText, followsText { content.append(.text("\n")) }
            content.append(self.block(block, isTight: isTight))
        }
        return content
    }

    private static func isParagraph(_ block: MarkdownBlock) -> Bool {
        if case .paragraph = block { true } else { false }
    }

    private func closed(_ html: HTML) -> HTML { Dialect.separator.map { .fragment([html, $0]) } ?? html }

    private static var separator: [HTML] { Dialect.separator.map { [$0] } ?? [] }

    private mutating func inlines(_ content: [MarkdownInline]) -> [HTML] { content.map { inline($0) } }

    private mutating func inline(_ inline: MarkdownInline) -> HTML {
        switch inline {
        case .text(let text): .text(text)
        case .softBreak: Dialect.softBreak
        case .hardBreak: .fragment([.tag("br"), Dialect.softBreak])
        case .code(let text): .tag("code", [], .text(text))
        case .html(let text): dialect.raw(text)
        case .emphasis(let content): .tag("em", content: inlines(content))
        case .strong(let content): .tag("strong", content: inlines(content))
        case .link(let url, let title, let isAuto, let content):
            dialect.link(url: url, title: title, isAuto: isAuto, content: inlines(content))
        case .image(let url, let title, let content):
            dialect.image(url: url, title: title, alt: content.plainText)
        }
    }
}
