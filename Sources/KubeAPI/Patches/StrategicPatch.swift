import EngineAPI

/// A strategic merge: a merge patch that knows by which key the elements of a list belong together.
///
/// Directives: `$patch` (`delete`, `replace`, `merge`), `$retainKeys`, `$setElementOrder/LIST`,
/// `$deleteFromPrimitiveList/LIST`.
enum StrategicPatch {
    /// Why a patch can't be applied.
    struct Failure: Error, Hashable {
        var problem: String
    }

    static func apply(_ patch: JSON, to target: JSON) throws(Failure) -> JSON {
        guard case .object = patch else { throw Failure(problem: "the patch is no object") }
        return try object(patch, target, owner: "") ?? .object([])
    }

    private static let orderPrefix = "$setElementOrder/"
    private static let deletePrefix = "$deleteFromPrimitiveList/"

    /// Merges one object; nil where the patch deletes it.
    private static func object(_ patch: JSON, _ target: JSON?, owner: String) throws(Failure) -> JSON? {
        let changes = patch.members ?? []
        switch patch["$patch"] {
        case nil, .string("merge"): break
        case .string("delete"): return nil
        case .string("replace"):
            return withoutDirectives(.object(changes.filter { $0.name != "$patch" }))
        case .some(let other):
            throw Failure(problem: "unrecognized patch directive: \(GoFormat.plain(other))")
        }
        var members = target?.members ?? []
        if let kept = patch["$retainKeys"]?.elements?.compactMap(\.text) {
            members.removeAll { !kept.contains($0.name) }
        }
        for change in changes where !change.name.hasPrefix("$") {
            let index = members.firstIndex { $0.name == change.name }
            let old = index.map { members[$0].value }
            guard let new = try value(change, old, patch: patch, owner: owner) else {
                if let index { members.remove(at: index) }
                continue
            }
            if let index { members[index].value = new } else { members.append(.init(change.name, new)) }
        }
        try applyLooseDirectives(changes, to: &members, owner: owner, patch: patch)
        return .object(members)
    }

    /// A member's new value; nil where it goes.
    private static func value(
        _ change: JSON.Member,
        _ old: JSON?,
        patch: JSON,
        owner: String
    ) throws(Failure) -> JSON? {
        switch change.value {
        case .null: return nil
        case .object:
            if case .object? = old { return try object(change.value, old, owner: change.name) }
            return try object(change.value, nil, owner: change.name)
        case .array(let elements):
            let removed = patch[deletePrefix + change.name]?.elements ?? []
            return try list(
                elements,
                old?.elements ?? [],
                named: change.name,
                owner: owner,
                order: patch[orderPrefix + change.name]?.elements,
                removed: removed
            )
        case .bool, .number, .string: return change.value
        }
    }

    /// Orders and removals for lists of which the patch has no elements.
    private static func applyLooseDirectives(
        _ changes: [JSON.Member],
        to members: inout [JSON.Member],
        owner: String,
        patch: JSON
    ) throws(Failure) {
        for change in changes {
            let prefix = [orderPrefix, deletePrefix].first { change.name.hasPrefix($0) }
            guard let prefix else { continue }
            let name = String(change.name.dropFirst(prefix.count))
            guard patch[name] == nil, let index = members.firstIndex(where: { $0.name == name }) else {
                continue
            }
            members[index].value = try list(
                [],
                members[index].value.elements ?? [],
                named: name,
                owner: owner,
                order: patch[orderPrefix + name]?.elements,
                removed: patch[deletePrefix + name]?.elements ?? [],
                onlyDirectives: true
            )
        }
    }

    private static func list(
        _ patch: [JSON],
        _ old: [JSON],
        named name: String,
        owner: String,
        order: [JSON]?,
        removed: [JSON],
        onlyDirectives: Bool = false
    ) throws(Failure) -> JSON {
        switch MergeKeys.strategy(name, in: owner) {
        case .atomic:
            return onlyDirectives ? .array(old) : .array(patch.map { withoutDirectives($0) })
        case .set:
            var merged = old.filter { !removed.contains($0) }
            for element in patch where !merged.contains(element) { merged.append(element) }
            return .array(ElementOrder.ordered(merged, by: order, before: old) { $0 })
        case .byKey(let key):
            return .array(try keyed(patch, old, key: key, named: name, order: order))
        }
    }

    private static func keyed(
        _ patch: [JSON],
        _ old: [JSON],
        key: String,
        named name: String,
        order: [JSON]?
    ) throws(Failure) -> [JSON] {
        if patch.contains(where: { $0["$patch"] == .string("replace") }) {
            return patch.filter { $0["$patch"] != .string("replace") }.map { withoutDirectives($0) }
        }
        var merged = old
        var fresh: [JSON] = []
        for element in patch {
            guard let id = element[key] else {
                throw Failure(
                    problem: "map: \(GoFormat.plain(element)) does not contain declared merge key: \(key)"
                )
            }
            // A list that was made by hand may hold a key twice: the first is meant, a deletion means all.
            if element["$patch"] == .string("delete") {
                merged.removeAll { $0[key] == id }
                fresh.removeAll { $0[key] == id }
            } else if let index = merged.firstIndex(where: { $0[key] == id }) {
                if let changed = try object(element, merged[index], owner: name) { merged[index] = changed }
            } else if let index = fresh.firstIndex(where: { $0[key] == id }) {
                if let changed = try object(element, fresh[index], owner: name) { fresh[index] = changed }
            } else if let made = try object(element, nil, owner: name) {
                fresh.append(made)
            }
        }
        // The real server puts what is new before what was there, unless an order is given.
        return ElementOrder.ordered(fresh + merged, by: order?.compactMap { $0[key] }, before: old) {
            $0[key]
        }
    }

    /// What a patch puts in whole, without the directives in it.
    private static func withoutDirectives(_ value: JSON) -> JSON {
        switch value {
        case .array(let elements): .array(elements.map { withoutDirectives($0) })
        case .object(let members):
            .object(
                members.compactMap { member in
                    if member.name.hasPrefix("$") || member.value.isNull { return nil }
                    return .init(member.name, withoutDirectives(member.value))
                }
            )
        case .null, .bool, .number, .string: value
        }
    }
}
