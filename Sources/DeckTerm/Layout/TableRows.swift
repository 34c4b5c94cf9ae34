/// Lays tables out with rules between columns; where the screen is too narrow, row by row.
enum TableRows {
    private static let narrowest = 4

    static func rows(_ table: TextTable, width: Int, _ format: ScreenFormat) -> [Row] {
        let count = table.columns
        guard count > 0 else { return [] }
        let room = width - 3 * count - 1
        guard room >= count * narrowest else { return records(table, width: width, format) }
        let widths = fitted(naturalWidths(table, most: room, format), room: room)
        var rows = [rule("┌", "┬", "┐", widths, format)]
        for (index, cells) in table.rows.enumerated() {
            if index > 0, index == table.headerRows {
                rows.append(rule("├", "┼", "┤", widths, format, Row.never))
            }
            rows += self.row(cells, widths, table.alignments, format, isHeader: index < table.headerRows)
                .enumerated().map { line, row in
                    var row = row
                    let isTop = line == 0 && index > table.headerRows
                    row.breakCost = isTop ? 4 : line == 0 ? Row.never : 9
                    return row
                }
        }
        rows.append(rule("└", "┴", "┘", widths, format, Row.never))
        return rows
    }

    private static func rule(
        _ left: String,
        _ middle: String,
        _ right: String,
        _ widths: [Int],
        _ format: ScreenFormat,
        _ cost: Int = 0
    ) -> Row {
        var row = Row(breakCost: cost)
        let parts = widths.map { String(repeating: "─", count: $0 + 2) }
        row.append(format.sign(left + parts.joined(separator: middle) + right), .soft)
        return row
    }

    private static func row(
        _ cells: [[Span]],
        _ widths: [Int],
        _ alignments: [TextTable.Alignment],
        _ format: ScreenFormat,
        isHeader: Bool
    ) -> [Row] {
        let spans = widths.indices.map { index -> [Span] in
            let cell = index < cells.count ? cells[index] : []
            return isHeader ? cell.adding(.strong) : cell
        }
        let lines = zip(spans, widths).map { trimmed(LineBreaker.lines(Clusters.of($0, format), width: $1)) }
        let height = lines.map(\.count).max() ?? 1
        return (0..<height).map { line in
            var row = Row()
            for (index, width) in widths.enumerated() {
                row.append(format.sign(index == 0 ? "│ " : " │ "), .soft)
                let clusters = line < lines[index].count ? lines[index][line] : []
                let free = width - clusters.reduce(0) { $0 + $1.width }
                let alignment = index < alignments.count ? alignments[index] : .left
                let before = alignment == .left ? 0 : alignment == .right ? free : free / 2
                row.append(spaces: before)
                row.append(clusters, of: spans[index])
                row.append(spaces: free - before)
            }
            row.append(format.sign(" │"), .soft)
            return row
        }
    }

    /// Without the empty lines that white space around blocks leaves at both ends.
    private static func trimmed(_ lines: [[Cluster]]) -> [[Cluster]] {
        var lines = lines[...]
        while lines.count > 1, lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return Array(lines)
    }

    /// The columns that each column would like to have.
    private static func naturalWidths(_ table: TextTable, most: Int, _ format: ScreenFormat) -> [Int] {
        var widths = Array(repeating: 1, count: table.columns)
        for row in table.rows {
            for (index, cell) in row.enumerated() {
                let lines = LineBreaker.lines(Clusters.of(cell, format), width: most)
                let widest = lines.map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0
                widths[index] = max(widths[index], widest)
            }
        }
        return widths
    }

    /// Takes from the widest columns what there is no room for.
    private static func fitted(_ natural: [Int], room: Int) -> [Int] {
        guard natural.reduce(0, +) > room else { return natural }
        // The widest that any column may be: those below keep their own width.
        let sorted = natural.sorted()
        var left = room
        var limit = narrowest
        for (index, width) in sorted.enumerated() {
            let share = left / (sorted.count - index)
            guard width <= share else {
                limit = max(share, 1)
                break
            }
            left -= width
        }
        var widths = natural.map { min($0, limit) }
        var rest = room - widths.reduce(0, +)
        for index in widths.indices where rest > 0 && natural[index] > widths[index] {
            widths[index] += 1
            rest -= 1
        }
        return widths
    }

    /// Each row as lines of its own, the headings before the values.
    private static func records(_ table: TextTable, width: Int, _ format: ScreenFormat) -> [Row] {
        let headings = table.headerRows > 0 ? table.rows[table.headerRows - 1] : []
        var rows: [Row] = []
        let body = table.rows.dropFirst(table.headerRows)
        for heading in table.rows.prefix(max(table.headerRows - 1, body.isEmpty ? table.headerRows : 0)) {
            for cell in heading { rows += TextRows.rows(cell.adding(.strong), width: width, format) }
        }
        for (index, cells) in body.enumerated() {
            if index > 0 || !rows.isEmpty {
                var gap = Row(breakCost: 3)
                gap.isGap = true
                rows.append(gap)
            }
            for (column, cell) in cells.enumerated() {
                var spans = column < headings.count ? headings[column].adding(.strong) : []
                if !spans.isEmpty { spans.append(Span(": ", .strong)) }
                rows += TextRows.rows(spans + cell, width: width, format)
            }
        }
        return rows
    }
}
