import LabModel
import SourceText

/// `results.json` for Gradescope's autograder.
///
/// Gradescope shows the file to students, test by test as each one's visibility says. So the visible tests are told as to
/// a student, whoever the report is for, and the hidden part has tests of its own; a report for students has none of
/// those. The scores of all tests add up to the file's.
///
/// - Note: Source: Gradescope, autograder specifications, "Output format".
public struct GradescopeReport: LabReportRenderer {
    /// When students see the tests of the hidden part.
    public enum Visibility: String, Hashable, Sendable, CaseIterable {
        case hidden
        case afterDueDate = "after_due_date"
        case afterPublished = "after_published"
    }

    private let hiddenVisibility: Visibility

    public init(hiddenVisibility: Visibility = .hidden) { self.hiddenVisibility = hiddenVisibility }

    public func text(of report: Report, for audience: Audience) -> String {
        let open = Teller(audience: .student).told(report)
        var tests = open.labs.flatMap(Self.tests)
        var sum = open.points.visible
        if audience == .staff {
            let whole = Teller(audience: .staff).told(report)
            tests += zip(whole.labs, open.labs).flatMap(hiddenTests)
            sum = whole.points.total
        }
        return JSONValue.object([
            "score": sum.earned.number,
            "output": .string(Self.heading(open)),
            "output_format": "text",
            "execution_time": .thousandths(report.entries.reduce(0) { $0 + $1.outcome.milliseconds }),
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "tests": .array(tests),
            "extra_data": .object([
                "lecture": open.lecture.json, "slidectl": open.version.json,
                "possible": .string("\(sum.possible)"), "pending": .string("\(sum.pending)"),
            ]),
        ]).text(indented: true) + "\n"
    }

    private static func heading(_ report: ToldReport) -> String {
        report.labs.flatMap { lab in
            [LabLines(lab, TextStyle()).heading()] + LabLines(lab, TextStyle()).remarks()
        }.joined(separator: "\n")
    }

    private static func tests(of lab: ToldLab) -> [JSONValue] {
        lab.steps.map { step in
            test(
                "\(lab.id): \(step.id)",
                step.points.visible,
                isMet: isMet(step.state),
                output: StepDetails(step, TextStyle()).lines + words(step),
                visibility: "visible"
            )
        } + lab.adjustments.filter { !$0.isHidden }.map { adjustment(lab, $0, "visible") }
    }

    /// The hidden part: staff's words where only staff reads them; what is shown one day has only names and points.
    private func hiddenTests(of lab: ToldLab, _ open: ToldLab) -> [JSONValue] {
        let steps = lab.steps.compactMap { step -> JSONValue? in
            let checks = step.checks.filter(\.isHidden)
            guard let hidden = step.points.hidden, step.points.hasHidden || !checks.isEmpty else {
                return nil
            }
            let isStaffOnly = hiddenVisibility == .hidden
            return Self.test(
                "\(lab.id): \(step.id) (hidden part)",
                hidden,
                isMet: checks.contains { $0.verdict == .unknown }
                    ? nil : checks.allSatisfy { $0.verdict == .pass },
                output: isStaffOnly ? checks.flatMap(Self.words) : [],
                visibility: hiddenVisibility.rawValue
            )
        }
        let visibility = hiddenVisibility.rawValue
        return steps + lab.adjustments.filter(\.isHidden).map { Self.adjustment(lab, $0, visibility) }
    }

    private static func test(
        _ name: String,
        _ points: LabScore.Total,
        isMet: Bool?,
        output: [String],
        visibility: String
    ) -> JSONValue {
        .object([
            "name": .string(name),
            "name_format": "text",
            "score": points.earned.number,
            "max_score": points.possible.number,
            "status": isMet.map { $0 ? "passed" : "failed" },
            "output": .string(output.joined(separator: "\n")),
            "output_format": "text",
            "visibility": .string(visibility),
        ])
    }

    private static func adjustment(
        _ lab: ToldLab,
        _ adjustment: ToldAdjustment,
        _ visibility: String
    ) -> JSONValue {
        .object([
            "name": .string("\(lab.id): \(adjustment.reason)"),
            "name_format": "text",
            "score": adjustment.points.number,
            "max_score": .number(0),
            "output": "",
            "output_format": "text",
            "visibility": .string(visibility),
        ])
    }

    private static func isMet(_ state: ToldStep.State) -> Bool? {
        switch state {
        case .passed: true
        case .failed, .notAnswered, .notReached: false
        case .unknown, .skipped: nil
        }
    }

    private static func words(_ step: ToldStep) -> [String] {
        if step.state == .notAnswered { return ["not answered"] }
        return step.reason.map { [$0.text] } ?? []
    }

    private static func words(_ check: ToldCheck) -> [String] {
        ["\(check.id): \(check.verdict?.rawValue ?? "not asked")"]
            + check.expected.map { "- \($0)" } + check.seen.map { "+ \($0)" }
    }
}

extension Points {
    /// The points as a number of JSON, exact.
    fileprivate var number: JSONValue { .thousandths(thousandths) }
}
