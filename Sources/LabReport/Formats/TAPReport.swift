import LabModel
import SourceText

/// The report in TAP 14: a subtest is a lab, in it a subtest is a step, in it a test is the command or a check.
///
/// A verdict that is missing is no success: such a test is *not ok*, and its diagnostics say `verdict: unknown`.
///
/// - Note: Source: Test Anything Protocol, version 14.
public struct TAPReport: LabReportRenderer {
    public init() {}

    public func text(of report: Report, for audience: Audience) -> String {
        let told = Teller(audience: audience).told(report)
        var out = TAPWriter()
        out.line("TAP version 14")
        out.line("1..\(told.labs.count)")
        for (index, lab) in told.labs.enumerated() {
            out.subtest(lab.id.text, count: lab.steps.count) { out in
                for (index, step) in lab.steps.enumerated() { Self.write(step, index + 1, to: &out) }
            }
            let isMet = lab.verdict == .pass || lab.verdict == .skipped
            let directive = lab.verdict == .skipped ? "SKIP" : nil
            out.test(isMet, index + 1, "\(lab.id) - \(lab.title)", directive: directive)
            out.diagnostics(Self.diagnostics(lab))
        }
        return out.text
    }

    private static func write(_ step: ToldStep, _ number: Int, to out: inout TAPWriter) {
        if let command = step.command {
            out.subtest(step.id.text, count: 1 + step.checks.count) { out in
                out.test(command.verdict == .pass, 1, "command")
                out.diagnostics(diagnostics(command, step))
                for (index, check) in step.checks.enumerated() {
                    let directive = check.isSpared ? "SKIP another way was taken" : nil
                    out.test(
                        check.verdict == .pass || check.isSpared,
                        index + 2,
                        check.id.text,
                        directive: directive
                    )
                    out.diagnostics(diagnostics(check))
                }
            }
        }
        let isSkipped = step.state == .skipped || step.state == .notReached
        let reason = step.reason.map { " \($0)" } ?? ""
        out.test(
            step.state == .passed || isSkipped,
            number,
            step.id.text,
            directive: isSkipped ? "SKIP" + reason : nil
        )
        out.diagnostics(
            [("state", .string(step.state.rawValue)), ("points", step.points.json)]
                + (step.hints.isEmpty ? [] : [("hints", step.hints.json)])
                + adjustments(step.adjustments)
        )
    }

    private static func adjustments(_ adjustments: [ToldAdjustment]) -> [(String, JSONValue)] {
        guard !adjustments.isEmpty else { return [] }
        return [("adjustments", .array(adjustments.map { .string(StepDetails.text($0)) }))]
    }

    private static func diagnostics(_ lab: ToldLab) -> [(String, JSONValue)] {
        [("verdict", .string(lab.verdict.rawValue)), ("points", lab.points.json)]
            + adjustments(lab.adjustments)
            + (lab.problem.isEmpty ? [] : [("problem", lab.problem.json)])
            + (lab.remarks.isEmpty ? [] : [("remarks", lab.remarks.json)])
    }

    private static func diagnostics(_ command: ToldCommand, _ step: ToldStep) -> [(String, JSONValue)] {
        guard command.verdict != .pass else { return [] }
        let lines = command.differences.flatMap { $0.lines.map { JSONValue.string($0.sign + $0.text.text) } }
        return [
            ("verdict", .string(command.verdict.rawValue)), ("message", (command.ending ?? "not met").json),
            ("at", .object(["file": step.file.json, "line": .number(step.line)])), ("diff", .array(lines)),
            ("why", command.explanation.why.json), ("try", command.explanation.attempt.json),
        ].filter { $0.1 != .array([]) }
    }

    private static func diagnostics(_ check: ToldCheck) -> [(String, JSONValue)] {
        guard check.verdict != .pass else { return [] }
        return [
            ("verdict", .string(check.verdict?.rawValue ?? "none")), ("expected", check.expected.json),
            ("seen", check.seen.json), ("why", check.explanation.why.json), ("hint", check.hint.json),
        ].filter { $0.1 != .array([]) }
    }
}

extension ToldDifference.Line {
    /// The line's first characters, as every format but text has them.
    var sign: String {
        switch kind {
        case .same: "  "
        case .expected: "- "
        case .seen: "+ "
        case .gap: "… "
        }
    }
}

/// Writes TAP: four spaces a level; in descriptions only `#` and `\` have a meaning.
private struct TAPWriter {
    private(set) var text = ""
    private var level = 0

    mutating func line(_ line: String) { text += String(repeating: "    ", count: level) + line + "\n" }

    mutating func subtest(_ name: String, count: Int, _ body: (inout TAPWriter) -> Void) {
        line("# Subtest: \(Self.escaped(name))")
        level += 1
        line("1..\(count)")
        body(&self)
        level -= 1
    }

    mutating func test(_ isMet: Bool, _ number: Int, _ description: String, directive: String? = nil) {
        let end = directive.map { " # \(Self.escaped($0))" } ?? ""
        line("\(isMet ? "ok" : "not ok") \(number) - \(Self.escaped(description))\(end)")
    }

    /// Writes a YAML block; JSON's values are YAML's.
    mutating func diagnostics(_ values: [(String, JSONValue)]) {
        guard !values.isEmpty else { return }
        line("  ---")
        for (name, value) in values { line("  \(name): \(value.text())") }
        line("  ...")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }
}
