import EngineAPI

/// Says of each disruption budget how many of its pods may be taken away now.
struct DisruptionController: Controller {
    /// How long a pod that was to be evicted may take to be deleted.
    private static let patience = Duration.seconds(120)

    var component: String { "controllermanager" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .disruptionBudgets: return [change.key]
        case .pods:
            let namespace = change.key.namespace
            var keys: [ObjectKey] = []
            for labels in [change.podBefore?.labels, change.podAfter?.labels].compactMap({ $0 }) {
                keys += cache.selectors.selecting(labels, in: namespace, .disruptionBudgets)
            }
            return keys
        case .deployments, .replicaSets, .statefulSets, .replicationControllers:
            guard change.before?.spec("replicas") != change.after?.spec("replicas") else { return [] }
            return cache.keys(.disruptionBudgets, in: change.key.namespace)
        default: return []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let budget = cache[.disruptionBudgets, key], !budget.isBeingDeleted else { return .nothing }
        let pods =
            SelectorIndex.selector(of: budget)
            .map { cache.pods(in: key.namespace, matching: $0).filter { !$0.isTerminal } } ?? []
        return Self.judge(budget, pods, expected: Self.expected(pods, cache), at: now)
    }

    /// How many pods there should be: what their controllers ask for; nil where one of them doesn't say.
    private static func expected(_ pods: [PodFacts], _ cache: ObjectCache) -> Int? {
        var counted: Set<String> = []
        var sum = 0
        for pod in pods {
            guard let owner = pod.controller, var location = cache.location(ofUID: owner.uid) else {
                return nil
            }
            if location.shelf == .replicaSets, let above = cache[.replicaSets, location.key]?.controller,
                let place = cache.location(ofUID: above.uid)
            {
                location = place
            }
            guard let object = cache[location.shelf, location.key] else { return nil }
            guard counted.insert(object.uid).inserted else { continue }
            guard let replicas = object.spec("replicas")?.integer else { return nil }
            sum += max(0, replicas)
        }
        return sum
    }

    /// What the budget's status should say.
    static func judge(
        _ budget: KubeObject,
        _ pods: [PodFacts],
        expected: Int?,
        at now: KubeTime
    ) -> Decision {
        let total: Int
        let least: Int
        if let maximum = budget.spec("maxUnavailable") {
            total = expected ?? pods.count
            least = max(0, total - DeploymentPlan.share(maximum, of: total, roundsUp: true, or: "0"))
        } else if let minimum = budget.spec("minAvailable"), minimum.integer == nil {
            total = expected ?? pods.count
            least = DeploymentPlan.share(minimum, of: total, roundsUp: true, or: "0")
        } else {
            total = pods.count
            least = budget.spec("minAvailable")?.integer ?? 1
        }
        var decision = Decision()
        var leaving: [JSON.Member] = []
        for member in budget.status("disruptedPods")?.members ?? [] {
            guard let pod = pods.first(where: { $0.key.name == member.name }), !pod.isBeingDeleted,
                let since = member.value.text.flatMap({ KubeTime($0) }),
                since.advanced(by: patience) > now
            else { continue }
            leaving.append(member)
            decision.look(at: since.advanced(by: patience))
        }
        let healthy = pods.count { pod in
            pod.isReady && !pod.isBeingDeleted && !leaving.contains { $0.name == pod.key.name }
        }
        let allowed = total > 0 ? max(0, healthy - least) : 0
        var conditions = Conditions(budget)
        let reason = allowed > 0 ? "SufficientPods" : "InsufficientPods"
        if conditions["DisruptionAllowed"]?["reason"]?.text != reason {
            let status = allowed > 0 ? "True" : "False"
            let since =
                conditions["DisruptionAllowed"]?["status"]?.text == status
                ? conditions["DisruptionAllowed"]?["lastTransitionTime"] : now.json
            conditions.replace(
                "DisruptionAllowed",
                .of([
                    "type": "DisruptionAllowed".json, "status": status.json,
                    "observedGeneration": budget.generation.json, "lastTransitionTime": since,
                    "reason": reason.json, "message": "".json,
                ])
            )
        }
        let status = JSON.of([
            "observedGeneration": budget.generation.json,
            "disruptedPods": leaving.isEmpty ? nil : .object(leaving),
            "disruptionsAllowed": allowed.json, "currentHealthy": healthy.json, "desiredHealthy": least.json,
            "expectedPods": total.json, "conditions": conditions.json,
        ])
        decision.writes = budget.statusWrite(status, on: .disruptionBudgets)
        return decision
    }
}
