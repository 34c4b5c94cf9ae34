import EngineAPI

/// Moves a deployment's pods from one template to the next, step by step.
///
/// A look takes one step; the change that the step makes leads to the next look. So each step shows in the status.
struct DeploymentController: Controller {
    var component: String { "deployment-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .deployments: return [change.key]
        case .replicaSets:
            var keys = [change.before?.controller, change.after?.controller]
                .compactMap { Ownership.key(ofOwner: $0, "Deployment", in: change.key.namespace) }
            if let after = change.after, after.controller == nil {
                keys += cache.keys(.deployments, in: change.key.namespace)
            }
            return keys
        case .pods:
            // Only those that wait for their old pods' end want to know.
            guard change.podBefore?.isTerminal != change.podAfter?.isTerminal,
                let owner = change.object.controller, owner.kind == "ReplicaSet",
                let set = cache[.replicaSets, ObjectKey(change.key.namespace, owner.name)],
                let key = Ownership.key(ofOwner: set.controller, "Deployment", in: change.key.namespace),
                cache[.deployments, key]?.spec("strategy")?["type"]?.text == "Recreate"
            else { return [] }
            return [key]
        default: return []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let deployment = cache[.deployments, key], !deployment.isBeingDeleted,
            let selector = SelectorIndex.selector(of: deployment)
        else { return .nothing }
        let ownership = Ownership(
            of: deployment,
            selector,
            dependents: cache.dependents(of: deployment, .replicaSets),
            loose: cache.loose(.replicaSets, in: key.namespace),
            on: .replicaSets
        )
        guard ownership.writes.isEmpty else { return Decision(ownership.writes) }
        let plan = DeploymentPlan(deployment, sets: ownership.own)
        var hasOldPods = false
        if plan.isRecreate {
            hasOldPods = plan.oldSets.contains { set in cache.pods(of: set).contains { !$0.isTerminal } }
        }
        let isEnding = cache.isEnding(key.namespace)
        return Decision(Self.step(plan, hasOldPods: hasOldPods, isEnding: isEnding, at: now))
    }

    func conclude(
        _ key: ObjectKey,
        in cache: ObjectCache,
        failure: StatusError?,
        at now: KubeTime
    ) -> Decision {
        guard let deployment = cache[.deployments, key] else { return .nothing }
        let sets = cache.dependents(of: deployment, .replicaSets).filter {
            $0.controller?.uid == deployment.uid
        }
        return DeploymentStatus(DeploymentPlan(deployment, sets: sets), at: now).decision()
    }

    /// The next step of a deployment; none when all is as it should be.
    ///
    /// Those that recreate wait while they have pods of former templates.
    static func step(
        _ plan: DeploymentPlan,
        hasOldPods: Bool = false,
        isEnding: Bool = false,
        at now: KubeTime
    ) -> [Write] {
        let status = DeploymentStatus(plan, at: now)
        if let paused = status.pausing() { return paused }
        let rollout = Rollout(plan, at: now)
        if plan.isPaused || rollout.isScaling {
            let writes = rollout.scaling()
            if !writes.isEmpty || plan.isPaused { return writes }
        }
        if let writes = rollout.adjustNewSet(), !writes.isEmpty { return writes }
        if plan.isRecreate {
            let writes = rollout.scaleDownAll()
            if !writes.isEmpty || hasOldPods { return writes }
        }
        if plan.newSet == nil { return isEnding ? [] : rollout.createNewSet() }
        let growth = rollout.scaleNewSet()
        if !growth.isEmpty { return growth }
        let shrinkage = plan.isRecreate ? [] : rollout.scaleDownOldSets()
        if !shrinkage.isEmpty { return shrinkage }
        return status.isComplete ? rollout.cleanUp() : []
    }
}
