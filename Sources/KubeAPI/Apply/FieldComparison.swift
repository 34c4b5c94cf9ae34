import EngineAPI

/// Which fields two versions of an object differ in.
struct FieldComparison {
    var added = FieldSet()
    var modified = FieldSet()
    var removed = FieldSet()

    var isSame: Bool { added.isEmpty && modified.isEmpty && removed.isEmpty }
    /// What the newer version says that the older doesn't say so.
    var changed: FieldSet { added.union(modified) }

    init(_ old: JSON?, _ new: JSON?, _ shape: FieldShape) {
        switch (old, new) {
        case (nil, nil): return
        case (nil, let new?): added = FieldWalk.all(of: new, shape, marksAll: true)
        case (let old?, nil): removed = FieldWalk.all(of: old, shape, marksAll: true)
        case (let old?, let new?):
            guard old != new else { return }
            compare(old, new, shape)
        }
    }

    private mutating func compare(_ old: JSON, _ new: JSON, _ shape: FieldShape) {
        switch (shape, old, new) {
        case (.object, .object, .object), (.map, .object, .object), (.structural, .object, .object),
            (.deduced, .object, .object):
            var names: [String] = (new.members ?? []).map(\.name)
            names += (old.members ?? []).map(\.name).filter { new[$0] == nil }
            for name in names {
                insert("f:\(name)", FieldComparison(old[name], new[name], shape.field(name)))
            }
        case (.keyed(let keys, let inner), .array(let before), .array(let after)):
            let older = Self.byStep(before) { FieldShape.step($0, keys) }
            let newer = Self.byStep(after) { FieldShape.step($0, keys) }
            compare(older, newer, inner)
        case (.set, .array(let before), .array(let after)):
            compare(Self.byStep(before, FieldShape.step), Self.byStep(after, FieldShape.step), .atomic)
        default: modified.isMember = true
        }
    }

    private mutating func compare(_ old: [String: JSON], _ new: [String: JSON], _ shape: FieldShape) {
        for step in Set(old.keys).union(new.keys) {
            insert(step, FieldComparison(old[step], new[step], shape))
        }
    }

    private static func byStep(_ elements: [JSON], _ step: (JSON) -> String?) -> [String: JSON] {
        Dictionary(elements.compactMap { element in step(element).map { ($0, element) } }) { first, _ in first
        }
    }

    private mutating func insert(_ step: String, _ inner: FieldComparison) {
        added.insert(step, inner.added)
        modified.insert(step, inner.modified)
        removed.insert(step, inner.removed)
    }
}
