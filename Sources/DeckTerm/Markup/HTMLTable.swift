/// A table of HTML while it is read.
struct HTMLTable {
    private var rows: [[[Span]]] = []
    private var headerRows = 0
    private var isInHead = false
    private var isInCell = false
    private var rowIsHeader = false
    /// Text outside of cells: the caption, and what is misplaced.
    private var outside: [[Span]] = []

    /// Begins a part, a row or a cell.
    mutating func start(_ name: String) {
        isInCell = false
        switch name {
        case "thead": isInHead = true
        case "tbody", "tfoot": isInHead = false
        case "tr":
            endRow()
            rows.append([])
            rowIsHeader = true
        default:
            if rows.isEmpty {
                rows.append([])
                rowIsHeader = true
            }
            if name == "td", !isInHead { rowIsHeader = false }
            isInCell = true
        }
    }

    /// Takes the text read since the last start.
    mutating func add(_ spans: [Span]) {
        if isInCell, !rows.isEmpty {
            rows[rows.count - 1].append(spans)
        } else if !spans.allSatisfy({ $0.text.allSatisfy(\.isWhitespace) }) {
            outside.append(spans)
        }
        isInCell = false
    }

    /// What the table becomes, its caption first.
    var operations: [RenderOperation] {
        var whole = self
        whole.endRow()
        let filled = whole.rows.filter { !$0.isEmpty }
        let table = TextTable(rows: filled, headerRows: whole.headerRows)
        return outside.map { .text($0) } + (filled.isEmpty ? [] : [.table(table)])
    }

    private mutating func endRow() {
        guard let last = rows.last, !last.isEmpty else { return }
        if rowIsHeader, headerRows == rows.count - 1 { headerRows = rows.count }
    }
}
