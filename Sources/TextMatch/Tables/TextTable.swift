/// A table as `docker` and `kubectl` print it: a header, and below it cells that begin where their column's name does.
public struct TextTable: Hashable, Sendable {
    /// The names of the columns, in order.
    public var columns: [String]
    /// Each row's cells, one a column.
    public var rows: [[String]]

    /// Reads a table; nil where there is no header.
    ///
    /// Names of columns may have single spaces inside, as `CONTAINER ID` has; two or more part them.
    public init?(_ lines: [String]) {
        guard let header = lines.first else { return nil }
        let columns = Self.columns(Array(header.unicodeScalars))
        guard !columns.isEmpty else { return nil }
        self.columns = columns.map(\.name)
        rows = lines.dropFirst().filter { !$0.isEmpty }.map { line in
            let scalars = Array(line.unicodeScalars)
            return columns.indices.map { index in
                let end = index + 1 < columns.count ? columns[index + 1].start : scalars.count
                return Self.cell(scalars, columns[index].start, end)
            }
        }
    }

    private static func columns(_ header: [Unicode.Scalar]) -> [(name: String, start: Int)] {
        var columns: [(name: String, start: Int)] = []
        var index = 0
        while index < header.count {
            guard header[index] != " ", header[index] != "\t" else {
                index += 1
                continue
            }
            let start = index
            while index < header.count, !isGap(header, index) { index += 1 }
            columns.append((text(header[start..<index]), start))
        }
        return columns
    }

    /// Whether two spaces, or a tab, begin here.
    private static func isGap(_ line: [Unicode.Scalar], _ index: Int) -> Bool {
        line[index] == "\t" || (line[index] == " " && (index + 1 == line.count || line[index + 1] == " "))
    }

    private static func cell(_ line: [Unicode.Scalar], _ start: Int, _ end: Int) -> String {
        guard start < line.count else { return "" }
        return String(text(line[start..<min(max(end, start), line.count)]).trimmingBlanks)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}
