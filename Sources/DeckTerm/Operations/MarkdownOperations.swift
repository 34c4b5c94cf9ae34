import CodeTokens
import DeckModel

/// Markdown as operations.
struct MarkdownOperations {
    var builder = OperationBuilder()
    let assets: any SlideAssets
    /// How many lists are open here.
    private var listDepth = 0
    private var quoteDepth = 0

    init(assets: any SlideAssets) { self.assets = assets }

    mutating func add(_ blocks: [MarkdownBlock]) {
        var rest = blocks[...]
        while let block = rest.popFirst() {
            guard case .html(let html, _) = block else {
                add(block)
                continue
            }
            // What an empty line cut in two, such as the rows of a table, is read as one.
            var whole = html
            while case .html(let next, _)? = rest.first {
                whole += "\n" + next
                rest.removeFirst()
            }
            HTMLOperations.add(whole, to: &builder, assets)
        }
    }

    private mutating func add(_ block: MarkdownBlock) {
        switch block {
        case .paragraph(let content, _): paragraph(content)
        case .heading(_, let content, _):
            builder.text(InlineSpans.markdown(content, assets, base: .heading), keepsWithNext: true)
        case .quote(let blocks):
            builder.push(Margin(width: 2, isBar: true))
            quoteDepth += 1
            add(blocks)
            quoteDepth -= 1
            builder.pop()
        case .list(let list): add(list)
        case .code(let info, let text, _):
            let word = info.flatMap { $0.split(whereSeparator: \.isWhitespace).first } ?? ""
            let lines = CodeSpans.lines(text, language: .shown(text, info: word))
            builder.emit(.code(lines.map { CodeLine($0) }))
        case .html: break
        case .thematicBreak: builder.emit(.rule)
        }
    }

    private mutating func paragraph(_ content: [MarkdownInline]) {
        if let picture = onlyPicture(content) { return builder.emit(.picture(picture)) }
        if let table = PipeTable.table(content, assets) { return builder.emit(.table(table)) }
        let spans = InlineSpans.markdown(content, assets, base: quoteDepth > 0 ? .quote : [])
        // A line of tags alone is nothing to see.
        guard spans.contains(where: { !$0.text.allSatisfy(\.isWhitespace) }) else { return }
        builder.text(spans)
    }

    /// The picture that is all of a paragraph.
    private func onlyPicture(_ content: [MarkdownInline]) -> Picture? {
        let shown = content.filter {
            switch $0 {
            case .softBreak, .hardBreak: false
            case .text(let text): !text.allSatisfy(\.isWhitespace)
            default: true
            }
        }
        guard shown.count == 1, case .image(let url, _, let alt) = shown[0] else { return nil }
        let text = alt.plainText
        return Picture(url, alt: text.isEmpty ? url.lastPathPart : text, MediaSize(), assets)
    }

    private mutating func add(_ list: MarkdownList) {
        let depth = listDepth
        let last = list.start.map { $0 &+ list.items.count - 1 }
        let width = last.map { "\($0). ".count } ?? Marks.bullet(depth).count
        let before = builder.tighten(list.isTight)
        listDepth += 1
        for (index, item) in list.items.enumerated() {
            let number = list.start.map { "\($0 &+ index). " }
            let marker = number ?? Marks.bullet(depth)
            let padded = String(repeating: " ", count: max(width - marker.count, 0)) + marker
            let count = builder.push(Margin(width: width, isBar: false, marker: padded))
            add(item)
            builder.pop(since: count)
        }
        listDepth -= 1
        builder.loosen(before)
    }
}
