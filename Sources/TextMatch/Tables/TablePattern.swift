/// Rows that a table is expected to have; cells are compared by the name of their column.
///
/// Columns that the expectation doesn't have don't count. In a table that a slide shows what changes from run to run
/// doesn't, either: ages, random names, ids. A row that somebody wrote says what it says.
public struct TablePattern: Hashable, Sendable {
    /// A row: what each named cell is to say.
    public struct Row: Hashable, Sendable {
        public var cells: [String: LinePattern]

        public init(cells: [String: LinePattern]) { self.cells = cells }
    }

    public var rows: [Row]
    /// Whether the table has these rows and no others: it is one that a slide shows.
    public var isWhole: Bool

    /// Columns that say how long ago something was: another time in each run.
    public static let ageColumns: Set<String> = ["CREATED", "AGE", "LAST SEEN", "CREATED AT"]

    public init(rows: [Row], isWhole: Bool) {
        self.rows = rows
        self.isWhole = isWhole
    }

    /// Reads a table as a lecture shows it: its rows, and no others.
    ///
    /// - Returns: Nil where the lines are no table.
    /// - Throws: ``PatternError`` for a hole that can't be read.
    public init?(showing lines: [String]) throws(PatternError) {
        guard let table = TextTable(lines) else { return nil }
        var rows: [Row] = []
        for cells in table.rows {
            var row = Row(cells: [:])
            for (column, cell) in zip(table.columns, cells) where !cell.isEmpty {
                row.cells[column] = try LinePattern(parsing: cell)
            }
            rows.append(row)
        }
        self.init(rows: rows, isWhole: true)
    }

    /// Whether every table would do.
    public var assertsNothing: Bool {
        !isWhole && rows.allSatisfy { $0.cells.values.allSatisfy(\.assertsNothing) }
    }

    /// Compares an output with the pattern.
    public func match(_ output: [String], captures: Captures = Captures()) -> MatchResult {
        guard let table = TextTable(output) else {
            return .mismatch(
                LineDiff(entries: rows.map { .expected($0.text(captures)) }, tentative: captures)
            )
        }
        var assignment = Assignment(askers: rows.count, places: table.rows.count)
        let tests = rows.map { RowTest($0, isShown: isWhole, captures) }
        for index in rows.indices {
            assignment.find(for: index) { tests[$0].match(table.columns, table.rows[$1]) != nil }
        }
        var found = captures
        for (index, place) in assignment.places.enumerated() {
            guard let place else { continue }
            for (name, value) in tests[index].match(table.columns, table.rows[place]) ?? [] {
                found[name] = value
            }
        }
        let missing = rows.indices.filter { assignment.places[$0] == nil }
        let extra = isWhole ? table.rows.indices.filter { assignment.askers[$0] == nil } : []
        if missing.isEmpty, extra.isEmpty { return .match(found) }
        let seen = isWhole ? extra : Array(table.rows.indices)
        let entries =
            missing.map { LineDiff.Entry.expected(rows[$0].text(captures)) }
            + seen.prefix(LineDiff.mostEntries).map { .seen(Row.text(table.columns, table.rows[$0])) }
        return .mismatch(LineDiff(entries: entries, tentative: found))
    }
}

extension TablePattern.Row {
    /// The row as `NAME=value`, by column.
    fileprivate func text(_ captures: Captures) -> String {
        cells.keys.sorted().map { "\($0)=\(cells[$0]?.filled(captures) ?? "")" }.joined(separator: "  ")
    }

    fileprivate static func text(_ columns: [String], _ cells: [String]) -> String {
        zip(columns, cells).map { "\($0)=\($1)" }.joined(separator: "  ")
    }
}

/// Tells whether a row of a table is the one that is expected.
private struct RowTest {
    private let cells: [String: CellTest]

    init(_ row: TablePattern.Row, isShown: Bool, _ captures: Captures) {
        cells = Dictionary(
            uniqueKeysWithValues: row.cells.map {
                ($0, CellTest($1, column: $0, isShown: isShown, captures))
            }
        )
    }

    /// Returns what the cells capture, nil where one doesn't fit or its column is missing.
    func match(_ columns: [String], _ row: [String]) -> [(name: String, value: String)]? {
        var captured: [(name: String, value: String)] = []
        for (column, test) in cells {
            guard let index = columns.firstIndex(of: column), let found = test.match(row[index]) else {
                return nil
            }
            captured += found
        }
        return captured
    }
}
