import TermUI

/// What the speaker sees: clocks, the current slide and the next, the notes.
struct SpeakerScreen {
    private let show: SlideShow
    private let theme: TermTheme

    init(_ show: SlideShow, _ theme: TermTheme) {
        self.show = show
        self.theme = theme
    }

    func screen(_ format: ScreenFormat) -> Screen {
        let size = TerminalSize(columns: format.columns, rows: format.rows)
        var grid = CellGrid(size, style: theme.ground, measure: format.measure)
        let status = statusRows(format)
        for (index, row) in status.enumerated() { write(row, at: index, column: 0, on: &grid) }
        // Slides take what notes leave them, and that is always more than half.
        let below = max(format.rows - status.count, 0)
        let notes = noteRows(format)
        let wanted = max(min(notes.count + 1, below * 9 / 20), min(7, below / 3))
        let slideRows = below < 8 ? 0 : below - wanted
        if slideRows > 0 { paintSlides(top: status.count, rows: slideRows, format, on: &grid) }
        let notesTop = status.count + slideRows
        paintNotes(notes, top: notesTop, rows: max(format.rows - notesTop, 0), format, on: &grid)
        var screen = Screen(grid)
        if case .search(let text) = show.mode {
            // What is typed stands in the last of the rows at the top.
            let column = min(format.measure.width(of: " /" + text), format.columns - 1)
            screen.cursor = CellPosition(row: status.count - 1, column: column)
        }
        return screen
    }

    // MARK: Clocks

    private func statusRows(_ format: ScreenFormat) -> [Row] {
        var row = Row()
        row.append(" \(show.time.clock)", .strong)
        let elapsed = show.elapsed ?? 0
        row.append("  \(TalkTime.text(elapsed))", show.elapsed == nil ? .soft : [])
        if let length = show.length {
            let left = length - elapsed
            let text = left < 0 ? "\(TalkTime.text(-left)) over" : "\(TalkTime.text(left)) left"
            row.append("  \(text)", left < 0 ? .warning : .strong)
        }
        row.append("  slide \(show.slide + 1)/\(show.slides.count)", [])
        if let (part, parts) = show.followedParts ?? show.ownParts, parts > 1 {
            row.append(", part \(part + 1) of \(parts)", .soft)
        }
        if show.isBlank { row.append("  BLANK", .warning) }
        var rows = [row]
        if let pace = pace(elapsed) { rows.append(pace) }
        if let message = show.message { rows.append(Row([run(" " + message, .accent)])) }
        return rows.map { cut($0, to: format) }
    }

    /// Where the talk is in its section, and how it does against the plan.
    private func pace(_ elapsed: Int) -> Row? {
        guard let chapter = show.slides.chapters.first(where: { $0.slides.contains(show.slide) }) else {
            return nil
        }
        var row = Row()
        row.append(" ", [])
        row.runs.append(run(chapter.title, .soft))
        let done = show.slide - chapter.slides.lowerBound + 1
        row.append(", \(done) of \(chapter.slides.count)", .soft)
        guard let length = show.length else { return row }
        let pace = Pace(length: length, slideCount: show.slides.count)
        row.append(", until \(TalkTime.text(pace.start(of: chapter.slides.upperBound)))", .soft)
        guard show.elapsed != nil else { return row }
        let behind = pace.behind(at: show.slide, elapsed: elapsed)
        switch behind {
        case 0: row.append("  on time", .strong)
        case ..<0: row.append("  \(TalkTime.text(-behind)) ahead", .strong)
        default: row.append("  \(TalkTime.text(behind)) behind", .warning)
        }
        return row
    }

    private func run(_ text: String, _ role: TextRole) -> RowRun {
        RowRun(text: text, columns: show.traits.measure.width(of: text), role: role)
    }

    private func cut(_ row: Row, to format: ScreenFormat) -> Row {
        var (left, cut) = (format.columns, Row())
        for run in row.runs where left > 0 {
            let text = Fitted.text(run.text, columns: left, format)
            cut.runs.append(RowRun(text: text.text, columns: text.columns, role: run.role))
            left -= text.columns
        }
        return cut
    }

    // MARK: Slides

