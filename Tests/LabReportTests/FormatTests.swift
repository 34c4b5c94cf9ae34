import LabModel
import Testing

@testable import LabReport

/// Every format of the samples, as a whole; the tests in Python read the same files.
@Suite struct FormatTests {
    static let formats: KeyValuePairs<String, any LabReportRenderer> = [
        "txt": TextReport(), "json": JSONReport(), "xml": JUnitReport(), "tap": TAPReport(),
        "annotations": GitHubAnnotations(), "md": GitHubSummary(), "gradescope.json": GradescopeReport(),
        "html": StudentPage(),
    ]

    static let gradebooks: KeyValuePairs<String, any GradebookRenderer> = [
        "csv": GradebookCSV(), "json": GradebookJSON(), "html": ClassPage(),
    ]

    @Test(arguments: Audience.allCases)
    func listsAClassAsRecorded(audience: Audience) throws {
        let book = Gradebook(title: "Containers", reports: Sample.someClass)
        for (ending, renderer) in Self.gradebooks {
            let text = renderer.text(of: book, for: audience)
            try expectGolden(text, ["class", audience.rawValue, ending].joined(separator: "."))
        }
    }

    @Test(arguments: Audience.allCases)
    func looksAsRecorded(audience: Audience) throws {
        for (ending, renderer) in Self.formats {
            let text = renderer.text(of: Sample.report, for: audience)
            #expect(text.hasSuffix("\n"))
            try expectGolden(text, ["report", audience.rawValue, ending].joined(separator: "."))
        }
    }
}
