import LabModel
import Testing

@testable import LabReport

/// What is said of values that were given to somebody else, and to whom.
struct ForeignValueTests {
    private static let reports: [Report] = {
        var reports = Sample.someClass
        reports[0].foreignValues = [
            Report.ForeignValue(
                lab: reports[0].entries[0].lab.id,
                file: "up.sh",
                name: "password",
                value: "dinosupaki",
                owners: ["zebra", "okapi"]
            )
        ]
        return reports
    }()
    private static let book = Gradebook(title: "Containers", reports: reports)

    @Test func tellsStaffWhoseTheyAre() {
        for text in [
            StudentPage().text(of: Self.reports[0], for: .staff),
            ClassPage().text(of: Self.book, for: .staff),
        ] {
            #expect(text.contains("dinosupaki") && text.contains("zebra, okapi"))
        }
        #expect(GradebookJSON().text(of: Self.book, for: .staff).contains("\"zebra\""))
        let rows = GradebookCSV().text(of: Self.book, for: .staff).split(separator: "\r\n")
        #expect(rows[0].hasSuffix(",foreign_values"))
        #expect(rows.count { $0.hasSuffix(",1") && $0.contains(",total,") } == 1)
    }

    @Test func tellsTheStudentOnlyThatTheyArentTheirs() {
        let page = StudentPage().text(of: Self.reports[0], for: .student)
        #expect(page.contains("dinosupaki") && page.contains("up.sh"))
        #expect(!page.contains("zebra") && !page.contains("okapi"))
    }

    @Test func tellsOtherStudentsNothing() {
        for report in Self.reports.dropFirst() {
            let page = StudentPage().text(of: report, for: .student)
            #expect(!page.contains("dinosupaki") && !page.contains("Values of others"))
        }
        for renderer in [ClassPage(), GradebookCSV(), GradebookJSON()] as [any GradebookRenderer] {
            let text = renderer.text(of: Self.book, for: .student)
            #expect(!text.contains("dinosupaki") && !text.contains("zebra") && !text.contains("foreign"))
        }
    }
}
