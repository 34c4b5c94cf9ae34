import CCmark
import DeckModel

/// Blocks that goldmark, which `present` renders with, cuts otherwise than libcmark: they are written otherwise, and
/// the text is read again.
extension CommonMarkReader {
    /// A comment that nobody writes: put behind a tag, it keeps the line from beginning an HTML block.
    private static let noBlock = "<!--\u{10FFFD}-->"

    /// An inline of raw HTML, nil for the comment that only keeps a line from beginning a block.
    func inlineHTML(_ literal: String) -> MarkdownInline? {
        literal == Self.noBlock ? nil : .html(literal)
    }

    /// Notes a closing tag that begins an HTML block for libcmark, but a paragraph for goldmark, as CommonMark has it.
    mutating func noteLoneTag(_ node: OpaquePointer) {
        let line = sourceLine(of: node)
        let tag = line.dropFirst(Int(cmark_node_get_start_column(node)) - 1).drop { $0.isBlank }
        guard tag.starts(with: "</".utf8), let end = tag.firstIndex(of: UInt8(ascii: ">")),
            case let name = tag[..<end].dropFirst(2).prefix(while: { !$0.isBlank }),
            ["pre", "script", "style"].contains(String(decoding: name, as: UTF8.self).lowercased())
        else { return }
        misreadings.append(
            CommonMark.Misreading(range: end + 1..<end + 1, replacement: Array(Self.noBlock.utf8))
        )
    }

    /// Notes the list right under an empty item, which goldmark takes for further items, not for a list inside of it.
    ///
    /// Moved to the left, up to the empty item's mark, it is that for libcmark, too.
    mutating func noteList(in item: OpaquePointer, of list: OpaquePointer) {
        guard isFirst, let inner = cmark_node_first_child(item),
            cmark_node_get_type(inner) == CMARK_NODE_LIST,
            case let firstLine = Int(cmark_node_get_start_line(inner)),
            firstLine > cmark_node_get_start_line(item), firstLine > lastMisreadLine
        else { return }
        let column = Int(cmark_node_get_start_column(item))
        let distance = Int(cmark_node_get_start_column(inner)) - column
        let isOutermost = cmark_node_parent(list).map { cmark_node_get_type($0) == CMARK_NODE_DOCUMENT }
        let indent = distance + (isOutermost == true ? column - 1 : 0)
        let lastLine = min(Int(cmark_node_get_end_line(list)), lineStarts.count)
        guard distance > 0, indent < 4, firstLine <= lastLine else { return }
        for line in firstLine...lastLine { noteIndent(ofLine: line, from: column - 1, atMost: distance) }
        lastMisreadLine = lastLine
    }

    /// Notes the spaces of a line from a column on, where nothing but the marks of quotations stands before them.
    private mutating func noteIndent(ofLine line: Int, from column: Int, atMost most: Int) {
        let text = text[lineStarts[line - 1]...].prefix { $0 != UInt8(ascii: "\n") }
        guard text.prefix(column).allSatisfy({ $0.isBlank || $0 == UInt8(ascii: ">") }) else { return }
        let spaces = text.dropFirst(column).prefix(most).prefix { $0 == UInt8(ascii: " ") }
        guard !spaces.isEmpty else { return }
        misreadings.append(
            CommonMark.Misreading(range: spaces.startIndex..<spaces.endIndex, replacement: [])
        )
    }
}
