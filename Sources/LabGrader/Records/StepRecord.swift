public import EngineAPI
import LabModel

/// What happened in a step: all that its verdicts rest on.
public struct StepRecord: Hashable, Sendable {
    public enum Course: Hashable, Sendable {
        case ran(CommandRecord)
        case skipped(reason: String)
        case notAnswered
        case notReached(reason: String)
    }

    /// The step's id.
    public var id: String
    public var course: Course
    /// In the order of the step's checks; empty where the command didn't run.
    public var checks: [CheckEvidence]

    public init(id: String, course: Course, checks: [CheckEvidence] = []) {
        (self.id, self.course, self.checks) = (id, course, checks)
    }
}

extension StepRecord: JSONCodable {
    /// `{"step": "up", "ran": {…}, "checks": […]}`; `skipped` and `notReached` have their reason.
    public var json: JSON {
        var members: [JSON.Member] = [.init("step", .string(id))]
        switch course {
        case .ran(let command): members.append(.init("ran", command.json))
        case .skipped(let reason): members.append(.init("skipped", .string(reason)))
        case .notAnswered: members.append(.init("notAnswered", .bool(true)))
        case .notReached(let reason): members.append(.init("notReached", .string(reason)))
        }
        if !checks.isEmpty { members.append(.init("checks", checks.json)) }
        return .object(members)
    }

    public init(json: JSON) throws(JSONError) {
        guard let id = json["step"]?.text else { throw JSONError("the step's id is missing") }
        let course: Course
        if let command = json["ran"] {
            course = .ran(try CommandRecord(json: command))
        } else if let reason = json["skipped"]?.text {
            course = .skipped(reason: reason)
        } else if let reason = json["notReached"]?.text {
            course = .notReached(reason: reason)
        } else if json["notAnswered"] == .bool(true) {
            course = .notAnswered
        } else {
            throw JSONError("nothing says what happened in step \(id)")
        }
        self.init(
            id: id,
            course: course,
            checks: try json["checks"].map { json throws(JSONError) in
                try [CheckEvidence](json: json)
            } ?? []
        )
    }
}

extension CommandRecord: JSONCodable {
    /// `{"command": "docker ps", "exit": 0, "output": […], "error": […], "milliseconds": 12}`; in place of `exit` stand
    /// `left`, `cut` or `failed`.
    public var json: JSON {
        var members: [JSON.Member] = [.init("command", .string(text))]
        switch ending {
        case .exited(let code): members.append(.init("exit", code.json))
        case .left: members.append(.init("left", .bool(true)))
        case .cut(let limit): members.append(.init("cut", .string(limit)))
        case .failedToStart(let reason): members.append(.init("failed", .string(reason)))
        }
        members.append(.init("output", output.json))
        members.append(.init("error", errorOutput.json))
        if !inventedIDs.isEmpty { members.append(.init("invented", inventedIDs.json)) }
        if let surroundings { members.append(.init("around", surroundings.json)) }
        if !modelled.isEmpty { members.append(.init("modelled", modelled.json)) }
        if let refusal { members.append(.init("refused", .string(refusal))) }
        if lacksTyped { members.append(.init("untyped", .bool(true))) }
        members.append(.init("milliseconds", milliseconds.json))
        return .object(members)
    }

    public init(json: JSON) throws(JSONError) {
        guard let text = json["command"]?.text, let output = json["output"], let error = json["error"],
            let milliseconds = json["milliseconds"]
        else { throw JSONError("a part of the command's record is missing") }
        let ending: CommandOutcome.Ending
        if let code = json["exit"] {
            ending = .exited(code: try Int(json: code))
        } else if json["left"] == .bool(true) {
            ending = .left
        } else if let limit = json["cut"]?.text {
            ending = .cut(limit)
        } else if let reason = json["failed"]?.text {
            ending = .failedToStart(reason)
        } else {
            throw JSONError("nothing says how '\(text)' ended")
        }
        self.init(
            text,
            ending: ending,
            output: try [String](json: output),
            errorOutput: try [String](json: error),
            milliseconds: try Int(json: milliseconds)
        )
        if let invented = json["invented"] { inventedIDs = try [String](json: invented) }
        if let around = json["around"] { surroundings = try Surroundings(json: around) }
        if let what = json["modelled"] { modelled = try [String](json: what) }
        refusal = json["refused"]?.text
        lacksTyped = json["untyped"] == .bool(true)
    }
}
