import TextMatch

/// Brings the rows of an expectation up to the tables that two runs printed: rows that still match stay as they are
/// written, and of the others only the cells that don't match change.
struct TableMerge {
    let one: TextTable
    let other: TextTable
    let line: RecordedLine

    /// Nil where either run printed no table.
    init?(_ one: [String], _ other: [String], _ line: RecordedLine) {
        guard let first = TextTable(one), let second = TextTable(other) else { return nil }
        (self.one, self.other, self.line) = (first, second, line)
    }

    /// What becomes of the rows.
    ///
    /// - Parameter pattern: The expectation as it is; a whole table, which the slide itself shows, becomes rows of their own.
    /// - Returns: Nil where nothing of it is found again: somebody has to look.
    func rows(updating pattern: TablePattern) -> RowEdits? {
        let pairs = pairedRows()
        var free = Array(pairs.indices)
        var partners = [Int?](repeating: nil, count: pattern.rows.count)
        for (index, row) in pattern.rows.enumerated() {
            guard let place = free.firstIndex(where: { matches(row, pairs[$0], pattern.isWhole) }) else {
                continue
            }
            partners[index] = free.remove(at: place)
        }
        var edits = RowEdits()
        var rows: [TablePattern.Row] = []
        for (index, row) in pattern.rows.enumerated() {
            if partners[index] != nil, !pattern.isWhole {
                rows.append(row)
                continue
            }
            var source: RowSource?
            if let partner = partners[index] {
                source = updated(row, pairs[partner], pattern.isWhole)
            } else {
                let likeness = free.map { self.likeness(row, pairs[$0], pattern.isWhole) }
                if let most = likeness.max(), most > 0, let place = likeness.firstIndex(of: most) {
                    source = updated(row, pairs[free.remove(at: place)], pattern.isWhole)
                }
            }
            if let new = source?.row { rows.append(new) }
            let sources = source?.text.map { [$0] } ?? []
            if pattern.isWhole { edits.added += sources } else { edits.replaced[index] = sources }
        }
        // What the slide shows as all there is has a row for each.
        if pattern.isWhole, let like = pattern.rows.first {
            for index in free {
                guard let source = updated(like, pairs[index], true) else { continue }
                rows.append(source.row)
                edits.added += source.text.map { [$0] } ?? []
            }
        }
        let new = TablePattern(rows: rows, isWhole: false)
        guard !rows.isEmpty, !new.assertsNothing, holds(new) else { return nil }
        return edits
    }

    // MARK: Rows

    private typealias Pair = (one: [String], other: [String])

    /// The rows that both runs have: of the other run's the one that is most alike.
    private func pairedRows() -> [Pair] {
        var free = other.columns == one.columns ? other.rows : []
        return one.rows.compactMap { row in
            let likeness = free.map { partner in zip(row, partner).count { $0 == $1 } }
            guard let most = likeness.max(), let place = likeness.firstIndex(of: most) else { return nil }
            return (row, free.remove(at: place))
        }
    }

    private func matches(_ row: TablePattern.Row, _ pair: Pair, _ isShown: Bool) -> Bool {
        let pattern = TablePattern(rows: [row], isWhole: isShown)
        return pattern.match(one.lines([pair.one]), captures: line.captures.one).isMatch
            && pattern.match(other.lines([pair.other]), captures: line.captures.other).isMatch
    }

    private func likeness(_ row: TablePattern.Row, _ pair: Pair, _ isShown: Bool) -> Int {
        row.cells.count { matches(TablePattern.Row(cells: [$0.key: $0.value]), pair, isShown) }
    }

    /// The row with new cells for those that don't match; of a row that a slide shows only what is bound may stay, for a
    /// written row means what it says, an age as much as all else.
    private func updated(_ row: TablePattern.Row, _ pair: Pair, _ isShown: Bool) -> RowSource? {
        var new = TablePattern.Row(cells: [:])
        for (column, cell) in row.cells {
            let mayStay = !isShown || !cell.references.isEmpty
            if mayStay, matches(TablePattern.Row(cells: [column: cell]), pair, false) {
                new.cells[column] = cell
            } else if let index = one.columns.firstIndex(of: column), !pair.one[index].isEmpty,
                let source = line.source(pair.one[index], pair.other[index]),
                let pattern = try? LinePattern(parsing: source)
            {
                new.cells[column] = pattern
            }
        }
        return new.cells.isEmpty ? nil : RowSource(new, order: one.columns)
    }

    private func holds(_ pattern: TablePattern) -> Bool {
        pattern.match(one.lines(one.rows), captures: line.captures.one).isMatch
            && pattern.match(other.lines(other.rows), captures: line.captures.other).isMatch
    }
}

/// New rows for an expectation.
public struct RowEdits: Hashable, Sendable {
    /// What stands in place of a row, by its number: nothing where it goes.
    ///
    /// Rows that aren't named stay.
    public var replaced: [Int: [String]] = [:]
    /// Rows that come behind them.
    public var added: [String] = []

    public init() {}
}

/// A row as a lecture writes it: `NAME=web READY=1/1`.
private struct RowSource {
    let row: TablePattern.Row
    private let order: [String]

    init(_ row: TablePattern.Row, order: [String]) { (self.row, self.order) = (row, order) }

    /// Nil for a row of nothing.
    var text: String? {
        let cells = order.compactMap { column in row.cells[column].map { (column, $0.source) } }
        return cells.isEmpty ? nil : cells.map(Self.text).joined(separator: " ")
    }

    private static func text(_ column: String, _ value: String) -> String {
        let isPlain = (column + value).unicodeScalars.allSatisfy {
            $0.isASCII && $0.value > 0x20 && !"\"\\{}".unicodeScalars.contains($0)
        }
        if isPlain { return "\(column)=\(value)" }
        let text = "\(column)=\(value)".replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(text)\""
    }
}

extension TextTable {
    /// Some of its rows as a table of its own, in columns that are wide enough.
    fileprivate func lines(_ rows: [[String]]) -> [String] {
        let widths = columns.indices.map { index in
            ([columns] + rows).map { $0[index].unicodeScalars.count }.max() ?? 0
        }
        return ([columns] + rows).map { cells in
            zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.unicodeScalars.count + 3)
            }.joined()
        }
    }
}
