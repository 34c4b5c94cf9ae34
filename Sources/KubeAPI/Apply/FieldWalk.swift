import EngineAPI

/// The fields that a value says.
enum FieldWalk {
    /// The fields of a value.
    ///
    /// An applied configuration owns its leaves and the elements of its lists; what comes new with a write is owned at
    /// every level (`marksAll`).
    static func all(of value: JSON, _ shape: FieldShape, marksAll: Bool) -> FieldSet {
        var set = FieldSet(isMember: marksAll)
        switch (shape, value) {
        case (.object, .object(let members)), (.map, .object(let members)),
            (.structural, .object(let members)),
            (.deduced, .object(let members)):
            guard !members.isEmpty else { return .leaf }
            for member in members {
                set.insert(
                    "f:\(member.name)",
                    all(of: member.value, shape.field(member.name), marksAll: marksAll)
                )
            }
        case (.keyed(let keys, let inner), .array(let elements)):
            guard !elements.isEmpty else { return .leaf }
            for element in elements {
                guard let step = FieldShape.step(element, keys) else { return .leaf }
                var own = all(of: element, inner, marksAll: marksAll)
                own.isMember = true
                set.insert(step, own)
            }
        case (.set, .array(let elements)):
            guard !elements.isEmpty else { return .leaf }
            for element in elements { set.insert(FieldShape.step(element), .leaf) }
        default: return .leaf
        }
        return set
    }

    /// What of an object managers own: not what says which object it is, and what the server alone sets.
    static func managed(_ object: KubeObject) -> JSON {
        var json = object.json
        for name in ["apiVersion", "kind"] { json.set(nil, at: [name]) }
        for name in [
            "name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields",
            "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds",
        ] where json["metadata"]?[name] != nil {
            json.set(nil, at: ["metadata", name])
        }
        if json["metadata"]?.isEmpty ?? false { json.set(nil, at: ["metadata"]) }
        return json
    }

    /// The parts that an object of a Go server has before anything is said: its plain structures.
    static func zero(like value: JSON) -> JSON {
        let plain: Set = [
            "metadata", "spec", "status", "template", "strategy", "updateStrategy", "jobTemplate",
            "loadBalancer",
        ]
        let members = (value.members ?? []).compactMap { member -> JSON.Member? in
            if member.value.isNull { return member }
            if member.name == "containers" { return .array("containers", []) }
            guard plain.contains(member.name), case .object = member.value, !member.value.isEmpty else {
                return nil
            }
            return .init(member.name, zero(like: member.value))
        }
        return .object(members)
    }
}
