import HTMLTree
import LabModel

/// What pages say of values that aren't a student's own.
enum ForeignValueSection {
    /// For one student's page; nothing where there are none.
    static func html(_ report: ToldReport) -> [HTML] {
        guard !report.foreignValues.isEmpty else { return [] }
        let isStaff = report.audience == .staff
        let words =
            isStaff
            ? "Values that were given to others stand in what was handed in."
            : "What you handed in has values that weren't given to you. Your teachers see this, too."
        return [
            .tag("h2", [], "Values of others"), .tag("p", [], .text(words)),
            table(report.foreignValues.map { (nil, $0) }, isStaff),
        ]
    }

    /// For the page about a class, which only staff get these on.
    static func html(_ reports: [ToldReport]) -> [HTML] {
        let found = reports.filter { $0.audience == .staff }.flatMap { report in
            report.foreignValues.map { (report.student ?? report.submission ?? "?", $0) }
        }
        guard !found.isEmpty else { return [] }
        return [.tag("h2", [], "Values of others"), table(found, true)]
    }

    private static func table(_ found: [(Plain?, ToldForeignValue)], _ hasOwners: Bool) -> HTML {
        let isClass = found.contains { $0.0 != nil }
        let columns: [PageFrame.Column] =
            (isClass ? [.init("Student")] : []) + [.init("Lab"), .init("File"), .init("Value")]
            + (hasOwners ? [.init("Given to")] : [])
        let rows = found.map { student, value -> [HTML] in
            [student].compactMap { $0?.html }
                + [
                    value.lab.html, .tag("code", [], value.file.html),
                    .fragment([.tag("code", [], value.value.html), .text(" (\(value.name))")]),
                ] + (value.owners.map { [.text($0.map(\.text).joined(separator: ", "))] } ?? [])
        }
        return PageFrame.table("What was given to somebody else", columns, rows)
    }
}
