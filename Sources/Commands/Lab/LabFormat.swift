import ArgumentParser
import LabReport

/// The formats that reports on labs are written in.
enum LabFormat: String, ExpressibleByArgument, CaseIterable {
    case text

    func renderer(colour: Bool) -> any LabReportRenderer {
        switch self {
        case .text: TextReport(style: TextStyle(colour: colour))
        }
    }
}
