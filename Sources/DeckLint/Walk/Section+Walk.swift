import DeckModel

extension Section {
    /// Calls `body` with each block of the section and of its parts, and the block right behind it in the same part.
    func forEachBlock(_ body: (Block, _ next: Block?) -> Void) {
        for (index, block) in blocks.enumerated() {
            body(block, blocks.dropFirst(index + 1).first)
            if case .section(let part) = block { part.forEachBlock(body) }
        }
    }

    /// The section and all parts inside it, in order.
    var withParts: [Section] { [self] + subsections.flatMap(\.withParts) }
}

extension Deck {
    /// All sections, in order.
    var allSections: [Section] { sections.flatMap(\.withParts) }
}

extension [MarkdownBlock] {
    /// Calls `body` with each block, also those inside quotes and lists.
    func forEachBlock(_ body: (MarkdownBlock) -> Void) {
        for block in self {
            body(block)
            switch block {
            case .quote(let blocks): blocks.forEachBlock(body)
            case .list(let list): list.items.forEach { $0.forEachBlock(body) }
            default: continue
            }
        }
    }

    /// Calls `body` with each inline, also those inside others, and the line where its block begins.
    func forEachInline(_ body: (MarkdownInline, _ line: Int) -> Void) {
        forEachBlock { block in
            switch block {
            case .paragraph(let content, let line), .heading(_, let content, let line):
                content.forEachInline { body($0, line) }
            default: break
            }
        }
    }
}

extension [MarkdownInline] {
    /// Calls `body` with each inline, also those inside others.
    func forEachInline(_ body: (MarkdownInline) -> Void) {
        for inline in self {
            body(inline)
            switch inline {
            case .emphasis(let content), .strong(let content), .link(_, _, _, let content),
                .image(_, _, let content):
                content.forEachInline(body)
            default: continue
            }
        }
    }
}
