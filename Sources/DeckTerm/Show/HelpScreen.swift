import TermUI

/// All keys and what they do.
struct HelpScreen {
    let keys: KeyTable
    let theme: TermTheme

    func screen(from first: Int, _ format: ScreenFormat) -> Screen {
        let size = TerminalSize(columns: format.columns, rows: format.rows)
        var grid = CellGrid(size, style: theme.ground, measure: format.measure)
        let rows = Self.rows(keys, format)
        let position = CellPosition(row: format.top, column: format.margin)
        grid.write("Keys", at: position, style: theme.style(.title))
        let top = format.top + 1 + format.titleGap
        let room = Self.room(format)
        for (index, row) in rows.dropFirst(first).prefix(room).enumerated() {
            var column = format.margin
            for run in row.runs {
                let position = CellPosition(row: top + index, column: column)
                column = grid.write(run.text, at: position, style: theme.style(run.role))
            }
        }
        if rows.count > first + room, format.footer > 0 {
            let position = CellPosition(row: format.rows - 1, column: format.margin)
            grid.write(format.sign("▾ more"), at: position, style: theme.style(.accent))
        }
        return Screen(grid)
    }

    /// The row that the last page of the help begins with.
    static func lastRow(_ keys: KeyTable, _ format: ScreenFormat) -> Int {
        max(rows(keys, format).count - room(format), 0)
    }

    private static func room(_ format: ScreenFormat) -> Int {
        max(format.rows - format.top - 1 - format.titleGap - format.footer, 1)
    }

    private static func rows(_ keys: KeyTable, _ format: ScreenFormat) -> [Row] {
        let lines =
            [("digits, Enter", "the slide of that number")]
            + TalkCommand.allCases.map { (keys.names(of: $0).joined(separator: " "), $0.explanation) }
            .filter { !$0.0.isEmpty }
        let widest = min(lines.map(\.0.count).max() ?? 0, format.width / 2)
        return lines.flatMap { names, text -> [Row] in
            let left = TextRows.rows([Span(names, .strong)], width: max(widest, 1), format)
            let right = TextRows.rows([Span(text)], width: max(format.width - widest - 2, 1), format)
            return (0..<max(left.count, right.count)).map { index in
                var row = index < left.count ? left[index] : Row()
                row.append(spaces: widest + 2 - row.columns)
                if index < right.count { row.runs += right[index].runs }
                return row
            }
        }
    }
}
