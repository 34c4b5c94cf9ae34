import LabModel

/// A class's reports of the same labs, in the order in which they are to be listed.
public struct Gradebook: Hashable, Sendable {
    /// The lecture's title or path, for headings.
    public var title: String
    public var reports: [Report]

    public init(title: String, reports: [Report]) { (self.title, self.reports) = (title, reports) }
}

/// A format of gradebooks.
public protocol GradebookRenderer: Sendable {
    /// Renders a gradebook for an audience; the text ends in a line feed.
    func text(of gradebook: Gradebook, for audience: Audience) -> String
}

/// One line of a gradebook.
struct GradebookRow {
    enum Kind: String { case step, adjustment, total }

    var student: Plain
    var submission: Plain
    var lab: Plain
    var kind: Kind
    /// The step's id or the adjustment's kind; empty for a total.
    var name: Plain
    /// The step's state, the adjustment's reason, or the lab's verdict.
    var state: Plain
    var points: ToldPoints
    var attempt: Int
    var secondsLate: Int
    /// How many values of others were found, in the row of the lab's total; nil where that isn't told.
    var foreignValues: Int?
    var isPending: Bool { points.total.pending > .zero }

    /// The rows of a report: each lab's steps, what changed its points, and its total, which is the sum of these.
    static func rows(of report: ToldReport) -> [GradebookRow] {
        report.labs.flatMap { lab in
            let found = report.foreignValues.count { $0.lab == lab.id }
            func row(_ kind: Kind, _ name: Plain, _ state: Plain, _ points: ToldPoints) -> GradebookRow {
                GradebookRow(
                    student: report.student ?? "",
                    submission: report.submission ?? "",
                    lab: lab.id,
                    kind: kind,
                    name: name,
                    state: state,
                    points: points,
                    attempt: lab.attempt,
                    secondsLate: lab.secondsLate,
                    foreignValues: report.audience == .staff ? (kind == .total ? found : 0) : nil
                )
            }
            // Who handed in what can't be taken isn't who handed in nothing.
            let refused: Plain? = lab.isRefused ? "refused" : nil
            return lab.steps.map { row(.step, $0.id, refused ?? Plain($0.state.rawValue), $0.points) }
                + lab.adjustments.map { adjustment in
                    var points = ToldPoints.none(report.audience)
                    if adjustment.isHidden {
                        points.hidden?.earned = adjustment.points
                    } else {
                        points.visible.earned = adjustment.points
                    }
                    return row(.adjustment, Plain(adjustment.kind.rawValue), adjustment.reason, points)
                }
                + [row(.total, "", refused ?? Plain(lab.verdict.rawValue), lab.points)]
        }
    }
}
