/// The objects of one type: by namespace and name, and listed in that order.
struct ObjectTable: Sendable {
    /// Objects that lie in no namespace are in the one without a name.
    private var objects: [String: [String: StoredObject]] = [:]
    /// The names of a namespace in order, as long as none came or went.
    private var order: [String: [String]] = [:]
    private(set) var count = 0

    subscript(namespace: String, name: String) -> StoredObject? { objects[namespace]?[name] }

    mutating func put(_ object: StoredObject, namespace: String, name: String) {
        if objects[namespace, default: [:]].updateValue(object, forKey: name) == nil {
            count += 1
            order[namespace] = nil
        }
    }

    mutating func remove(namespace: String, name: String) {
        guard objects[namespace]?.removeValue(forKey: name) != nil else { return }
        count -= 1
        order[namespace] = nil
        if objects[namespace]?.isEmpty ?? false { objects[namespace] = nil }
    }

    /// All objects of a namespace in the order of their names; nil: of all, in the order of these first.
    mutating func sorted(in namespace: String?) -> [KubeObject] {
        guard let namespace else { return objects.keys.sorted().flatMap { sorted(in: $0) } }
        guard let named = objects[namespace] else { return [] }
        let names = order[namespace] ?? named.keys.sorted()
        order[namespace] = names
        return names.compactMap { named[$0]?.object }
    }

    /// All objects of a namespace, in any order; nil: of all.
    func all(in namespace: String?) -> [KubeObject] {
        if let namespace { return objects[namespace]?.values.map(\.object) ?? [] }
        return objects.values.flatMap { $0.values.map(\.object) }
    }
}
