import HTMLTree
import LabModel

/// One page about a class: everybody's points, what was hardest, and what went wrong for several.
public struct ClassPage: GradebookRenderer {
    public init() {}

    public func text(of gradebook: Gradebook, for audience: Audience) -> String {
        let teller = Teller(audience: audience)
        let reports = gradebook.reports.map(teller.told)
        let title = "Labs of \(Plain(gradebook.title))"
        let figures = ClassFigures(reports)
        let students = reports.count == 1 ? "1 submission" : "\(reports.count) submissions"
        var body: [HTML] = [
            .tag("h1", [], .text(title)), .tag("p", [], .text(students)), Self.points(reports),
        ]
        body += ForeignValueSection.html(reports)
        if !figures.hardest.isEmpty {
            body.append(.tag("h2", [], "What was hardest"))
            body.append(Self.hardest(figures.hardest))
        }
        if !figures.mistakes.isEmpty {
            body.append(.tag("h2", [], "What went wrong for several"))
            body.append(Self.mistakes(figures.mistakes))
        }
        return PageFrame.page(title: title, body)
    }

    private static func points(_ reports: [ToldReport]) -> HTML {
        var labs: [Plain] = []
        for lab in reports.flatMap(\.labs) where !labs.contains(lab.id) { labs.append(lab.id) }
        let isStaff = reports.contains { $0.audience == .staff }
        let columns: [PageFrame.Column] =
            [.init("Student")] + labs.map { .init($0.text, isNumber: true) }
            + [.init("Public", isNumber: true)] + (isStaff ? [.init("Hidden", isNumber: true)] : [])
            + [.init("Total", isNumber: true), .init("Verdict")]
        let rows = reports.map { report -> [HTML] in
            let cells = labs.map { id -> HTML in
                guard let lab = report.labs.first(where: { $0.id == id }) else { return "–" }
                return .text(LabSection.text(lab.points.total))
            }
            let name = report.student ?? report.submission ?? "?"
            let hidden = report.points.hidden.map { [HTML.text(LabSection.text($0))] } ?? []
            return [name.html] + cells + [.text(LabSection.text(report.points.visible))] + hidden
                + [.text(LabSection.text(report.points.total)), LabSection.verdict(report.verdict)]
        }
        return PageFrame.table("Points", columns, rows)
    }

    private static func hardest(_ items: [ClassFigures.Item]) -> HTML {
        let columns: [PageFrame.Column] = [
            .init("Item"), .init("Met", isNumber: true), .init("Share", isNumber: true),
        ]
        let rows = items.map { item -> [HTML] in
            [
                .tag("code", [], .text(item.name)), .text("\(item.met)/\(item.asked)"),
                .text("\(item.rate / 10) %"),
            ]
        }
        return PageFrame.table("Items that fewest met", columns, rows)
    }

    private static func mistakes(_ mistakes: [ClassFigures.Mistake]) -> HTML {
        let columns: [PageFrame.Column] = [
            .init("Item"), .init("What was seen"), .init("Submissions", isNumber: true),
        ]
        let rows = mistakes.map { mistake -> [HTML] in
            [.tag("code", [], .text(mistake.place)), mistake.words.html, .text("\(mistake.count)")]
        }
        return PageFrame.table("The same for at least two", columns, rows)
    }
}
