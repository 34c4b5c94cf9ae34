public import TermUI

/// What stands around a slide's content.
public struct ScreenFrame: Hashable, Sendable {
    /// The deck's title.
    public var deck: String
    /// The slide's number, from 1, and how many there are.
    public var number: Int
    public var total: Int
    /// What is typed, or other news; it takes the place of the deck's title.
    public var message: String?
    /// What is searched for.
    public var search: String?

    public init(deck: String, number: Int, total: Int, message: String? = nil, search: String? = nil) {
        self.deck = deck
        self.number = number
        self.total = total
        self.message = message
        self.search = search
    }
}

/// Paints screens of slides.
public struct ScreenPainter: Sendable {
    private let theme: TermTheme

    public init(theme: TermTheme) { self.theme = theme }

    /// Paints one of a slide's screens.
    public func screen(_ index: Int, of layout: SlideLayout, frame: ScreenFrame) -> Screen {
        let format = layout.format
        let index = min(max(index, 0), layout.count - 1)
        let size = TerminalSize(columns: format.columns, rows: format.rows)
        var screen = Screen(CellGrid(size, style: theme.ground, measure: format.measure))
        var row = format.top
        row += paintTitle(of: layout, index, at: row, on: &screen.grid)
        let content = layout.rows[layout.screens[index]]
        if layout.content.kind != .body, layout.count == 1 {
            // What stands alone stands a little above the middle.
            row = max((format.rows - format.footer - content.count) * 2 / 5, row)
        }
        for line in content {
            paint(line, at: row, format, on: &screen)
            row += 1
        }
        if let search = frame.search, !search.isEmpty { mark(search, on: &screen.grid) }
        paintFooter(of: layout, index, frame, on: &screen.grid)
        return screen
    }

    /// Paints the title; returns how many rows it takes with the gap below.
    private func paintTitle(of layout: SlideLayout, _ index: Int, at row: Int, on grid: inout CellGrid) -> Int
    {
        let format = layout.format
        guard !layout.content.title.isEmpty, !layout.title.isEmpty || index > 0 else { return 0 }
        var lines = layout.title
        if index > 0 {
            // Further screens say whose they are, in one row; the first has it all.
            let part = " (\(index + 1)/\(layout.count))"
            let room = format.width - part.count
            let title = Fitted.text(layout.content.title, columns: room, format)
            var line = Row()
            line.runs = [RowRun(text: title.text, columns: title.columns, role: .title)]
            if room > 0 { line.append(part, .soft) }
            lines = [line]
        }
        for (offset, line) in lines.enumerated() {
            paintBar(at: row + offset, format, on: &grid)
            paintRuns(line, at: row + offset, format, on: &grid)
        }
        return lines.count + format.titleGap
    }

    private func paintBar(at row: Int, _ format: ScreenFormat, on grid: inout CellGrid) {
        guard format.margin >= 2 else { return }
        let position = CellPosition(row: row, column: format.margin - 2)
        grid.write(format.sign("▌"), at: position, style: theme.style(.accent))
    }

    private func paint(_ line: Row, at row: Int, _ format: ScreenFormat, on screen: inout Screen) {
        if let panel = line.panel {
            let area = CellArea(
                row: row,
                column: format.margin + panel.lowerBound,
                columns: panel.count,
                rows: 1
            )
            screen.grid.fill(area, style: theme.style(line.panelRole))
        }
        // The title of a cover or a divider is a row of the content.
        if line.runs.contains(where: { $0.role.contains(.title) }) {
            paintBar(at: row, format, on: &screen.grid)
        }
        paintRuns(line, at: row, format, on: &screen.grid)
        guard let place = line.picture else { return }
        let area = CellArea(
            row: row,
            column: format.margin + place.column,
            columns: place.columns,
            rows: place.rows
        )
        paintAlternative(place, at: area, format, on: &screen.grid)
        screen.pictures.append(
            PlacedPicture(
                source: place.picture.url,
                area: area,
                visible: area.clipped(to: CellArea(screen.grid.size))
            )
        )
    }

    /// Says what the picture shows; it is seen only where the picture can't be shown after all.
    private func paintAlternative(
        _ place: PicturePlace,
        at area: CellArea,
        _ format: ScreenFormat,
        on grid: inout CellGrid
    ) {
        // A small picture lends the text the room beside it.
        let width = max(area.columns, min(format.width - place.column, 40))
        let rows = TextRows.rows([Span(place.picture.alt, [.emphasis, .soft])], width: width, format)
        for (offset, line) in rows.prefix(area.rows).enumerated() {
            let isCut = offset == area.rows - 1 && rows.count > area.rows
            let text =
                isCut
                ? Fitted.text(line.text + " " + rows[offset + 1].text, columns: width, format).text
                : line.text
            grid.write(
                text,
                at: CellPosition(row: area.row + offset, column: area.column),
                style: theme.style([.emphasis, .soft])
            )
        }
    }

