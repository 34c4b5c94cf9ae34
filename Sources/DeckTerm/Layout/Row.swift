/// A stretch of a row in one role.
struct RowRun: Hashable {
    var text: String
    var columns: Int
    var role: TextRole
    var link: String?
}

/// A row of the content, as wide as the content is at most.
struct Row: Hashable {
    var runs: [RowRun] = []
    /// The columns that a panel lies under, and its role.
    var panel: Range<Int>?
    var panelRole: TextRole = .panel
    /// How unwelcome the end of a screen right before the row is; ``never`` where it may not be.
    var breakCost = 0
    /// Whether it is an empty row between things; none stands at the top of a screen.
    var isGap = false
    /// The picture that begins in this row.
    var picture: PicturePlace?

    static let never = 1_000

    /// How many columns the runs take.
    var columns: Int { runs.reduce(0) { $0 + $1.columns } }

    /// The text alone.
    var text: String { runs.map(\.text).joined() }

    init(_ runs: [RowRun] = [], breakCost: Int = 0) {
        self.runs = runs
        self.breakCost = breakCost
    }

    /// Adds a sign of ours, each character of which takes one column.
    mutating func append(_ text: String, _ role: TextRole = [], link: String? = nil) {
        guard !text.isEmpty else { return }
        runs.append(RowRun(text: text, columns: text.count, role: role, link: link))
    }

    mutating func append(spaces count: Int, _ role: TextRole = []) {
        guard count > 0 else { return }
        runs.append(RowRun(text: String(repeating: " ", count: count), columns: count, role: role))
    }

    mutating func append(_ clusters: [Cluster], of spans: [Span]) {
        var index = 0
        while index < clusters.count {
            let span = clusters[index].span
            var run = RowRun(text: "", columns: 0, role: spans[span].role, link: spans[span].link)
            while index < clusters.count, clusters[index].span == span {
                run.text += clusters[index].text
                run.columns += clusters[index].width
                index += 1
            }
            runs.append(run)
        }
    }
}

/// Where a picture stands in the content, in cells.
struct PicturePlace: Hashable {
    var picture: Picture
    var column: Int
    var columns: Int
    var rows: Int
}
