import EngineAPI

/// Keeps a stateful set's pods: each with its name, its place in the order, and its claims.
struct StatefulSetController: Controller {
    var component: String { "statefulset-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .statefulSets: [change.key]
        case .pods: Ownership.keys(for: change, kind: "StatefulSet", .statefulSets, in: cache)
        case .controllerRevisions:
            Ownership.keys(for: change, kind: "StatefulSet", .statefulSets, in: cache)
        default: []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let set = cache[.statefulSets, key], !set.isBeingDeleted,
            let selector = SelectorIndex.selector(of: set)
        else { return .nothing }
        let ownership = Ownership(
            of: set,
            selector,
            dependents: cache.dependents(of: set, .pods),
            loose: cache.loose(.pods, in: key.namespace)
                .filter { StatefulSetPlan.ordinal(of: $0.name, in: set.name) != nil },
            on: .pods
        )
        guard ownership.writes.isEmpty else { return Decision(ownership.writes) }
        let history = RevisionHistory(of: set, cache)
        let revisions = history.writes
        guard revisions.isEmpty else { return Decision(revisions) }
        let plan = plan(set, cache)
        let writes = cache.isEnding(key.namespace) ? [] : plan.step(at: now)
        guard writes.isEmpty else { return Decision(writes) }
        let inUse = Set(plan.pods.values.compactMap { $0.labels[StatefulSetPlan.revisionLabel] })
        return Decision(history.cleanUp(inUse: inUse.union([plan.update, plan.current])))
    }

    func conclude(
        _ key: ObjectKey,
        in cache: ObjectCache,
        failure: StatusError?,
        at now: KubeTime
    ) -> Decision {
        guard let set = cache[.statefulSets, key], !set.isBeingDeleted else { return .nothing }
        return plan(set, cache).status(at: now)
    }

    private func plan(_ set: KubeObject, _ cache: ObjectCache) -> StatefulSetPlan {
        var plan = StatefulSetPlan(set, cache.pods(of: set), RevisionHistory(of: set, cache))
        let namespace = set.namespace ?? ""
        for ordinal in plan.ordinals where plan.pods[ordinal] == nil {
            for name in plan.claimNames("\(set.name)-\(ordinal)")
            where cache[.persistentVolumeClaims, ObjectKey(namespace, name)] != nil {
                plan.claims.insert(name)
            }
        }
        return plan
    }
}
