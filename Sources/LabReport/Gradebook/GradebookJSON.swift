import LabModel
import SourceText

/// A gradebook for programs: the rows of ``GradebookCSV``, by student.
public struct GradebookJSON: GradebookRenderer {
    /// The name of the format and its version.
    public static let format = "slidectl-gradebook/1"

    public init() {}

    public func text(of gradebook: Gradebook, for audience: Audience) -> String {
        let teller = Teller(audience: audience)
        let students = gradebook.reports.map { report -> JSONValue in
            let told = teller.told(report)
            return .object([
                "student": told.student?.json,
                "submission": told.submission?.json,
                "ended": told.ended.json,
                "verdict": .string(told.verdict.rawValue),
                "points": told.points.json,
                "rows": .array(GradebookRow.rows(of: told).map(Self.json)),
                "foreignValues": audience == .staff ? .array(told.foreignValues.map(Self.json)) : nil,
            ])
        }
        return JSONValue.object([
            "format": .string(Self.format),
            "audience": .string(audience.rawValue),
            "title": Plain(gradebook.title).json,
            "students": .array(students),
        ]).text(indented: true) + "\n"
    }

    private static func json(_ value: ToldForeignValue) -> JSONValue {
        .object([
            "lab": value.lab.json,
            "file": value.file.json,
            "name": value.name.json,
            "value": value.value.json,
            "owners": value.owners.map { .array($0.map(\.json)) },
        ])
    }

    private static func json(_ row: GradebookRow) -> JSONValue {
        .object([
            "lab": row.lab.json,
            "row": .string(row.kind.rawValue),
            "name": row.name.json,
            "state": row.state.json,
            "points": row.points.json,
            "attempt": .number(row.attempt),
            "secondsLate": .number(row.secondsLate),
        ])
    }
}
