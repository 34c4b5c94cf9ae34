import DeckModel

/// A paragraph written as a table with pipes; present shows its lines as they are, a terminal draws the table.
enum PipeTable {
    static func table(_ content: [MarkdownInline], _ assets: any SlideAssets) -> TextTable? {
        let lines = content.split(omittingEmptySubsequences: false) {
            switch $0 {
            case .softBreak, .hardBreak: true
            default: false
            }
        }
        guard lines.count >= 2, let alignments = alignments(Array(lines[1]).plainText) else { return nil }
        let rows = lines.enumerated().filter { $0.offset != 1 }.map { cells(Array($0.element)) }
        guard rows[0].count == alignments.count else { return nil }
        return TextTable(
            rows: rows.map { $0.map { InlineSpans.markdown($0, assets) } },
            headerRows: 1,
            alignments: alignments
        )
    }

    /// Reads the line below the headings, such as `|:--|--:|`; nil where it is none.
    private static func alignments(_ line: String) -> [TextTable.Alignment]? {
        guard line.contains("|"), line.allSatisfy({ "|-: \t".contains($0) }) else { return nil }
        let cells = inner(line).split(separator: "|", omittingEmptySubsequences: false).map {
            $0.filter { !$0.isWhitespace }
        }
        var alignments: [TextTable.Alignment] = []
        for cell in cells {
            let dashes = cell.filter { $0 == "-" }
            guard !dashes.isEmpty, !cell.dropFirst().dropLast().contains(":") else { return nil }
            let isRight = cell.hasSuffix(":")
            alignments.append(isRight ? cell.hasPrefix(":") ? .center : .right : .left)
        }
        return alignments
    }

    private static func inner(_ line: String) -> Substring {
        var text = line.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        if text.hasPrefix("|") { text.removeFirst() }
        if text.hasSuffix("|") { text.removeLast() }
        return text
    }

    /// Cuts a line at the pipes in its text.
    private static func cells(_ line: [MarkdownInline]) -> [[MarkdownInline]] {
        var cells: [[MarkdownInline]] = [[]]
        for inline in line {
            guard case .text(let text) = inline else {
                cells[cells.count - 1].append(inline)
                continue
            }
            let parts = text.split(separator: "|", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if index > 0 { cells.append([]) }
                if !part.isEmpty { cells[cells.count - 1].append(.text(String(part))) }
            }
        }
        func isBlank(_ cell: [MarkdownInline]) -> Bool { cell.plainText.allSatisfy(\.isWhitespace) }
        if cells.count > 1, isBlank(cells[0]) { cells.removeFirst() }
        if cells.count > 1, isBlank(cells[cells.count - 1]) { cells.removeLast() }
        return cells
    }
}
