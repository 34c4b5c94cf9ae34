import LabModel

/// The report as JUnit's XML, which CI servers read: a suite is a lab, a case is a step or a check of its own.
///
/// A verdict that is missing is an *error*: CI shows that something was wrong with the run, not with the lab. The points
/// are properties of the suite.
///
/// - Note: Source: junit-10.xsd of Jenkins' xUnit plugin.
public struct JUnitReport: LabReportRenderer {
    public init() {}

    public func text(of report: Report, for audience: Audience) -> String {
        let told = Teller(audience: audience).told(report)
        let suites = told.labs.map { Suite($0, told) }
        let counts = suites.reduce(Counts()) { $0 + $1.counts }
        return XML(
            "testsuites",
            [
                "name": told.lecture.text,
                "time": Seconds.decimal(told.labs.reduce(0) { $0 + $1.milliseconds }),
                "tests": "\(counts.tests)",
                "failures": "\(counts.failures)",
                "errors": "\(counts.errors)",
            ],
            suites.map(\.xml)
        ).document()
    }
}

private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    static func + (left: Self, right: Self) -> Self {
        Self(
            tests: left.tests + right.tests,
            failures: left.failures + right.failures,
            errors: left.errors + right.errors,
            skipped: left.skipped + right.skipped
        )
    }
}

private struct Suite {
    let xml: XML
    let counts: Counts

    init(_ lab: ToldLab, _ report: ToldReport) {
        let cases = lab.steps.flatMap { Self.cases($0, lab) }
        counts = cases.reduce(Counts()) { sum, one in
            var sum = sum
            sum.tests += 1
            switch one.result {
            case .passed: break
            case .failed: sum.failures += 1
            case .unknown: sum.errors += 1
            case .skipped: sum.skipped += 1
            }
            return sum
        }
        xml = XML(
            "testsuite",
            [
                "name": lab.id.text,
                "tests": "\(counts.tests)",
                "failures": "\(counts.failures)",
                "errors": "\(counts.errors)",
                "skipped": "\(counts.skipped)",
                "time": Seconds.decimal(lab.milliseconds),
                "timestamp": report.started.text,
                "file": lab.file.text,
            ],
            [Self.properties(lab, report)] + cases.map(\.xml)
        )
    }

    private static func properties(_ lab: ToldLab, _ report: ToldReport) -> XML {
        var values: [(String, String)] = [("title", lab.title.text), ("verdict", lab.verdict.rawValue)]
        if let engine = report.engine { values.append(("engine", "\(engine.name) \(engine.version)")) }
        if let student = report.student { values.append(("student", student.text)) }
        values += properties("public", lab.points.visible)
        if let hidden = lab.points.hidden { values += properties("hidden", hidden) }
        values.append(("attempt", "\(lab.attempt)"))
        values += lab.adjustments.map { ("adjustment.\($0.kind.rawValue)", "\($0.points) \($0.reason)") }
        values += lab.problem.map { ("problem", $0.text) } + lab.remarks.map { ("remark", $0.text) }
        return XML("properties", [:], values.map { XML("property", ["name": $0, "value": $1]) })
    }

    private static func properties(_ part: String, _ total: LabScore.Total) -> [(String, String)] {
        [
            ("points.\(part).earned", "\(total.earned)"), ("points.\(part).possible", "\(total.possible)"),
            ("points.\(part).pending", "\(total.pending)"),
        ]
    }

    private static func cases(_ step: ToldStep, _ lab: ToldLab) -> [Case] {
        let command = Case(
            name: step.id.text,
            classname: lab.id.text,
            milliseconds: step.milliseconds,
            result: result(step),
            message: message(step),
            details: StepDetails(step, TextStyle()).lines
        )
        return [command]
            + step.checks.map { check in
                Case(
                    name: check.id.text,
                    classname: "\(lab.id).\(step.id)",
                    milliseconds: check.timeline?.milliseconds ?? 0,
                    result: check.isSpared ? .skipped : result(check.verdict),
                    message: message(check),
                    details: []
                )
            }
    }

    private static func result(_ step: ToldStep) -> Case.Result {
        switch step.state {
        case .passed: .passed
        case .failed, .notAnswered: .failed
        case .unknown: .unknown
        case .skipped, .notReached: .skipped
        }
    }

    private static func result(_ verdict: Verdict?) -> Case.Result {
        switch verdict {
        case .pass: .passed
        case .fail: .failed
        case .unknown: .unknown
        case nil: .skipped
        }
    }

    private static func message(_ check: ToldCheck) -> String {
        if check.isSpared { return "another way was taken" }
        return (check.reason ?? check.seen.first ?? check.expected.first ?? check.id).text
    }

    private static func message(_ step: ToldStep) -> String {
        let place = "\(step.file):\(step.line)"
        if step.state == .notAnswered { return "\(place): not answered" }
        return "\(place): " + (step.command?.ending?.text ?? step.reason?.text ?? "not met")
    }
}

private struct Case {
    enum Result { case passed, failed, unknown, skipped }

    var name: String
    var classname: String
    var milliseconds: Int
    var result: Result
    var message: String
    var details: [String]

    var xml: XML {
        let text = details.joined(separator: "\n")
        let attributes: KeyValuePairs<String, String?> = [
            "name": name, "classname": classname, "time": Seconds.decimal(milliseconds),
        ]
        switch result {
        case .passed: return XML("testcase", attributes)
        case .failed: return XML("testcase", attributes, [XML("failure", ["message": message], text: text)])
        case .unknown: return XML("testcase", attributes, [XML("error", ["message": message], text: text)])
        case .skipped: return XML("testcase", attributes, [XML("skipped", ["message": message])])
        }
    }
}
