import EngineAPI

/// Merges an applied configuration into an object, and takes out what its manager no longer says.
enum ApplyMerge {
    static func merge(_ config: JSON, into live: JSON?, _ shape: FieldShape) -> JSON {
        switch (shape, live, config) {
        case (.object, .object(let old)?, .object(let new)), (.map, .object(let old)?, .object(let new)),
            (.structural, .object(let old)?, .object(let new)),
            (.deduced, .object(let old)?, .object(let new)):
            var members = old
            for member in new {
                let index = members.firstIndex { $0.name == member.name }
                let value = merge(
                    member.value,
                    into: index.map { members[$0].value },
                    shape.field(member.name)
                )
                if let index {
                    members[index].value = value
                } else {
                    members.append(.init(member.name, value))
                }
            }
            return .object(members)
        case (.keyed(let keys, let inner), .array(let old)?, .array(let new)):
            return .array(keyed(new, old, keys, inner))
        case (.set, .array(let old)?, .array(let new)):
            return .array(old + new.filter { !old.contains($0) })
        default: return config
        }
    }

    private static func keyed(_ new: [JSON], _ old: [JSON], _ keys: [String], _ inner: FieldShape) -> [JSON] {
        var elements = old
        for element in new {
            let step = FieldShape.step(element, keys)
            if let index = elements.firstIndex(where: { FieldShape.step($0, keys) == step }) {
                elements[index] = merge(element, into: elements[index], inner)
            } else {
                elements.append(element)
            }
        }
        let order = new.compactMap { FieldShape.step($0, keys) }
        return ElementOrder.ordered(elements, by: order, before: old) { FieldShape.step($0, keys) }
    }

    /// The object without the fields of a set; what is owned by others too must not be in it.
    static func remove(
        _ set: FieldSet,
        keeping owned: FieldSet,
        from value: JSON,
        _ shape: FieldShape
    ) -> JSON {
        switch (shape, value) {
        case (.object, .object(let members)), (.map, .object(let members)),
            (.structural, .object(let members)),
            (.deduced, .object(let members)):
            return .object(
                members.compactMap { member in
                    let step = "f:\(member.name)"
                    return rest(member.value, step, set, owned, shape.field(member.name)).map {
                        .init(member.name, $0)
                    }
                }
            )
        case (.keyed(let keys, let inner), .array(let elements)):
            return .array(
                elements.compactMap { element in
                    guard let step = FieldShape.step(element, keys) else { return element }
                    return rest(element, step, set, owned, inner)
                }
            )
        case (.set, .array(let elements)):
            return .array(elements.compactMap { rest($0, FieldShape.step($0), set, owned, .atomic) })
        default: return value
        }
    }

    /// What is left of a child; nil where it goes.
    private static func rest(
        _ value: JSON,
        _ step: String,
        _ set: FieldSet,
        _ owned: FieldSet,
        _ shape: FieldShape
    ) -> JSON? {
        guard let child = set.children[step] else { return value }
        let kept = owned.children[step] ?? FieldSet()
        if child.isMember, kept.isEmpty { return nil }
        let rest = remove(child, keeping: kept, from: value, shape)
        // A map or a list of which nothing is left says nothing.
        return rest.isEmpty && !value.isEmpty && kept.isEmpty ? nil : rest
    }
}
