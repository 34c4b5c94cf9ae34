/// Rows as `psql` prints them.
struct PsqlTable: Hashable, Sendable {
    var title: String?
    var fields: [PgField]
    var rows: [[String?]]
    /// Lines below the rows in place of their number.
    var footers: [String]?

    struct Style: Hashable, Sendable {
        var isAligned = true
        var showsOnlyRows = false
        var isExpanded = false
        var separator = "|"
        var null = ""
        var isCSV = false
        var border = 1
    }

    func text(_ style: Style) -> String {
        if style.isCSV { return csv(style) }
        if style.isExpanded { return expanded(style) }
        return style.isAligned ? aligned(style) : unaligned(style)
    }

    private var count: String { rows.count == 1 ? "(1 row)" : "(\(rows.count) rows)" }

    private func cells(_ style: Style) -> [[String]] { rows.map { $0.map { $0 ?? style.null } } }

    private func unaligned(_ style: Style) -> String {
        var lines: [String] = []
        if !style.showsOnlyRows {
            if let title { lines.append(title) }
            lines.append(fields.map(\.name).joined(separator: style.separator))
        }
        lines += cells(style).map { $0.joined(separator: style.separator) }
        if !style.showsOnlyRows { lines += footers ?? [count] }
        return lines.map { $0 + "\n" }.joined()
    }

    private func csv(_ style: Style) -> String {
        func quoted(_ text: String) -> String {
            text.contains { ",\"\n\r".contains($0) }
                ? "\"" + text.split("\"").joined(separator: "\"\"") + "\"" : text
        }
        let head = style.showsOnlyRows ? [] : [fields.map { quoted($0.name) }]
        return (head + cells(style).map { $0.map(quoted) }).map { $0.joined(separator: ",") + "\n" }.joined()
    }

    private func isRight(_ column: Int) -> Bool { fields[column].type.isNumber }

    private func aligned(_ style: Style) -> String {
        // A value with several lines takes as many lines in the table.
        let grid = cells(style).map { row in
            row.map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(Self.withoutTabs) }
        }
        let widths = fields.indices.map { column in
            grid.reduce(fields[column].name.count) { width, row in
                row[column].reduce(width) { max($0, $1.count) }
            }
        }
        var text = ""
        if !style.showsOnlyRows {
            if let title {
                let width = widths.reduce(0) { $0 + $1 + 3 } - 1
                text += String(repeating: " ", count: max(0, (width - title.count) / 2)) + title + "\n"
            }
            text +=
                zip(fields, widths).enumerated().map { index, pair in
                    let space = pair.1 - pair.0.name.count
                    let isLast = index == fields.count - 1
                    return " " + String(repeating: " ", count: space / 2) + pair.0.name
                        + (isLast
                            ? String(repeating: " ", count: space - space / 2) + " "
                            : String(repeating: " ", count: space - space / 2) + " ")
                }.joined(separator: "|") + "\n"
            text += widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+") + "\n"
        }
        for row in grid {
            let height = row.map(\.count).max() ?? 1
            for line in 0..<height {
                var parts: [String] = []
                for (column, cell) in row.enumerated() {
                    let isLast = column == row.count - 1
                    let piece = line < cell.count ? cell[line] : ""
                    let goesOn = line + 1 < cell.count
                    let isSpent = line >= cell.count && isLast
                    let shown =
                        isSpent
                        ? ""
                        : isRight(column)
                            ? piece.padded(to: widths[column], right: true)
                            : isLast && !goesOn ? piece : piece.padded(to: widths[column])
                    parts.append(" " + shown + (goesOn ? "+" : isLast ? "" : " "))
                }
                text += parts.joined(separator: "|") + "\n"
            }
        }
        if !style.showsOnlyRows { text += (footers ?? [count]).map { $0 + "\n" }.joined() }
        return text + "\n"
    }

    /// With blanks up to each eighth column in place of tabs.
    private static func withoutTabs(_ text: Substring) -> String {
        guard text.contains("\t") else { return String(text) }
        var result = ""
        var width = 0
        for letter in text {
            let count = letter == "\t" ? 8 - width % 8 : 1
            result += letter == "\t" ? String(repeating: " ", count: count) : String(letter)
            width += count
        }
        return result
    }

    private func expanded(_ style: Style) -> String {
        let names = fields.map(\.name.count).max() ?? 0
        let cells = cells(style)
        let values = cells.reduce(0) { $1.reduce($0) { max($0, $1.count) } }
        var text = cells.isEmpty ? "(0 rows)\n" : ""
        for (index, row) in cells.enumerated() {
            if style.isAligned {
                if !style.showsOnlyRows {
                    let head = "-[ RECORD \(index + 1) ]"
                    let line =
                        String(repeating: "-", count: names + 1) + "+"
                        + String(repeating: "-", count: values + 1)
                    var rule = head + (line.count > head.count ? String(line.dropFirst(head.count)) : "")
                    if head.count > names + 1 {
                        rule = head + String(repeating: "-", count: max(0, names + values + 3 - head.count))
                    }
                    text += rule + "\n"
                }
                for (field, value) in zip(fields, row) {
                    text += "\(field.name.padded(to: names)) | \(value)\n"
                }
            } else {
                if index > 0 { text += "\n" }
                for (field, value) in zip(fields, row) { text += "\(field.name)\(style.separator)\(value)\n" }
            }
        }
        return text + (style.isAligned ? "\n" : "")
    }
}
