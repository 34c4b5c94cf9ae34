/// How many cells there are.
public struct TerminalSize: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// A place in a grid of cells; 0, 0 is the top left.
public struct CellPosition: Hashable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

/// A rectangle of cells.
public struct CellArea: Hashable, Sendable {
    public var row: Int
    public var column: Int
    public var columns: Int
    public var rows: Int

    public init(row: Int, column: Int, columns: Int, rows: Int) {
        self.row = row
        self.column = column
        self.columns = columns
        self.rows = rows
    }

    public init(_ size: TerminalSize) {
        self.init(row: 0, column: 0, columns: size.columns, rows: size.rows)
    }

    /// Returns what of the area lies in another; its sides may be 0.
    public func clipped(to other: CellArea) -> CellArea {
        let top = max(row, other.row)
        let left = max(column, other.column)
        return CellArea(
            row: top,
            column: left,
            columns: max(0, min(column + columns, other.column + other.columns) - left),
            rows: max(0, min(row + rows, other.row + other.rows) - top)
        )
    }
}
