/// Lays text out as rows.
enum TextRows {
    static func rows(_ spans: [Span], width: Int, _ format: ScreenFormat, isCentered: Bool = false) -> [Row] {
        var lines = LineBreaker.lines(Clusters.of(spans, format), width: width)
        // A line that is ended for sure begins no other when nothing follows.
        while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines.enumerated().map { index, clusters in
            var row = Row()
            let columns = clusters.reduce(0) { $0 + $1.width }
            if isCentered { row.append(spaces: (width - columns) / 2) }
            row.append(clusters, of: spans)
            // A single line of a paragraph is a poor start, and a poor end.
            row.breakCost = index == 1 || index == lines.count - 1 ? 8 : 6
            return row
        }
    }
}
