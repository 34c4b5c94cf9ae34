/// A rectangle of cells to draw on.
///
/// Drawing never fails: what lies outside is cut off, and half of a wide character becomes a space. No control
/// character ever gets into a cell, so text of others can't steer the terminal.
public struct CellGrid: Hashable, Sendable {
    public let size: TerminalSize
    /// How wide the terminal shows what is written.
    public let measure: TextMeasure
    /// The cells, row by row.
    private var cells: [Cell]

    public init(_ size: TerminalSize, style: TerminalStyle = .plain, measure: TextMeasure = .standard) {
        self.size = TerminalSize(columns: max(0, size.columns), rows: max(0, size.rows))
        self.measure = measure
        cells = Array(repeating: .blank(style), count: self.size.columns * self.size.rows)
    }

    /// The cell at a place of the grid.
    public subscript(row: Int, column: Int) -> Cell { cells[row * size.columns + column] }

    /// The cells of a row.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// The text of a row, without the spaces at its end.
    public func text(ofRow row: Int) -> String {
        var text = self.row(row).reduce(into: "") { $0 += $1.text }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The text of all rows.
    public var rowsOfText: [String] { (0..<size.rows).map(text(ofRow:)) }

    /// Writes text into one row, to the right of a place.
    ///
    /// - Returns: The column after the text, whether or not the text had room.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol,
        at position: CellPosition,
        style: TerminalStyle = .plain,
        link: String? = nil
    ) -> Int {
        var column = position.column
        for cluster in measure.clusters(of: text) {
            put(
                Cell(cluster.text, width: cluster.width, style: style, link: link),
                at: CellPosition(row: position.row, column: column)
            )
            column += cluster.width
        }
        return column
    }

    /// Fills an area with spaces of a style.
    public mutating func fill(_ area: CellArea, style: TerminalStyle) {
        let area = area.clipped(to: CellArea(size))
        for row in area.row..<area.row + area.rows {
            for column in area.column..<area.column + area.columns {
                put(.blank(style), at: CellPosition(row: row, column: column))
            }
        }
    }

    /// Changes the style of an area and leaves its text.
    public mutating func restyle(_ area: CellArea, _ change: (inout TerminalStyle) -> Void) {
        let area = area.clipped(to: CellArea(size))
        for row in area.row..<area.row + area.rows {
            for column in area.column..<area.column + area.columns {
                change(&cells[row * size.columns + column].style)
            }
        }
    }

    /// Copies rows of another grid, such as a part of a slide that is taller than the screen.
    public mutating func copy(
        rows: Range<Int>,
        of other: CellGrid,
        to position: CellPosition = CellPosition(row: 0, column: 0)
    ) {
        for row in rows.clamped(to: 0..<other.size.rows) {
            for (column, cell) in other.row(row).enumerated() where cell.width > 0 {
                put(
                    cell,
                    at: CellPosition(
                        row: position.row + row - rows.lowerBound,
                        column: position.column + column
                    )
                )
            }
        }
    }

    /// Marks cells so that they equal nothing that can be drawn.
    mutating func invalidate(_ area: CellArea) {
        let area = area.clipped(to: CellArea(size))
        for row in area.row..<area.row + area.rows {
            for column in area.column..<area.column + area.columns {
                cells[row * size.columns + column] = Cell("", width: -1)
            }
        }
    }

    /// Puts one cell at a place, as it is.
    mutating func put(_ cell: Cell, at position: CellPosition) {
        guard (0..<size.rows).contains(position.row), cell.width > 0 else { return }
        let covered = (position.column..<position.column + cell.width).clamped(to: 0..<size.columns)
        guard !covered.isEmpty else { return }
        let start = position.row * size.columns
        vacate(covered.lowerBound, inRowFrom: start)
        vacate(covered.upperBound - 1, inRowFrom: start)
        if covered.count < cell.width {
            for column in covered { cells[start + column] = .blank(cell.style) }
            return
        }
        cells[start + covered.lowerBound] = cell
        for column in covered.dropFirst() {
            cells[start + column] = Cell("", width: 0, style: cell.style, link: cell.link)
        }
    }

    /// Turns the wide character that covers a cell into spaces, because a part of it is overwritten.
    private mutating func vacate(_ column: Int, inRowFrom start: Int) {
        guard cells[start + column].width != 1 else { return }
        var first = column
        while first > 0, cells[start + first].width == 0 { first -= 1 }
        for column in first..<min(first + max(1, cells[start + first].width), size.columns) {
            cells[start + column] = .blank(cells[start + column].style)
        }
    }
}
