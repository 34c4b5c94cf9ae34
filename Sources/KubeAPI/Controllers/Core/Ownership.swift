import EngineAPI

/// What an object that makes others looks after: what is its own, what it takes in, what it lets go.
struct Ownership: Hashable, Sendable {
    /// Its own that its selector means.
    var own: [KubeObject] = []
    /// The writes by which it takes in what nobody looks after, and lets go of what its selector no longer means.
    var writes: [Write] = []

    /// Sorts what has the owner as its controller (`dependents`), and what has none (`loose`).
    init(
        of owner: KubeObject,
        _ selector: LabelSelector,
        dependents: [KubeObject],
        loose: [KubeObject],
        on shelf: Shelf
    ) {
        for object in dependents where object.controller?.uid == owner.uid {
            if selector.matches(object) {
                own.append(object)
            } else if !object.isBeingDeleted, !owner.isBeingDeleted {
                var copy = object
                let left = (object.json["metadata"]?["ownerReferences"]?.elements ?? [])
                    .filter { $0["uid"]?.text != owner.uid }
                copy["metadata", "ownerReferences"] = left.isEmpty ? nil : .array(left)
                writes.append(.update(shelf, copy))
            }
        }
        guard !owner.isBeingDeleted, !selector.isEmpty else { return }
        for object in loose where selector.matches(object) && !object.isBeingDeleted {
            if shelf == .pods, PodFacts(object).isTerminal { continue }
            var copy = object
            let references = object.json["metadata"]?["ownerReferences"]?.elements ?? []
            copy["metadata", "ownerReferences"] = .array(references + [OwnerReference.controller(owner)])
            writes.append(.update(shelf, copy))
        }
    }

    /// What owns an object, of a type, where it is still there.
    static func key(
        ofOwner reference: OwnerReference?,
        _ kind: String,
        in namespace: String
    ) -> ObjectKey? {
        guard let reference, reference.kind == kind else { return nil }
        return ObjectKey(namespace, reference.name)
    }

    /// What to look at after a pod's change: its controller, before and after; without one, who might take it in.
    static func keys(
        for change: ObjectChange,
        kind: String,
        _ shelf: Shelf,
        in cache: ObjectCache
    ) -> [ObjectKey] {
        let namespace = change.key.namespace
        var keys: [ObjectKey] = []
        for reference in [change.before?.controller, change.after?.controller] {
            if let key = key(ofOwner: reference, kind, in: namespace), keys.last != key { keys.append(key) }
        }
        if let after = change.after, after.controller == nil,
            change.before?.labels != after.labels
                || change.before?.controller != nil
        {
            keys += cache.selectors.selecting(after.labels, in: namespace, shelf)
        }
        return keys
    }
}
