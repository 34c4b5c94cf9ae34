import LabModel

/// A gradebook as comma-separated values: a line for each student, lab and step.
///
/// Lines end in CR LF. A text that a spreadsheet would take for a formula begins with an apostrophe; numbers are ours and
/// stay as they are.
///
/// - Note: Source: RFC 4180.
public struct GradebookCSV: GradebookRenderer {
    public init() {}

    public func text(of gradebook: Gradebook, for audience: Audience) -> String {
        let teller = Teller(audience: audience)
        var lines = [Self.columns(audience).joined(separator: ",")]
        for report in gradebook.reports {
            lines += GradebookRow.rows(of: teller.told(report)).map(Self.line)
        }
        return lines.map { $0 + "\r\n" }.joined()
    }

    private static func columns(_ audience: Audience) -> [String] {
        ["student", "submission", "lab", "row", "name", "state", "earned", "possible", "pending"]
            + (audience == .staff ? ["hidden_earned", "hidden_possible", "hidden_pending"] : [])
            + ["attempt", "seconds_late"] + (audience == .staff ? ["foreign_values"] : [])
    }

    private static func line(_ row: GradebookRow) -> String {
        let texts = [
            row.student, row.submission, row.lab, Plain(row.kind.rawValue), row.name, row.state,
        ]
        let points = numbers(row.points.visible) + (row.points.hidden.map(numbers) ?? [])
        let cells =
            texts.map { cell($0.text) } + points + ["\(row.attempt)", "\(row.secondsLate)"]
            + (row.foreignValues.map { ["\($0)"] } ?? [])
        return cells.joined(separator: ",")
    }

    private static func numbers(_ total: LabScore.Total) -> [String] {
        ["\(total.earned)", "\(total.possible)", "\(total.pending)"]
    }

    /// A text as a cell.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t＝＋－＠".unicodeScalars.contains(first) {
            text = "'" + text
        }
        let isQuoted = text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
        let hasEdge = text.first == " " || text.last == " "
        return isQuoted || hasEdge ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
