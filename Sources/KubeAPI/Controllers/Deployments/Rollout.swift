import EngineAPI

/// The steps of a rollout: each gives the writes that take it, or none where it isn't due.
struct Rollout {
    let plan: DeploymentPlan
    let now: KubeTime

    init(_ plan: DeploymentPlan, at now: KubeTime) {
        self.plan = plan
        self.now = now
    }

    // MARK: - The new set

    /// Makes the replica set of the present template.
    func createNewSet() -> [Write] {
        let deployment = plan.deployment
        let collisions = deployment.count("collisionCount")
        let hash = PodTemplate.hash(deployment.spec("template"), collisions: collisions)
        let name = "\(deployment.name)-\(hash)"
        if plan.sets.contains(where: { $0.name == name }) { return [collided()] }
        var template = KubeObject(deployment.spec("template") ?? .of([:]))
        template["metadata", "labels", DeploymentPlan.hashLabel] = hash.json
        var selector = KubeObject(deployment.spec("selector") ?? .of([:]))
        selector["matchLabels", DeploymentPlan.hashLabel] = hash.json
        let size = plan.newSize(from: 0)
        let set = KubeObject(
            .of([
                "apiVersion": "apps/v1".json, "kind": "ReplicaSet".json,
                "metadata": .of([
                    "name": name.json, "namespace": deployment.namespace?.json,
                    "labels": template["metadata", "labels"],
                    "annotations": RevisionAnnotations.forNewSet(nil, of: plan).json,
                    "ownerReferences": .array([OwnerReference.controller(deployment)]),
                ]),
                "spec": .of([
                    "replicas": size.json, "minReadySeconds": deployment.spec("minReadySeconds"),
                    "selector": selector.json, "template": template.json,
                ]),
            ])
        )
        var status = DeploymentStatus(plan, at: now)
        let message = "Created new replica set \"\(name)\""
        let telling =
            size > 0
            ? Telling(deployment, "ScalingReplicaSet", "Scaled up replica set \(name) from 0 to \(size)")
            : nil
        return [.create(.replicaSets, set, telling)]
            + status.progress("True", "NewReplicaSetCreated", message)
    }

    /// Another template has the name already: the next try has another one.
    private func collided() -> Write {
        var copy = plan.deployment
        copy["status", "collisionCount"] = (copy.count("collisionCount") + 1).json
        return .status(.deployments, copy)
    }

    /// Notes on the new set and on the deployment what revision it is; nil where there is no new set yet.
    func adjustNewSet() -> [Write]? {
        guard let set = plan.newSet else { return nil }
        let annotations = RevisionAnnotations.forNewSet(set, of: plan)
        let minReady = plan.deployment.spec("minReadySeconds")
        if annotations != set.annotations
            || minReady?.integer ?? 0 != set.spec("minReadySeconds")?.integer ?? 0
        {
            var copy = set
            copy["metadata", "annotations"] = annotations.json
            copy["spec", "minReadySeconds"] = minReady
            return [.update(.replicaSets, copy)]
        }
        if let revision = annotations[DeploymentPlan.revision],
            plan.deployment.annotations[DeploymentPlan.revision] != revision
        {
            var copy = plan.deployment
            copy["metadata", "annotations", DeploymentPlan.revision] = revision.json
            return [.update(.deployments, copy)]
        }
        var status = DeploymentStatus(plan, at: now)
        if plan.progressDeadline != nil, status.conditions["Progressing"] == nil {
            return status.progress("True", "FoundNewReplicaSet", "Found new replica set \"\(set.name)\"")
        }
        return []
    }

    /// Lets the new set grow as far as it may.
    func scaleNewSet() -> [Write] {
        guard let set = plan.newSet else { return [] }
        let size = DeploymentPlan.size(set)
        let wanted = size > plan.replicas ? plan.replicas : plan.newSize(from: size)
        return scale(set, to: size == plan.replicas ? size : wanted)
    }

    // MARK: - The old sets

    /// Makes the old sets as small as they may be: first by pods that aren't available anyway.
    func scaleDownOldSets() -> [Write] {
        let old = plan.oldSets.filter { DeploymentPlan.size($0) > 0 }
        guard !old.isEmpty else { return [] }
        let newUnavailable = plan.newSet.map { DeploymentPlan.size($0) - $0.count("availableReplicas") } ?? 0
        let least = plan.replicas - plan.maxUnavailable
        let most = plan.total - least - newUnavailable
        guard most > 0 else { return [] }
        var sizes = Dictionary(old.map { ($0.uid, DeploymentPlan.size($0)) }, uniquingKeysWith: { $1 })
        var gone = 0
        for set in old where gone < most {
            let unhealthy = max(0, DeploymentPlan.size(set) - set.count("availableReplicas"))
            let part = min(most - gone, unhealthy)
            sizes[set.uid, default: 0] -= part
            gone += part
        }
        var spare = plan.sets.reduce(0) { $0 + $1.count("availableReplicas") } - least
        for set in old where spare > 0 {
            let part = min(spare, sizes[set.uid] ?? 0)
            sizes[set.uid, default: 0] -= part
            spare -= part
        }
        return old.flatMap { scale($0, to: sizes[$0.uid] ?? 0) }
    }

