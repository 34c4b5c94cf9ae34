import EngineAPI
import LabModel
import TextMatch

extension JSONQuestion {
    /// Judges a document: of several values that the path leads to all must meet the test, and there must be one.
    func judge(_ document: JSON) -> Judgement {
        let values = path.reduce([document]) { values, step in values.flatMap { Self.follow(step, $0) } }
        guard !values.isEmpty else { return .fails(seen: "the path leads to nothing") }
        return Judgement(all: values.map(judge(value:)))
    }

    private static func follow(_ step: Step, _ value: JSON) -> [JSON] {
        switch (step, value) {
        case (.member(let name), _): value[name].map { [$0] } ?? []
        case (.element(let index), .array(let elements)):
            elements.indices.contains(index < 0 ? elements.count + index : index)
                ? [elements[index < 0 ? elements.count + index : index]] : []
        case (.every, .array(let elements)): elements
        case (.every, .object(let members)): members.map(\.value)
        default: []
        }
    }

    private func judge(value: JSON) -> Judgement {
        let seen = "it is \(Comparison.shown(Self.text(value)))"
        switch test {
        case .exists: return .holds(seen: seen)
        case .isKind(let kind):
            return .of(Self.kind(value) == kind, seen: "it is of kind \(Self.kind(value))")
        case .isEqual(let wanted): return .of(Self.text(value) == wanted, seen: seen)
        case .isUnequal(let wanted): return .of(Self.text(value) != wanted, seen: seen)
        case .contains(let part): return .of(Self.text(value).contains(part), seen: seen)
        case .lacks(let part): return .of(!Self.text(value).contains(part), seen: seen)
        case .count(let condition):
            guard let count = value.elements?.count ?? value.members?.count else {
                return .fails(seen: "it is of kind \(Self.kind(value)), which has no count")
            }
            return Comparison.number("count", count, condition)
        case .number(let condition):
            guard case .number(let digits) = value, let number = Quantity(parsing: digits) else {
                return .fails(seen: "it is of kind \(Self.kind(value))")
            }
            return .of(condition.isMet(by: number), seen: seen)
        }
    }

    /// A string as it is, everything else as JSON.
    private static func text(_ value: JSON) -> String {
        value.text ?? String(decoding: value.bytes, as: UTF8.self)
    }

    private static func kind(_ value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
