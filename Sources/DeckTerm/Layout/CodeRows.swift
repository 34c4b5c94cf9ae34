/// Lays code out as rows on a panel.
enum CodeRows {
    /// What stands before the rest of a line that is too long.
    private static let continuation = "↪ "

    static func rows(_ lines: [CodeLine], width: Int, _ format: ScreenFormat) -> [Row] {
        let digits = lines.compactMap(\.number).max().map { String($0).count } ?? 0
        // A bar for marked lines, then the number.
        let bar = width >= 12 ? 2 : 0
        let numbers = digits > 0 && width >= bar + digits + 8 ? digits + 1 : 0
        let room = max(width - bar - numbers - (width >= 12 ? 1 : 0), 1)
        let sign = room >= 10 ? continuation : ""
        var rows: [Row] = []
        for (index, line) in lines.enumerated() {
            let clusters = Clusters.of(line.spans, format, keepsSpaces: true)
            // The rest of a line stands below its beginning.
            let indent = min(clusters.prefix { $0.kind == .space }.count, room / 4)
            let pieces = LineBreaker.pieces(
                ofCode: clusters,
                width: room,
                laterWidth: room - indent - sign.count
            )
            for (part, clusters) in pieces.enumerated() {
                var row = Row()
                if bar > 0 {
                    row.append(line.isMarked ? format.sign("▌ ") : "  ", line.isMarked ? .accent : [])
                }
                if numbers > 0 {
                    let number = part == 0 ? line.number.map(String.init) ?? "" : ""
                    row.append(
                        String(repeating: " ", count: max(digits - number.count, 0)) + number + " ",
                        .soft
                    )
                }
                if part > 0 {
                    row.append(spaces: indent)
                    row.append(format.sign(sign), .soft)
                }
                row.append(clusters, of: line.spans)
                row.panel = 0..<width
                row.panelRole = line.isMarked ? [.panel, .marked] : .panel
                row.breakCost = cost(part, index, lines)
                rows.append(row)
            }
        }
        return rows
    }

    /// Best after an empty line; not beside the first and last line; hardly inside a line.
    private static func cost(_ part: Int, _ index: Int, _ lines: [CodeLine]) -> Int {
        if part > 0 { return 9 }
        if index == 1 || index == lines.count - 1 { return 7 }
        let isAfterEmpty =
            index > 0 && lines[index - 1].spans.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
        return isAfterEmpty ? 3 : 5
    }
}
