import LabModel

/// Workflow commands that make GitHub show what isn't met beside the lecture's lines.
///
/// - Note: Source: GitHub Actions, workflow commands, "Setting an error message".
public struct GitHubAnnotations: LabReportRenderer {
    public init() {}

    public func text(of report: Report, for audience: Audience) -> String {
        let told = Teller(audience: audience).told(report)
        var out = ""
        for lab in told.labs {
            for step in lab.steps { out += Self.lines(of: step, in: lab) }
            if !lab.problem.isEmpty {
                let message = lab.problem.map(\.text).joined(separator: "\n")
                out += Self.command("error", lab.file, lab.line, "\(lab.id) could not run", message)
            }
            out += Self.command("notice", lab.file, lab.line, "\(lab.id)", Self.summary(lab))
        }
        return out
    }

    private static func lines(of step: ToldStep, in lab: ToldLab) -> String {
        let level: String
        switch step.state {
        case .failed, .notAnswered: level = "error"
        case .unknown: level = "warning"
        case .passed, .skipped, .notReached: return ""
        }
        let details = StepDetails(step, TextStyle()).lines
        let first = step.state == .notAnswered ? ["not answered"] : step.reason.map { [$0.text] } ?? []
        let message = (first + details).joined(separator: "\n")
        return command(
            level,
            step.file,
            step.line,
            "\(lab.id)/\(step.id)",
            message.isEmpty ? "not met" : message
        )
    }

    static func summary(_ lab: ToldLab) -> String {
        let (visible, word) = (lab.points.visible, LabLines.word(lab.verdict).0)
        var text = "\(word): \(visible.earned)/\(visible.possible) public"
        if let hidden = lab.points.hidden, lab.points.hasHidden {
            text += ", \(hidden.earned)/\(hidden.possible) hidden"
        }
        if lab.points.total.pending > .zero { text += ", \(lab.points.total.pending) pending" }
        return text
    }

    private static func command(
        _ name: String,
        _ file: Plain,
        _ line: Int,
        _ title: String,
        _ message: String
    ) -> String {
        "::\(name) file=\(property(file.text)),line=\(line),title=\(property(title))::\(data(message))\n"
    }

    /// A message: a percent sign and line ends are all that could end it or make another command of it.
    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
