import EngineAPI

/// Keeps one pod of a daemon set on each node that it is meant for.
struct DaemonSetController: Controller {
    var component: String { "daemonset-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .daemonSets: return [change.key]
        case .pods: return Ownership.keys(for: change, kind: "DaemonSet", .daemonSets, in: cache)
        case .controllerRevisions:
            return Ownership.keys(for: change, kind: "DaemonSet", .daemonSets, in: cache)
        case .nodes:
            let isSame =
                change.before?.json["spec"] == change.after?.json["spec"]
                && change.before?.labels == change.after?.labels
            return isSame ? [] : cache.keys(.daemonSets)
        default: return []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let set = cache[.daemonSets, key], !set.isBeingDeleted,
            let selector = SelectorIndex.selector(of: set)
        else { return .nothing }
        let ownership = Ownership(
            of: set,
            selector,
            dependents: cache.dependents(of: set, .pods),
            loose: cache.loose(.pods, in: key.namespace),
            on: .pods
        )
        guard ownership.writes.isEmpty else { return Decision(ownership.writes) }
        let history = RevisionHistory(of: set, cache)
        let revisions = history.writes
        guard revisions.isEmpty else { return Decision(revisions) }
        let plan = Self.plan(set, history, cache)
        let writes = cache.isEnding(key.namespace) ? [] : plan.step(at: now)
        guard writes.isEmpty else { return Decision(writes) }
        let hashes = Set(plan.pods.values.joined().compactMap { $0.labels[DaemonSetPlan.revisionLabel] })
        let inUse = Set(hashes.map { "\(set.name)-\($0)" }).union([history.present?.name ?? ""])
        return Decision(history.cleanUp(inUse: inUse))
    }

    func conclude(
        _ key: ObjectKey,
        in cache: ObjectCache,
        failure: StatusError?,
        at now: KubeTime
    ) -> Decision {
        guard let set = cache[.daemonSets, key], !set.isBeingDeleted else { return .nothing }
        return Self.plan(set, RevisionHistory(of: set, cache), cache).status(at: now)
    }

    private static func plan(
        _ set: KubeObject,
        _ history: RevisionHistory,
        _ cache: ObjectCache
    ) -> DaemonSetPlan {
        DaemonSetPlan(
            set,
            cache.pods(of: set).compactMap { facts in cache[.pods, facts.key].map { (facts, $0) } },
            nodes: cache.nodes,
            hash: history.present?.labels[DaemonSetPlan.revisionLabel] ?? ""
        )
    }
}