    private func paintRuns(_ line: Row, at row: Int, _ format: ScreenFormat, on grid: inout CellGrid) {
        var column = format.margin
        for run in line.runs {
            let isOnPanel = line.panel?.contains(column - format.margin) == true
            let role = isOnPanel ? run.role.union(line.panelRole) : run.role
            column = grid.write(
                run.text,
                at: CellPosition(row: row, column: column),
                style: theme.style(role),
                link: run.link
            )
        }
    }

    private func paintFooter(
        of layout: SlideLayout,
        _ index: Int,
        _ frame: ScreenFrame,
        on grid: inout CellGrid
    ) {
        let format = layout.format
        if format.footer == 0, index < layout.count - 1 { return paintMore(format, on: &grid) }
        let isAlone = layout.content.kind == .cover && layout.count == 1 && frame.message == nil
        guard format.footer > 0, !isAlone else { return }
        let row = format.rows - 1
        let number = "\(frame.number)/\(frame.total)"
        let isLast = index == layout.count - 1
        let more = isLast ? "" : "▾"
        let whole = [more, "part \(index + 1) of \(layout.count)"].filter { !$0.isEmpty }.joined(
            separator: " "
        )
        // A narrow footer says only that there is more.
        let room = format.width - number.count - 3
        let part = layout.count == 1 ? "" : whole.count <= room ? whole : more
        var right = format.margin + format.width - number.count
        guard right >= 0 else { return }
        grid.write(number, at: CellPosition(row: row, column: right), style: theme.style(.soft))
        if !part.isEmpty, right - part.count - 3 >= 0 {
            right -= part.count + 3
            let position = CellPosition(row: row, column: right)
            grid.write(format.sign(part), at: position, style: theme.style(.accent))
        }
        let left = Fitted.text(frame.message ?? frame.deck, columns: right - format.margin - 3, format)
        grid.write(
            left.text,
            at: CellPosition(row: row, column: format.margin),
            style: theme.style(frame.message == nil ? .soft : .accent)
        )
    }

    /// Says that the slide goes on where there is no footer to say it: at the right edge, in an empty cell.
    private func paintMore(_ format: ScreenFormat, on grid: inout CellGrid) {
        let row = (0..<format.rows).last { grid[$0, format.columns - 1].text == " " }
        guard let row else { return }
        let position = CellPosition(row: row, column: format.columns - 1)
        grid.write(format.sign("▾"), at: position, style: theme.style(.accent))
    }

    /// Marks what a search found.
    private func mark(_ search: String, on grid: inout CellGrid) {
        let wanted = search.lowercased()
        for row in 0..<grid.size.rows {
            let cells = grid.row(row).map { $0.text.lowercased() }
            guard cells.joined().contains(wanted) else { continue }
            for start in cells.indices where !cells[start].isEmpty {
                guard let end = Self.end(of: wanted, in: cells, from: start) else { continue }
                let area = CellArea(row: row, column: start, columns: end - start, rows: 1)
                let found = theme.style(.found).attributes
                grid.restyle(area) { $0.attributes.formUnion(found) }
            }
        }
    }

    private static func end(of wanted: String, in cells: [String], from start: Int) -> Int? {
        var rest = wanted[...]
        var index = start
        while !rest.isEmpty {
            guard index < cells.count, rest.hasPrefix(cells[index]) else { return nil }
            rest = rest.dropFirst(cells[index].count)
            index += 1
        }
        while index < cells.count, cells[index].isEmpty { index += 1 }
        return index
    }
}

/// Text cut to a width, with a sign that it was.
enum Fitted {
    static func text(_ text: String, columns: Int, _ format: ScreenFormat) -> (text: String, columns: Int) {
        guard columns > 0 else { return ("", 0) }
        let clusters = Clusters.of([Span(text)], format).filter { $0.kind == .glyph || $0.kind == .space }
        let width = clusters.reduce(0) { $0 + $1.width }
        if width <= columns { return (clusters.map(\.text).joined(), width) }
        var kept = ""
        var used = 0
        for cluster in clusters {
            guard used + cluster.width <= columns - 1 else { break }
            kept += cluster.text
            used += cluster.width
        }
        return (kept + format.sign("…"), used + 1)
    }
}
