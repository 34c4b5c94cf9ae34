import LabModel
import SourceText

/// The canonical report, for programs: all that the audience may know.
///
/// Points are decimal strings, so that no reader rounds them; times are whole milliseconds. The schema stands in
/// `docs/lab-report.schema.json`.
public struct JSONReport: LabReportRenderer {
    /// The name of the format and its version; a change that breaks readers raises it.
    public static let format = "slidectl-lab-report/1"

    public init() {}

    public func text(of report: Report, for audience: Audience) -> String {
        Teller(audience: audience).told(report).json.text(indented: true) + "\n"
    }
}

extension ToldReport {
    var json: JSONValue {
        .object([
            "format": .string(JSONReport.format),
            "audience": .string(audience.rawValue),
            "lecture": lecture.json,
            "mode": .string(mode.rawValue),
            "engine": engine.map { .object(["name": $0.name.json, "version": $0.version.json]) },
            "student": student?.json,
            "submission": submission?.json,
            "started": started.json,
            "ended": ended.json,
            "slidectl": version.json,
            "verdict": .string(verdict.rawValue),
            "points": points.json,
            "labs": .array(labs.map(\.json)),
        ])
    }
}

extension ToldLab {
    fileprivate var json: JSONValue {
        .object([
            "id": id.json,
            "title": title.json,
            "file": file.json,
            "line": .number(line),
            "verdict": .string(verdict.rawValue),
            "problem": problem.isEmpty ? nil : problem.json,
            "remarks": remarks.isEmpty ? nil : remarks.json,
            "points": points.json,
            "partIsUntold": .bool(hasUntoldPart),
            "attempt": .number(attempt),
            "secondsLate": .number(secondsLate),
            "milliseconds": .number(milliseconds),
            "adjustments": .array(adjustments.map(\.json)),
            "steps": .array(steps.map(\.json)),
        ])
    }
}

extension ToldStep {
    fileprivate var json: JSONValue {
        .object([
            "id": id.json,
            "state": .string(state.rawValue),
            "reason": reason?.json,
            "source": source.json,
            "file": file.json,
            "line": .number(line),
            "slide": .number(slide),
            "points": points.json,
            "bonus": isBonus ? .bool(true) : nil,
            "command": command?.json,
            "checks": .array(checks.map(\.json)),
            "counted": counted.map {
                .object(["checks": .number($0.checks), "met": .number($0.met)])
            },
            "hints": hints.json,
            "adjustments": .array(adjustments.map(\.json)),
            "milliseconds": .number(milliseconds),
        ])
    }
}

extension ToldCommand {
    fileprivate var json: JSONValue {
        .object([
            "verdict": .string(verdict.rawValue),
            "points": points.json,
            "exit": exit.map { .number($0) },
            "expectedExit": .number(expectedExit),
            "ending": ending?.json,
            "differences": .array(differences.map(\.json)),
            "output": output.json,
            "errorOutput": errorOutput.json,
            "why": explanation.why.isEmpty ? nil : explanation.why.json,
            "try": explanation.attempt.isEmpty ? nil : explanation.attempt.json,
            "milliseconds": .number(milliseconds),
        ])
    }
}

extension ToldDifference {
    fileprivate var json: JSONValue {
        .object([
            "stream": .string(stream.rawValue),
            "lines": .array(
                lines.map { .object(["kind": .string($0.kind.rawValue), "text": $0.text.json]) }
            ),
        ])
    }
}

extension ToldCheck {
    fileprivate var json: JSONValue {
        .object([
            "id": id.json,
            "hidden": .bool(isHidden),
            "told": .string(level.rawValue),
            "verdict": verdict.map { .string($0.rawValue) } ?? .null,
            "points": points?.json,
            "file": line > 0 ? file.json : nil,
            "line": line > 0 ? .number(line) : nil,
            "expected": expected.isEmpty ? nil : expected.json,
            "seen": seen.isEmpty ? nil : seen.json,
            "doom": doom?.json,
            "reason": reason?.json,
            "why": explanation.why.isEmpty ? nil : explanation.why.json,
            "try": explanation.attempt.isEmpty ? nil : explanation.attempt.json,
            "hint": hint.isEmpty ? nil : hint.json,
            "timeline": timeline?.json,
        ])
    }
}

extension ToldTimeline {
    fileprivate var json: JSONValue {
        let states = entries.map {
            JSONValue.object(["milliseconds": .number($0.milliseconds), "text": $0.text.json])
        }
        return .object([
            "states": .array(states),
            "observations": .number(observations),
            "failedObservations": .number(failedObservations),
            "errors": errors.json,
            "milliseconds": .number(milliseconds),
        ])
    }
}

extension ToldAdjustment {
    fileprivate var json: JSONValue {
        .object([
            "kind": .string(kind.rawValue),
            "points": points.json,
            "reason": reason.json,
            "hidden": .bool(isHidden),
        ])
    }
}

extension ToldPoints {
    var json: JSONValue { .object(["public": visible.json, "hidden": hidden?.json]) }
}

extension LabScore.Total {
    fileprivate var json: JSONValue {
        .object(["earned": earned.json, "possible": possible.json, "pending": pending.json])
    }
}

extension LabScore.Item {
    fileprivate var json: JSONValue {
        .object(["earned": earned.json, "possible": possible.json, "pending": pending.json])
    }
}

extension Points {
    /// The points as a decimal string.
    var json: JSONValue { .string(description) }
}

extension Plain {
    var json: JSONValue { .string(text) }
}

extension [Plain] {
    var json: JSONValue { .array(map(\.json)) }
}