    private func paintSlides(top: Int, rows: Int, _ format: ScreenFormat, on grid: inout CellGrid) {
        let hasBoth = format.columns >= 60
        let width = hasBoth ? format.columns * 6 / 10 : format.columns
        let (part, parts) = show.followedParts ?? show.ownParts ?? (0, 1)
        let share = Double(part) / Double(max(parts, 1))
        preview(show.slide, share: share, "Now", (top, 0, rows, width), format, on: &grid)
        guard hasBoth else { return }
        let next = part + 1 < parts ? show.slide : show.slide + 1
        let nextShare = part + 1 < parts ? Double(part + 1) / Double(parts) : 0
        let area = (top, width, rows, format.columns - width)
        preview(next, share: nextShare, "Next", area, format, on: &grid)
    }

    private func preview(
        _ index: Int,
        share: Double,
        _ name: String,
        _ area: (row: Int, column: Int, rows: Int, columns: Int),
        _ format: ScreenFormat,
        on grid: inout CellGrid
    ) {
        rule(name, row: area.row, column: area.column, columns: area.columns, format, on: &grid)
        let rows = area.rows - 1
        guard rows > 0, area.columns > 2 else { return }
        guard index < show.slides.count else {
            let end = CellPosition(row: area.row + 2, column: area.column + 2)
            grid.write(
                Fitted.text("the end", columns: area.columns - 3, format).text,
                at: end,
                style: theme.style(.soft)
            )
            return
        }
        var small = ScreenFormat(columns: area.columns - 1, rows: rows, measure: format.measure)
        small.isPreview = true
        let layout = SlideLayout(show.slides.content(index), small)
        let frame = ScreenFrame(deck: "", number: index + 1, total: show.slides.count)
        let screen = ScreenPainter(theme: theme).screen(layout.part(at: share), of: layout, frame: frame)
        grid.copy(
            rows: 0..<rows,
            of: screen.grid,
            to: CellPosition(row: area.row + 1, column: area.column)
        )
    }

    private func rule(
        _ name: String,
        row: Int,
        column: Int,
        columns: Int,
        _ format: ScreenFormat,
        on grid: inout CellGrid
    ) {
        let text = Fitted.text(" \(name) ", columns: max(columns - 2, 0), format)
        let line = format.sign(String(repeating: "─", count: max(columns - text.columns - 1, 0)))
        let position = CellPosition(row: row, column: column)
        let end = grid.write(text.text, at: position, style: theme.style([.accent, .strong]))
        grid.write(line, at: CellPosition(row: row, column: end), style: theme.style(.soft))
    }

    // MARK: Notes

    private func noteRows(_ format: ScreenFormat) -> [Row] {
        show.slides.content(show.slide).notes.flatMap {
            TextRows.rows([Span($0)], width: max(format.columns - 2, 1), format)
        }
    }

    private func paintNotes(
        _ lines: [Row],
        top: Int,
        rows: Int,
        _ format: ScreenFormat,
        on grid: inout CellGrid
    ) {
        guard rows > 0 else { return }
        rule("Notes", row: top, column: 0, columns: format.columns, format, on: &grid)
        let room = rows - 1
        guard room > 0 else { return }
        if lines.isEmpty {
            let position = CellPosition(row: top + 1, column: 1)
            grid.write("none", at: position, style: theme.style(.soft))
        }
        let first = min(show.notesRow, max(lines.count - room, 0))
        for (index, line) in lines.dropFirst(first).prefix(room).enumerated() {
            write(line, at: top + 1 + index, column: 1, on: &grid)
        }
        guard lines.count > first + room || first > 0 else { return }
        let down = show.keys.names(of: .notesDown).first ?? ""
        let up = show.keys.names(of: .notesUp).first ?? ""
        let more = " \(first + 1)-\(min(first + room, lines.count)) of \(lines.count), \(up) \(down) "
        let column = max(format.columns - more.count - 1, 8)
        grid.write(more, at: CellPosition(row: top, column: column), style: theme.style(.accent))
    }

    private func write(_ row: Row, at index: Int, column: Int, on grid: inout CellGrid) {
        var column = column
        for run in row.runs {
            let position = CellPosition(row: index, column: column)
            column = grid.write(run.text, at: position, style: theme.style(run.role), link: run.link)
        }
    }
}

extension SlideShow {
    /// The part of the slide that this window shows, where it follows none.
    var ownParts: (Int, Int)? { (part, layout.count) }
}
