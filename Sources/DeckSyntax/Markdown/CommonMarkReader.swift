import CCmark
import DeckModel
import SourceText

/// Turns libcmark's tree into values.
struct CommonMarkReader {
    let text: UnsafeBufferPointer<UInt8>
    private let lineNumbers: [Int]
    /// Where each line of the text begins.
    let lineStarts: [Int]
    private var autolinks: AutolinkFinder
    /// The leaf block that stands last in the text, where goldmark differs.
    private let lastLeaf: OpaquePointer
    var rereadsLastByte = false
    /// What libcmark took for something else than goldmark does.
    var misreadings: [CommonMark.Misreading] = []
    /// Whether the text stands as it was written; what was misread is not yet replaced.
    let isFirst: Bool
    /// The last line whose indentation was misread.
    var lastMisreadLine = 0
    /// Whether something nests too deep, and was left out.
    private(set) var isTooDeep = false
    private var depth = 0
    private var quoteDepth = 0
    /// How many list items are around the place, quotes between not counted with what is around them.
    private var itemDepth = 0

    /// How deep lists, quotes and inlines nest at most: renderers call themselves level by level, and no stack holds
    /// what a hostile text asks for.
    static let deepest = 100

    init(root: OpaquePointer, text: UnsafeBufferPointer<UInt8>, lineNumbers: [Int], isFirst: Bool) {
        self.text = text
        self.isFirst = isFirst
        self.lineNumbers = lineNumbers
        var starts = [0]
        starts.reserveCapacity(lineNumbers.count + 1)
        while case let end = text.lineEnd(from: starts[starts.count - 1]), end < text.count {
            starts.append(end + 1)
        }
        self.lineStarts = starts
        self.autolinks = AutolinkFinder(text)
        var leaf = root
        while let child = cmark_node_last_child(leaf),
            cmark_node_get_type(child).rawValue <= CMARK_NODE_LAST_BLOCK.rawValue
        {
            leaf = child
        }
        self.lastLeaf = leaf
    }

    mutating func blocks(of parent: OpaquePointer) -> [MarkdownBlock] {
        var blocks: [MarkdownBlock] = []
        blocks.reserveCapacity(countChildren(of: parent))
        var next = cmark_node_first_child(parent)
        while let node = next {
            if let block = block(node) { blocks.append(block) }
            if node == lastLeaf, let stray = strayBlocks(after: node) { blocks += stray }
            next = cmark_node_next(node)
        }
        return blocks
    }

