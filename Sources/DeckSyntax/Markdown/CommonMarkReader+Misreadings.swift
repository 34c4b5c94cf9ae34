import CCmark
import DeckModel
import SourceText

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

    /// Notes the marks of items behind a tab that belongs to no item or quote around: goldmark takes them for text.
    mutating func noteMarksBehindTabs(in list: OpaquePointer) {
        guard let parent = cmark_node_parent(list) else { return }
        var next = cmark_node_first_child(list)
        while let item = next {
            next = cmark_node_next(item)
            let mark = lineStart(of: item) + Int(cmark_node_get_start_column(item)) - 1
            guard mark < text.count, hasTab(before: mark, of: item, in: parent) else { continue }
            // A number is none before a backslash, nor is what follows a backslash a mark.
            let sign = text[mark...].drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.startIndex
            misreadings.append(
                CommonMark.Misreading(range: sign..<sign, replacement: [UInt8(ascii: "\\")])
            )
        }
    }

    /// Whether a tab stands between the start of what a quote or an item holds and the mark of an item in it.
    private func hasTab(before mark: Int, of item: OpaquePointer, in parent: OpaquePointer) -> Bool {
        let tab = UInt8(ascii: "\t")
        let start = lineStart(of: item)
        let line = text[start..<max(mark, start)]
        let indent = line.suffix(line.reversed().prefix(while: \.isBlank).count)
        guard indent.contains(tab) else { return false }
        if cmark_node_get_type(parent) == CMARK_NODE_BLOCK_QUOTE { return indent.dropFirst().contains(tab) }
        guard cmark_node_get_type(parent) == CMARK_NODE_ITEM,
            case let firstLine = cmark_node_get_start_line(parent),
            cmark_node_get_start_line(item) > firstLine, let child = cmark_node_first_child(parent),
            cmark_node_get_start_line(child) == firstLine
        else { return false }
        let content = lineStart(of: child) + Int(cmark_node_get_start_column(child)) - 1
        let edge = column(of: content, from: lineStart(of: child))
        return indent.indices.contains { text[$0] == tab && column(of: $0, from: start) >= edge }
    }

    /// The column of a place in a line, from 0; a tab ends at the next multiple of four.
    private func column(of place: Int, from start: Int) -> Int {
        text[start..<max(place, start)].reduce(0) { $1 == UInt8(ascii: "\t") ? ($0 / 4 + 1) * 4 : $0 + 1 }
    }

    /// Notes the runs of backquotes that nothing closes, where libcmark loses code behind one of them.
    ///
    /// Written with backslashes they are the same text, and no code is sought for them.
    mutating func noteBackquotes(in node: OpaquePointer, _ content: [MarkdownInline]) {
        let counts = content.backquoteCounts
        let lastLine = Int(cmark_node_get_end_line(node))
        let start = lineStart(of: node) + max(Int(cmark_node_get_start_column(node)) - 1, 0)
        guard counts.contains(where: { $0 > 0 }), lineStarts.indices.contains(lastLine - 1),
            case let end = text.lineEnd(from: lineStarts[lastLine - 1]), start < end,
            let runs = BackquoteRuns(text, in: start..<end),
            // Where a link or a tag has backquotes, more counts than the runs.
            runs.asLibcmarkReads().textCounts == counts,
            case let written = runs.asWritten(), written.textCounts != counts
        else { return }
        for run in written.unclosed {
            misreadings.append(
                CommonMark.Misreading(
                    range: run,
                    replacement: run.flatMap { _ in [UInt8(ascii: "\\"), UInt8(ascii: "`")] }
                )
            )
        }
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
