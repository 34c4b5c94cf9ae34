import DeckModel

/// Lays operations out as rows of a width.
struct ContentLayout {
    private let format: ScreenFormat
    /// The rows that a picture may have at most.
    private let tallestPicture: Int
    private(set) var rows: [Row] = []
    /// Whether the row above was kept with what comes, and whether it was a picture.
    private var isKept = false
    private var isBelowPicture = false
    /// The margins of the operation above.
    private var last = LeftMargins()

    static func rows(_ operations: [PlacedOperation], _ format: ScreenFormat, tallestPicture: Int) -> [Row] {
        var layout = ContentLayout(format: format, tallestPicture: tallestPicture)
        for operation in operations { layout.add(operation) }
        return layout.rows
    }

    private init(format: ScreenFormat, tallestPicture: Int) {
        self.format = format
        self.tallestPicture = tallestPicture
    }

    private mutating func add(_ placed: PlacedOperation) {
        let margins = LeftMargins(placed.margins, format)
        let width = format.width - margins.columns
        var added: [Row]
        switch placed.operation {
        case .text(let spans):
            added = TextRows.rows(spans, width: width, format, isCentered: isBelowPicture && isKept)
        case .code(let lines): added = CodeRows.rows(lines, width: width, format)
        case .picture(let picture):
            added = PictureRows.rows(
                picture,
                width: width,
                format,
                tallest: max(tallestPicture - (placed.keepsWithNext ? 1 : 0), 1)
            )
        case .table(let table): added = TableRows.rows(table, width: width, format)
        case .rule:
            added = [
                Row([
                    RowRun(
                        text: format.sign(String(repeating: "─", count: width)),
                        columns: width,
                        role: .soft
                    )
                ])
            ]
        }
        if placed.hasGap, !rows.isEmpty {
            var gap = Row()
            margins.sharedBars(with: last).put(before: &gap, isFirst: false)
            gap.isGap = true
            gap.breakCost = isKept ? Row.never : placed.breakCost
            rows.append(gap)
        }
        if !added.isEmpty { added[0].breakCost = isKept ? Row.never : placed.breakCost }
        for index in added.indices {
            margins.put(before: &added[index], isFirst: index == 0)
        }
        rows += added
        last = margins
        isKept = placed.keepsWithNext
        isBelowPicture = added.first?.picture != nil
    }
}

/// The margins of an operation, as far as they leave room for content.
struct LeftMargins {
    private var margins: [Margin]
    private let format: ScreenFormat
    /// The columns of all of them.
    let columns: Int

    init(_ margins: [Margin], _ format: ScreenFormat) {
        let width = format.width
        self.format = format
        let most = width / 2
        var columns = 0
        var kept: [Margin] = []
        for margin in margins {
            // What is nested deeper than the screen is wide stands below its parent; its mark stays.
            let fits = columns + margin.width <= most
            if fits || margin.marker != nil, columns + margin.width < width {
                if !fits, let last = kept.indices.last(where: { kept[$0].marker == nil && !kept[$0].isBar }) {
                    columns -= kept[last].width
                    kept.remove(at: last)
                }
                guard columns + margin.width < width else { continue }
                kept.append(margin)
                columns += margin.width
            }
        }
        self.margins = kept
        self.columns = columns
    }

    /// No margins at all.
    init() {
        margins = []
        columns = 0
        format = ScreenFormat(columns: 1, rows: 1)
    }

    private init(_ margins: [Margin], in format: ScreenFormat) {
        self.margins = margins
        self.format = format
        columns = margins.reduce(0) { $0 + $1.width }
    }

    /// The margins that run through an empty row: up to the last bar that both operations beside it have.
    func sharedBars(with other: LeftMargins) -> LeftMargins {
        let shared = zip(margins, other.margins).prefix { $0.isBar == $1.isBar && $0.width == $1.width }
        let count = (shared.lastIndex { $0.0.isBar } ?? -1) + 1
        return LeftMargins(Array(margins.prefix(count)), in: format)
    }

    /// Puts the margins before a row.
    func put(before row: inout Row, isFirst: Bool) {
        guard columns > 0 else { return }
        var left = Row()
        for margin in margins {
            if margin.isBar {
                left.append(format.sign("▎"), .accent)
                left.append(spaces: margin.width - 1)
            } else if isFirst, let marker = margin.marker {
                left.append(format.sign(marker), .accent)
            } else {
                left.append(spaces: margin.width)
            }
        }
        row.runs = left.runs + row.runs
        row.panel = row.panel.map { $0.lowerBound + columns..<$0.upperBound + columns }
        row.picture?.column += columns
    }
}