    private mutating func block(_ node: OpaquePointer) -> MarkdownBlock? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH: paragraph(node)
        case CMARK_NODE_HEADING: heading(node)
        case CMARK_NODE_BLOCK_QUOTE: nested { $0.quote(node) }
        case CMARK_NODE_LIST: nested { .list($0.list(node)) }
        case CMARK_NODE_CODE_BLOCK: code(node)
        case CMARK_NODE_HTML_BLOCK: html(node)
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        default: nil
        }
    }

    private mutating func html(_ node: OpaquePointer) -> MarkdownBlock {
        noteLoneTag(node)
        return .html(emptied(endingText(of: node)), line: line(of: node))
    }

    private mutating func paragraph(_ node: OpaquePointer) -> MarkdownBlock {
        noteDashes(under: node)
        if let list = listUnderDefinitions(node) { return list }
        let content = inlines(of: node)
        noteBackquotes(in: node, content)
        return .paragraph(content, line: line(of: node))
    }

    private mutating func heading(_ node: OpaquePointer) -> MarkdownBlock {
        noteDashes(under: node)
        let level = Int(cmark_node_get_heading_level(node))
        let content = inlines(of: node)
        noteBackquotes(in: node, content)
        return .heading(level: level, content, line: line(of: node))
    }

    /// Reads what lies one level deeper; nil where that is too deep.
    private mutating func nested<Result>(_ read: (inout Self) -> Result) -> Result? {
        guard depth < Self.deepest else {
            isTooDeep = true
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        return read(&self)
    }

    private mutating func quote(_ node: OpaquePointer) -> MarkdownBlock {
        let outerItems = itemDepth
        quoteDepth += 1
        itemDepth = 0
        defer {
            quoteDepth -= 1
            itemDepth = outerItems
        }
        return .quote(blocks(of: node))
    }

    private mutating func list(_ node: OpaquePointer) -> MarkdownList {
        var items: [[MarkdownBlock]] = []
        var isTight = cmark_node_get_list_tight(node) != 0
        noteMarksBehindTabs(in: node)
        itemDepth += 1
        defer { itemDepth -= 1 }
        var next = cmark_node_first_child(node)
        while let item = next {
            noteList(in: item, of: node)
            if !items.isEmpty, isTight { isTight = !hasBlankLine(above: item, quoteDepth: quoteDepth) }
            items.append(blocks(of: item))
            next = cmark_node_next(item)
        }
        let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        return MarkdownList(
            start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
            isTight: isTight,
            items: items
        )
    }

    private func code(_ node: OpaquePointer) -> MarkdownBlock {
        let literal = literal(node)
        guard isFenced(node, literal) else {
            return .code(info: nil, text: emptied(endingText(of: node)), line: line(of: node))
        }
        // Only what runs to the end of the text can lack its closing fence, and be without its last line feed.
        return .code(
            info: string(cmark_node_get_fence_info(node)),
            text: emptied(node == lastLeaf && isOpen(node, literal) ? endingText(of: node) : literal),
            line: line(of: node)
        )
    }

    /// Whether a fenced block has no closing fence.
    private func isOpen(_ node: OpaquePointer, _ literal: String) -> Bool {
        var literal = literal
        let lines = literal.withUTF8 { $0.lineFeedCount }
        return Int(cmark_node_get_end_line(node) - cmark_node_get_start_line(node)) == lines
    }

    /// The text of a block as it stands at this place: inside a list item white lines are empty.
    private func emptied(_ literal: String) -> String {
        itemDepth > 0 ? Self.withEmptyWhiteLines(literal) : literal
    }

    /// Whether a code block has a fence; libcmark doesn't tell, but the text does.
    private func isFenced(_ node: OpaquePointer, _ literal: String) -> Bool {
        let opening = sourceLine(of: node).dropFirst(Int(cmark_node_get_start_column(node)) - 1)
        guard let mark = opening.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
            opening.count >= 3, opening.prefix(3).allSatisfy({ $0 == mark })
        else { return false }
        // An indented block may hold what looks like a fence; then that is its first line.
        guard literal.utf8.first == mark else { return true }
        let shown = literal.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .prefix { $0.drop(while: \.isBlank).elementsEqual(opening) }.count
        // So may a fence; but then it stands above the lines that are shown.
        return shown == 0 || shown < countLines(like: opening, of: node)
    }

    /// How many lines a block begins with that hold nothing but the same text.
    private func countLines(like wanted: Slice<UnsafeBufferPointer<UInt8>>, of node: OpaquePointer) -> Int {
        let first = Int(cmark_node_get_start_line(node))
        let last = min(Int(cmark_node_get_end_line(node)), lineStarts.count)
        guard first <= last else { return 0 }
        return 1
            + lineStarts[first..<last].prefix { start in
                var line = text[start..<text.lineEnd(from: start)].drop(while: \.isBlank)
                for _ in 0..<quoteDepth where line.first == UInt8(ascii: ">") {
                    line = line.dropFirst().drop(while: \.isBlank)
                }
                return line.elementsEqual(wanted)
            }.count
    }

    /// The line of the text where a node begins.
    func sourceLine(of node: OpaquePointer) -> Slice<UnsafeBufferPointer<UInt8>> {
        text[lineStart(of: node)...].prefix { $0 != UInt8(ascii: "\n") }
    }

    /// The offset at which the line where a node begins starts.
    func lineStart(of node: OpaquePointer) -> Int {
        let index = Int(cmark_node_get_start_line(node)) - 1
        return lineStarts.indices.contains(index) ? lineStarts[index] : text.startIndex
    }

    /// The text of a leaf; the text has no final line feed, so a leaf that runs to its end has none either.
    func endingText(of node: OpaquePointer) -> String {
        let literal = literal(node)
        guard node == lastLeaf, literal.utf8.last == UInt8(ascii: "\n") else { return literal }
        let lines = literal.utf8.split(separator: UInt8(ascii: "\n"))
        let last = lines.last.map { $0.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
        guard text.suffix(last?.count ?? 0).elementsEqual(last.map(Array.init) ?? []) else { return literal }
        return String(literal.dropLast())
    }

    private func countChildren(of parent: OpaquePointer) -> Int {
        var count = 0
        var next = cmark_node_first_child(parent)
        while let node = next {
            count += 1
            next = cmark_node_next(node)
        }
        return count
    }

    mutating func inlines(of parent: OpaquePointer) -> [MarkdownInline] {
        var inlines: [MarkdownInline] = []
        inlines.reserveCapacity(countChildren(of: parent))
        var next = cmark_node_first_child(parent)
        while let node = next {
            if let inline = inline(node).flatMap({ Self.withoutIndentation($0, behind: inlines.last) }) {
                inlines.append(inline)
            }
            next = cmark_node_next(node)
        }
        return inlines
    }

    private mutating func inline(_ node: OpaquePointer) -> MarkdownInline? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT: .text(literal(node))
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .hardBreak
        case CMARK_NODE_CODE: .code(literal(node))
        case CMARK_NODE_HTML_INLINE: inlineHTML(literal(node))
        case CMARK_NODE_EMPH: nested { .emphasis($0.inlines(of: node)) }
        case CMARK_NODE_STRONG: nested { .strong($0.inlines(of: node)) }
        case CMARK_NODE_LINK: nested { $0.link(node) }
        case CMARK_NODE_IMAGE: nested { $0.image(node) }
        default: nil
        }
    }

    /// An inline without the indentation that libcmark leaves behind a backslash at the end of a line, where the next
    /// line goes on with a list or quote without its mark.
    private static func withoutIndentation(
        _ inline: MarkdownInline,
        behind last: MarkdownInline?
    ) -> MarkdownInline? {
        guard case .hardBreak? = last, case .text(let text) = inline, text.utf8.first?.isBlank == true else {
            return inline
        }
        let rest = text.drop { $0 == " " || $0 == "\t" }
        return rest.isEmpty ? nil : .text(String(rest))
    }

    private mutating func image(_ node: OpaquePointer) -> MarkdownInline {
        .image(
            url: string(cmark_node_get_url(node)),
            title: string(cmark_node_get_title(node)),
            inlines(of: node)
        )
    }

    private mutating func link(_ node: OpaquePointer) -> MarkdownInline {
        let url = string(cmark_node_get_url(node))
        let title = string(cmark_node_get_title(node))
        let content = inlines(of: node)
        guard title.isEmpty, case .text(let label)? = content.first, content.count == 1,
            url == label || url == "mailto:" + label, let address = autolinkAddress(node, label)
        else { return .link(url: url, title: title, isAuto: false, content) }
        return .link(url: url == label ? address : url, title: title, isAuto: true, [.text(address)])
    }

    /// The address of a link that is written `<address>`; nil for another link.
    private mutating func autolinkAddress(_ node: OpaquePointer, _ label: String) -> String? {
        // From the start of the block on, so that code is known as such.
        var block = node
        while cmark_node_get_type(block).rawValue > CMARK_NODE_LAST_BLOCK.rawValue,
            let parent = cmark_node_parent(block)
        {
            block = parent
        }
        return autolinks.address(label, from: lineStart(of: block))
    }

    func literal(_ node: OpaquePointer) -> String { string(cmark_node_get_literal(node)) }

    private func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

    /// The line of the deck where a node begins.
    func line(of node: OpaquePointer) -> Int {
        let line = Int(cmark_node_get_start_line(node))
        return lineNumbers.indices.contains(line - 1) ? lineNumbers[line - 1] : lineNumbers.last ?? 1
    }
}
