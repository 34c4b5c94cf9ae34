import HTMLTree
import LabModel

/// One page about one run: what is met, what isn't, and what to do.
public struct StudentPage: LabReportRenderer {
    public init() {}

    public func text(of report: Report, for audience: Audience) -> String {
        let told = Teller(audience: audience).told(report)
        let title = "Labs of \(told.lecture)" + (told.student.map { ": \($0)" } ?? "")
        let body =
            [HTML.tag("h1", [], .text(title)), Self.head(told), Self.overview(told)]
            + ForeignValueSection.html(told)
        return PageFrame.page(title: title, body + told.labs.flatMap(LabSection.html))
    }

    private static func head(_ report: ToldReport) -> HTML {
        var rows: [(String, String)] = []
        if let submission = report.submission { rows.append(("Submission", submission.text)) }
        if let engine = report.engine { rows.append(("Engine", "\(engine.name) \(engine.version)")) }
        rows.append(("Run", "\(report.started) to \(report.ended)"))
        rows.append(("slidectl", report.version.text))
        return .tag("dl", content: rows.flatMap { [.tag("dt", [], .text($0)), .tag("dd", [], .text($1))] })
    }

    private static func overview(_ report: ToldReport) -> HTML {
        let isStaff = report.audience == .staff
        let columns: [PageFrame.Column] =
            [.init("Lab"), .init("Verdict"), .init("Public points", isNumber: true)]
            + (isStaff ? [.init("Hidden points", isNumber: true)] : [])
        let rows = report.labs.map { lab in
            row(.tag("span", [], lab.title.html), LabSection.verdict(lab.verdict), lab.points)
        }
        let total = row("Total", LabSection.verdict(report.verdict), report.points)
        return PageFrame.table("Points", columns, rows, footer: report.labs.count > 1 ? total : [])
    }

    private static func row(_ name: HTML, _ verdict: HTML, _ points: ToldPoints) -> [HTML] {
        let open = HTML.text(LabSection.text(points.visible))
        return [name, verdict, open] + (points.hidden.map { [.text(LabSection.text($0))] } ?? [])
    }
}
