import EngineAPI

/// Deletes what has lost its owners, and sees a deletion with a say about dependents through.
struct GarbageCollector: Controller {
    static let foreground = "foregroundDeletion"
    static let orphan = "orphan"

    var component: String { "garbage-collector" }

    /// An object's place, as a key: the type's number stands before the namespace.
    static func key(_ location: ObjectCache.Location) -> ObjectKey {
        ObjectKey("\(location.shelf.index)/\(location.key.namespace)", location.key.name)
    }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        let own = Self.key(.init(shelf: change.shelf, key: change.key))
        guard let after = change.after else {
            guard let before = change.before else { return [] }
            // Who waits for this one's end, and who has lost an owner by it.
            return Self.blocked(by: before, cache)
                + cache.dependents(ofUID: before.uid).map(Self.key)
        }
        let owners = change.before?.owners ?? []
        var keys: [ObjectKey] = []
        if after.isBeingDeleted, !after.finalizers.isEmpty { keys.append(own) }
        if after.owners != owners {
            keys.append(own)
            keys += Self.blocked(by: change.before ?? after, cache)
        }
        return keys
    }

    /// The owners that are being deleted only after an object.
    private static func blocked(by object: KubeObject, _ cache: ObjectCache) -> [ObjectKey] {
        object.owners.compactMap { cache.location(ofUID: $0.uid) }
            .filter { cache[$0.shelf, $0.key]?.isBeingDeleted ?? false }
            .map(key)
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        let parts = key.namespace.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), cache.shelves.indices.contains(index) else {
            return .nothing
        }
        let shelf = cache.shelves[index]
        guard let object = cache[shelf, ObjectKey(String(parts[1]), key.name)] else { return .nothing }
        if object.isBeingDeleted {
            let dependents = cache.dependents(ofUID: object.uid).sorted {
                ($0.shelf.index, $0.key) < ($1.shelf.index, $1.key)
            }
            let stay = Self.stay(of: object, cache).flatMap { $0 > now ? $0 : nil }
            if object.finalizers.contains(Self.orphan) {
                let writes = stay == nil ? Self.release(object, shelf, dependents, cache) : []
                return Decision(writes, lookAgain: stay)
            }
            if object.finalizers.contains(Self.foreground) {
                let writes = Self.deleteFirst(object, shelf, dependents, cache, mayGo: stay == nil)
                return Decision(writes, lookAgain: stay)
            }
            return .nothing
        }
        let owners = object.owners
        guard !owners.isEmpty else { return .nothing }
        let missing = owners.filter { cache.location(ofUID: $0.uid) == nil }
        return Decision(missing.isEmpty ? [] : [.collect(shelf, object, missing: missing)])
    }

    /// Until when an object stays at least that its owner makes anew; nil for one that goes for good.
    ///
    /// `kubectl delete` looks again after its request before it watches: one that has gone and come back by then is waited
    /// for without end. In a cluster that isn't all in memory it takes so long anyway.
    private static func stay(of object: KubeObject, _ cache: ObjectCache) -> KubeTime? {
        guard let owner = object.owners.first(where: \.isController),
            let location = cache.location(ofUID: owner.uid),
            let found = cache[location.shelf, location.key], !found.isBeingDeleted
        else { return nil }
        let begun = object["metadata", "deletionTimestamp"]?.text.flatMap { KubeTime($0) }
        // That moment is of whole seconds.
        return begun?.advanced(by: .seconds(2))
    }

    /// Takes a deleted owner off its dependents, then lets it go.
    private static func release(
        _ owner: KubeObject,
        _ shelf: Shelf,
        _ dependents: [ObjectCache.Location],
        _ cache: ObjectCache
    ) -> [Write] {
        var writes: [Write] = []
        for location in dependents {
            guard let dependent = cache[location.shelf, location.key] else { continue }
            writes.append(.update(location.shelf, dependent.without(owners: [owner.uid])))
        }
        return writes + [.update(shelf, owner.without(finalizer: orphan))]
    }

    /// Deletes the dependents of an owner; when those that it waits for are gone, lets it go, if it may.
    private static func deleteFirst(
        _ owner: KubeObject,
        _ shelf: Shelf,
        _ dependents: [ObjectCache.Location],
        _ cache: ObjectCache,
        mayGo: Bool
    ) -> [Write] {
        var writes: [Write] = []
        var isBlocked = !mayGo
        for location in dependents {
            guard let dependent = cache[location.shelf, location.key] else { continue }
            if dependent.owners.contains(where: { $0.uid == owner.uid && $0.blocksDeletion }) {
                isBlocked = true
            }
            guard !dependent.isBeingDeleted else { continue }
            // Its own dependents go before it, too.
            let options = DeleteOptions(
                propagation: cache.dependents(ofUID: dependent.uid).isEmpty ? .background : .foreground,
                uid: dependent.uid
            )
            writes.append(.delete(location.shelf, location.key, options))
        }
        if !isBlocked { writes.append(.update(shelf, owner.without(finalizer: foreground))) }
        return writes
    }
}

extension KubeObject {
    /// The object without some of its owners.
    func without(owners uids: Set<String>) -> KubeObject {
        var copy = self
        let left = (json["metadata"]?["ownerReferences"]?.elements ?? [])
            .filter { !uids.contains($0["uid"]?.text ?? "") }
        copy["metadata", "ownerReferences"] = left.isEmpty ? nil : .array(left)
        return copy
    }
}
