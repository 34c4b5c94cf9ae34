import LabModel
import Testing

@testable import LabReport

/// Every format of the samples, as a whole; the tests in Python read the same files.
@Suite struct FormatTests {
    static let formats: KeyValuePairs<String, any LabReportRenderer> = ["txt": TextReport()]

    @Test(arguments: Audience.allCases)
    func looksAsRecorded(audience: Audience) throws {
        for (ending, renderer) in Self.formats {
            let text = renderer.text(of: Sample.report, for: audience)
            #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
            try expectGolden(text, ["report", audience.rawValue, ending].joined(separator: "."))
        }
    }
}
