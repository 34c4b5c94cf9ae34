import EngineAPI

/// Keeps as many pods of one template as a replica set (or a replication controller) asks for.
struct ReplicaSetController: Controller {
    /// Which of the two it looks after.
    let shelf: Shelf

    static let replicaSets = ReplicaSetController(shelf: .replicaSets)
    static let replicationControllers = ReplicaSetController(shelf: .replicationControllers)

    var component: String { shelf == .replicaSets ? "replicaset-controller" : "replication-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        if change.shelf == shelf { return [change.key] }
        guard change.shelf == .pods else { return [] }
        return Ownership.keys(for: change, kind: shelf.type.kind, shelf, in: cache)
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let set = cache[shelf, key], !set.isBeingDeleted, let selector = SelectorIndex.selector(of: set)
        else { return .nothing }
        let ownership = Ownership(
            of: set,
            selector,
            dependents: cache.dependents(of: set, .pods),
            loose: cache.loose(.pods, in: key.namespace),
            on: .pods
        )
        // Who was taken in or let go counts, or doesn't, from the next look on.
        guard ownership.writes.isEmpty else { return Decision(ownership.writes) }
        let pods = cache.pods(of: set).filter { selector.matches($0.labels) }
        return Decision(
            Self.scale(set, pods, among: neighbours(of: set, cache), isEnding: cache.isEnding(key.namespace))
        )
    }

    func conclude(
        _ key: ObjectKey,
        in cache: ObjectCache,
        failure: StatusError?,
        at now: KubeTime
    ) -> Decision {
        guard let set = cache[shelf, key], let selector = SelectorIndex.selector(of: set) else {
            return .nothing
        }
        let pods = cache.pods(of: set).filter { selector.matches($0.labels) }
        return Self.status(of: set, pods, failure: failure, at: now, on: shelf)
    }

    /// How many pods of the set's whole family are on each node.
    ///
    /// Where two pods are as good, the one that has more siblings beside it goes.
    private func neighbours(of set: KubeObject, _ cache: ObjectCache) -> [String: Int] {
        let sets = set.controller.map { owner in
            cache.dependents(ofUID: owner.uid).filter { $0.shelf == shelf }.compactMap {
                cache[shelf, $0.key]
            }
        }
        var counts: [String: Int] = [:]
        for pod in (sets ?? [set]).flatMap({ cache.pods(of: $0) }) where pod.isActive && !pod.node.isEmpty {
            counts[pod.node, default: 0] += 1
        }
        return counts
    }

    // MARK: - Decisions

    /// The most pods that are made or deleted in one go.
    private static let burst = 500

    /// What brings the number of pods to what the set asks for.
    static func scale(
        _ set: KubeObject,
        _ pods: [PodFacts],
        among neighbours: [String: Int] = [:],
        isEnding: Bool = false
    ) -> [Write] {
        let active = pods.filter(\.isActive)
        let wanted = set.spec("replicas")?.integer ?? 1
        if active.count < wanted {
            guard !isEnding else { return [] }
            let pod = PodTemplate.pod(of: set, namespace: set.namespace ?? "")
            let count = min(wanted - active.count, burst)
            return [
                .createInBursts(
                    .pods,
                    Array(repeating: pod, count: count),
                    Telling(
                        set,
                        "SuccessfulCreate",
                        "Created pod: {name}",
                        failed: "FailedCreate",
                        "Error creating: {error}"
                    )
                )
            ]
        }
        let surplus = min(active.count - wanted, burst)
        guard surplus > 0 else { return [] }
        return active.sorted { DeletionOrder.isFirst($0, $1, neighbours) }.prefix(surplus).map { pod in
            .delete(
                .pods,
                pod.key,
                DeleteOptions(uid: pod.uid),
                Telling(
                    set,
                    "SuccessfulDelete",
                    "Deleted pod: {name}",
                    failed: "FailedDelete",
                    "Error deleting: {error}"
                )
            )
        }
    }

    /// What the set's status should say, and when a ready pod will count as available.
    static func status(
        of set: KubeObject,
        _ pods: [PodFacts],
        failure: StatusError?,
        at now: KubeTime,
        on shelf: Shelf
    ) -> Decision {
        let active = pods.filter(\.isActive)
        let minReady = set.spec("minReadySeconds")?.integer ?? 0
        let labels = LabelSelector(labels: KubeObject(set.spec("template") ?? .of([:])).labels)
        var conditions = Conditions(set)
        if let failure {
            let reason =
                active.count < set.spec("replicas")?.integer ?? 1 ? "FailedCreate" : "FailedDelete"
            if !conditions.isTrue("ReplicaFailure") {
                conditions.set("ReplicaFailure", "True", reason, failure.message, at: now)
            }
        } else {
            conditions.remove("ReplicaFailure")
        }
        func counted(_ count: Int) -> JSON? { count == 0 ? nil : count.json }
        let status = JSON.of([
            "replicas": active.count.json,
            "fullyLabeledReplicas": counted(active.count { labels.matches($0.labels) }),
            "readyReplicas": counted(active.count(where: \.isReady)),
            "availableReplicas": counted(active.count { $0.isAvailable(after: minReady, at: now) }),
            "observedGeneration": set.generation > 0 ? set.generation.json : nil,
            "conditions": conditions.json,
        ])
        var decision = Decision(set.statusWrite(status, on: shelf))
        if minReady > 0 {
            for pod in active {
                if let moment = pod.available(after: minReady), moment > now { decision.look(at: moment) }
            }
        }
        return decision
    }
}