    /// Ends all pods of former templates.
    func scaleDownAll() -> [Write] {
        plan.oldSets.filter { DeploymentPlan.size($0) > 0 }.flatMap { scale($0, to: 0) }
    }

    /// Deletes the oldest empty sets beyond those that are kept for going back.
    func cleanUp() -> [Write] {
        guard let limit = plan.deployment.spec("revisionHistoryLimit")?.integer, limit < Int(Int32.max) else {
            return []
        }
        let old = plan.oldSets.filter { !$0.isBeingDeleted }
        return old.sorted { DeploymentPlan.revision(of: $0) < DeploymentPlan.revision(of: $1) }
            .prefix(max(0, old.count - limit))
            .filter { set in
                DeploymentPlan.size(set) == 0 && set.count("replicas") == 0
                    && set.generation <= set.count("observedGeneration")
            }
            .map { .delete(.replicaSets, ObjectKey($0), DeleteOptions(uid: $0.uid)) }
    }

    // MARK: - Another number of replicas

    /// Whether the deployment was given another number of replicas since its sets were sized.
    var isScaling: Bool {
        plan.sets.contains { set in
            guard DeploymentPlan.size(set) > 0,
                let desired = set.annotations[DeploymentPlan.desiredReplicas].flatMap({ Int($0) })
            else { return false }
            return desired != plan.replicas
        }
    }

    /// Sizes the sets for the present number of replicas, in proportion where a rollout is under way.
    func scaling() -> [Write] {
        let active = plan.sets.filter { DeploymentPlan.size($0) > 0 }
        if active.count <= 1 {
            guard let set = active.first ?? plan.newSet ?? plan.oldSets.last else { return [] }
            return scale(set, to: plan.replicas)
        }
        if let new = plan.newSet, isSaturated(new) { return scaleDownAll() }
        guard !plan.isRecreate else { return [] }
        return proportionally(active)
    }

    private func isSaturated(_ set: KubeObject) -> Bool {
        DeploymentPlan.size(set) == plan.replicas
            && set.annotations[DeploymentPlan.desiredReplicas] == String(plan.replicas)
            && set.count("availableReplicas") == plan.replicas
    }

    private func proportionally(_ active: [KubeObject]) -> [Write] {
        let allowed = plan.replicas > 0 ? plan.replicas + plan.maxSurge : 0
        let toAdd = allowed - plan.total
        let sorted = active.enumerated().sorted { one, other in
            let sizes = (DeploymentPlan.size(one.element), DeploymentPlan.size(other.element))
            guard sizes.0 == sizes.1 else { return sizes.0 > sizes.1 }
            // Newer ones grow first, older ones shrink first.
            return toAdd > 0 ? one.offset > other.offset : one.offset < other.offset
        }
        .map(\.element)
        var added = 0
        var sizes: [Int] = sorted.map { set in
            let part = toAdd == 0 ? 0 : share(of: set, toAdd: toAdd, added: added)
            added += part
            return DeploymentPlan.size(set) + part
        }
        if toAdd != 0, !sizes.isEmpty { sizes[0] = max(0, sizes[0] + toAdd - added) }
        return zip(sorted, sizes).flatMap { scale($0, to: $1) }
    }

    private func share(of set: KubeObject, toAdd: Int, added: Int) -> Int {
        let size = DeploymentPlan.size(set)
        let left = toAdd - added
        guard left != 0 else { return 0 }
        var fraction = -size
        if plan.replicas > 0 {
            let before =
                set.annotations[DeploymentPlan.maxReplicas].flatMap { Int($0) }
                ?? plan.deployment.count("replicas")
            guard before > 0 else { return 0 }
            let wanted = Double(size) * Double(plan.replicas + plan.maxSurge) / Double(before)
            fraction = (Int(exactly: wanted.rounded()) ?? size) - size
        }
        return toAdd > 0 ? min(fraction, left) : max(fraction, left)
    }

    // MARK: - One set

    /// The write that gives a set another size, and its event; none where it has it.
    private func scale(_ set: KubeObject, to size: Int) -> [Write] {
        let old = DeploymentPlan.size(set)
        let annotations = set.annotations.merging(RevisionAnnotations.sizes(of: plan)) { $1 }
        guard size != old || annotations != set.annotations else { return [] }
        var copy = set
        copy["spec", "replicas"] = size.json
        copy["metadata", "annotations"] = annotations.json
        guard size != old else { return [.update(.replicaSets, copy)] }
        let direction = size > old ? "up" : "down"
        let message = "Scaled \(direction) replica set \(set.name) from \(old) to \(size)"
        return [.update(.replicaSets, copy, Telling(plan.deployment, "ScalingReplicaSet", message))]
    }
}
