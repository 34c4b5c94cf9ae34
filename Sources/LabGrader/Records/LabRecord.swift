public import EngineAPI
import LabModel

/// What happened in a lab: all that its verdicts rest on, and nothing that was concluded from it.
public struct LabRecord: Hashable, Sendable {
    /// The lab's id.
    public var id: String
    /// In the order of the lab's steps.
    public var steps: [StepRecord]
    /// Why the lab couldn't be run to its end.
    public var problem: String?
    /// What was handed in and doesn't count although somebody may think so, a line each.
    public var remarks: [String]
    /// A student's own values, as they were filled in.
    public var variant: [String: String]
    /// How long it took.
    public var milliseconds: Int

    public init(
        id: String,
        steps: [StepRecord],
        problem: String? = nil,
        remarks: [String] = [],
        variant: [String: String] = [:],
        milliseconds: Int
    ) {
        (self.id, self.steps, self.problem, self.remarks) = (id, steps, problem, remarks)
        (self.variant, self.milliseconds) = (variant, milliseconds)
    }
}

extension LabRecord: JSONCodable {
    /// `{"lab": "pg", "variant": {…}, "steps": […], "milliseconds": 1234}`.
    public var json: JSON {
        var members: [JSON.Member] = [.init("lab", .string(id))]
        if let problem { members.append(.init("problem", .string(problem))) }
        if !remarks.isEmpty { members.append(.init("remarks", remarks.json)) }
        if !variant.isEmpty {
            let values = variant.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
            members.append(.init("variant", .object(values)))
        }
        members.append(.init("steps", steps.json))
        members.append(.init("milliseconds", milliseconds.json))
        return .object(members)
    }

    public init(json: JSON) throws(JSONError) {
        guard let id = json["lab"]?.text, let steps = json["steps"], let milliseconds = json["milliseconds"]
        else { throw JSONError("a part of the lab's record is missing") }
        var variant: [String: String] = [:]
        for member in json["variant"]?.members ?? [] { variant[member.name] = try String(json: member.value) }
        self.init(
            id: id,
            steps: try [StepRecord](json: steps),
            problem: json["problem"]?.text,
            remarks: try json["remarks"].map { json throws(JSONError) in try [String](json: json) } ?? [],
            variant: variant,
            milliseconds: try Int(json: milliseconds)
        )
    }
}
