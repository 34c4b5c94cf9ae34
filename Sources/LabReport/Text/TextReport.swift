import LabModel

/// The report for people, on a terminal or in a file.
public struct TextReport: LabReportRenderer {
    public var style: TextStyle

    public init(style: TextStyle = TextStyle()) { self.style = style }

    public func text(of report: Report, for audience: Audience) -> String {
        let told = Teller(audience: audience).told(report)
        var blocks = [[head(told)]]
        for (entry, lab) in zip(report.entries, told.labs) {
            let steps = StepLines(of: entry.lab, for: audience, style: style)
            let lines = LabLines(lab, style)
            blocks.append([lines.heading()] + lab.steps.flatMap(steps.lines) + lines.remarks())
        }
        if told.labs.count > 1 { blocks.append([total(told)]) }
        return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private func head(_ report: ToldReport) -> String {
        var parts = [report.lecture.text]
        if let engine = report.engine { parts.append("\(engine.name) \(engine.version)") }
        if let student = report.student { parts.append(student.text) }
        parts.append(report.ended.text)
        return style.paint(parts.joined(separator: "  "), .quiet)
    }

    private func total(_ report: ToldReport) -> String {
        let (word, role) = LabLines.word(report.verdict)
        let name = "\(report.labs.count) labs"
        let points = "\(report.points.total.earned)/\(report.points.total.possible)"
        let gap = String(repeating: " ", count: max(68 - name.count, 2))
        return style.paint(name, .title) + gap + points + "   " + style.paint(word, role)
    }
}
