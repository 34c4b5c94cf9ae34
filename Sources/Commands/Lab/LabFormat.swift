import ArgumentParser
import LabReport

/// The formats that reports on labs are written in.
enum LabFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit, tap, github, summary, gradescope, html

    func renderer(colour: Bool) -> any LabReportRenderer {
        switch self {
        case .text: TextReport(style: TextStyle(colour: colour))
        case .json: JSONReport()
        case .junit: JUnitReport()
        case .tap: TAPReport()
        case .github: GitHubAnnotations()
        case .summary: GitHubSummary()
        case .gradescope: GradescopeReport()
        case .html: StudentPage()
        }
    }
}
