import EngineAPI

/// Finds what selects an object by its labels, without trying each selector there is.
struct SelectorIndex: Sendable {
    /// A selector is filed under one label that it asks for; those that ask for none in particular are tried always.
    private struct Slot: Hashable {
        var shelf: Int
        var namespace: String
        var label: String
        var value: String
    }

    private struct Entry {
        var key: ObjectKey
        var selector: LabelSelector
    }

    private var entries: [Slot: [Entry]] = [:]

    /// The selector that an object has; nil where it selects nothing.
    static func selector(of object: KubeObject) -> LabelSelector? {
        guard let json = object.spec("selector"), json.members?.isEmpty == false else { return nil }
        // Services and replication controllers have a plain map.
        if object.kind == "Service" || object.kind == "ReplicationController" {
            return LabelSelector(
                labels: Dictionary(
                    (json.members ?? []).map { ($0.name, $0.value.text ?? "") },
                    uniquingKeysWith: { $1 }
                )
            )
        }
        return LabelSelector(json: json)
    }

    mutating func insert(_ object: KubeObject, _ key: ObjectKey, _ shelf: Shelf) {
        guard let selector = Self.selector(of: object) else { return }
        entries[slot(selector, key.namespace, shelf), default: []].append(Entry(key: key, selector: selector))
    }

    mutating func remove(_ object: KubeObject, _ key: ObjectKey, _ shelf: Shelf) {
        guard let selector = Self.selector(of: object) else { return }
        let slot = slot(selector, key.namespace, shelf)
        entries[slot]?.removeAll { $0.key == key }
        if entries[slot]?.isEmpty ?? false { entries[slot] = nil }
    }

    /// What of a type selects these labels.
    func selecting(_ labels: [String: String], in namespace: String, _ shelf: Shelf) -> [ObjectKey] {
        var found: [ObjectKey] = []
        func look(_ label: String, _ value: String) {
            let slot = Slot(shelf: shelf.index, namespace: namespace, label: label, value: value)
            for entry in entries[slot] ?? [] where entry.selector.matches(labels) { found.append(entry.key) }
        }
        look("", "")
        for (label, value) in labels { look(label, value) }
        return found
    }

    private func slot(_ selector: LabelSelector, _ namespace: String, _ shelf: Shelf) -> Slot {
        let asked = selector.requirements.filter { $0.operator == .isIn && $0.values.count == 1 }
            .min { $0.key < $1.key }
        return Slot(
            shelf: shelf.index,
            namespace: namespace,
            label: asked?.key ?? "",
            value: asked?.values.first ?? ""
        )
    }
}
