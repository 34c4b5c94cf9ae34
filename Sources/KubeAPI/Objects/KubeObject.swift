public import EngineAPI

/// A Kubernetes object: its JSON, and what every object has in it.
///
/// Objects stay JSON throughout, as they came: what no part of ours knows is kept and shown again.
public struct KubeObject: Hashable, Sendable {
    /// The whole object, with `apiVersion`, `kind` and `metadata`.
    public var json: JSON

    public init(_ json: JSON) { self.json = json }

    /// The value at a path of member names; setting makes the objects on the way, setting nil removes the member.
    public subscript(path: String...) -> JSON? {
        get { json.value(at: path[...]) }
        set { json.set(newValue, at: path[...]) }
    }

    public var apiVersion: String { self["apiVersion"]?.text ?? "" }
    public var kind: String { self["kind"]?.text ?? "" }
    public var name: String { self["metadata", "name"]?.text ?? "" }
    /// The namespace; nil for what lies in none.
    public var namespace: String? { self["metadata", "namespace"]?.text }
    public var uid: String { self["metadata", "uid"]?.text ?? "" }
    /// The store's version of the object; 0 before it is stored.
    public var resourceVersion: Int { self["metadata", "resourceVersion"]?.text.flatMap { Int($0) } ?? 0 }
    public var generation: Int { self["metadata", "generation"]?.integer ?? 0 }
    public var labels: [String: String] { Self.strings(self["metadata", "labels"]) }
    public var annotations: [String: String] { Self.strings(self["metadata", "annotations"]) }
    public var finalizers: [String] { self["metadata", "finalizers"]?.elements?.compactMap(\.text) ?? [] }
    /// Whether its deletion has begun.
    public var isBeingDeleted: Bool { self["metadata", "deletionTimestamp"]?.text != nil }

    private static func strings(_ json: JSON?) -> [String: String] {
        Dictionary((json?.members ?? []).map { ($0.name, $0.value.text ?? "") }) { first, _ in first }
    }
}

extension JSON {
    /// The value at a path of member names; nil where there is none.
    public func value(at path: ArraySlice<String>) -> JSON? {
        guard let name = path.first else { return self }
        return self[name]?.value(at: path.dropFirst())
    }

    /// Puts a value at a path of member names, making the objects on the way; nil removes the member.
    ///
    /// A member that is there keeps its place. What stands on the way and is no object is replaced by one.
    public mutating func set(_ value: JSON?, at path: ArraySlice<String>) {
        guard let name = path.first else {
            if let value { self = value }
            return
        }
        var members = self.members ?? []
        let index = members.firstIndex { $0.name == name }
        if path.count == 1 {
            switch (index, value) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name, value))
            case (nil, nil): return
            }
        } else if let index {
            // Taken out while it changes, so that nothing is copied.
            var inner = members[index].value
            members[index].value = .null
            inner.set(value, at: path.dropFirst())
            members[index].value = inner
        } else {
            guard value != nil else { return }
            var inner = JSON.object([])
            inner.set(value, at: path.dropFirst())
            members.append(Member(name, inner))
        }
        self = .object(members)
    }
}
