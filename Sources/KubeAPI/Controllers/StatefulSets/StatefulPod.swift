import EngineAPI

/// One pod of a stateful set, with its claims.
struct StatefulPod {
    private let plan: StatefulSetPlan
    private let ordinal: Int
    private let name: String

    init(_ plan: StatefulSetPlan, _ ordinal: Int) {
        self.plan = plan
        self.ordinal = ordinal
        name = "\(plan.set.name)-\(ordinal)"
    }

    /// Makes its claims where they are missing, then itself.
    var creation: [Write] {
        let set = plan.set
        let claims = plan.missingClaims(name).map { claim -> Write in
            let text = "Claim \(claim.name) Pod \(name) in StatefulSet \(set.name)"
            return .create(
                .persistentVolumeClaims,
                claim,
                Telling(
                    set,
                    "SuccessfulCreate",
                    "create \(text) success",
                    failed: "FailedCreate",
                    "create \(text) failed error: {error}"
                )
            )
        }
        return claims + [
            .create(
                .pods,
                pod,
                Telling(
                    set,
                    "SuccessfulCreate",
                    "create Pod \(name) in StatefulSet \(set.name) successful",
                    failed: "FailedCreate",
                    "create Pod \(name) in StatefulSet \(set.name) failed error: {error}"
                )
            )
        ]
    }

    /// Below the partition, pods stay at (and come back in) the revision that the others have left.
    private var revision: String {
        plan.isRolling && ordinal < plan.ordinals.lowerBound + plan.partition ? plan.current : plan.update
    }

    private var pod: KubeObject {
        let set = plan.set
        var owner = set
        if revision != plan.update, let old = plan.history.revisions.first(where: { $0.name == revision }) {
            owner["spec", "template"] = RevisionHistory.template(of: old)
        }
        var pod = PodTemplate.pod(of: owner, namespace: set.namespace ?? "")
        pod["metadata", "name"] = name.json
        var labels = pod.labels
        labels[StatefulSetPlan.revisionLabel] = revision
        labels["statefulset.kubernetes.io/pod-name"] = name
        labels["apps.kubernetes.io/pod-index"] = String(ordinal)
        pod["metadata", "labels"] = labels.json
        pod["spec", "hostname"] = name.json
        pod["spec", "subdomain"] = set.spec("serviceName")
        let templates = set.spec("volumeClaimTemplates")?.elements ?? []
        let claimed = templates.compactMap { $0["metadata"]?["name"]?.text }
        let others = (pod.spec("volumes")?.elements ?? []).filter {
            !claimed.contains($0["name"]?.text ?? "")
        }
        let volumes =
            claimed.map { claim in
                JSON.of([
                    "name": claim.json, "persistentVolumeClaim": .of(["claimName": "\(claim)-\(name)".json]),
                ])
            } + others
        pod["spec", "volumes"] = volumes.isEmpty ? nil : .array(volumes)
        return pod
    }

    /// The claims of a pod that goes because there are to be fewer, where these are to go with it.
    static func scaledDownClaims(of plan: StatefulSetPlan, _ pod: PodFacts) -> [Write] {
        guard plan.set.spec("persistentVolumeClaimRetentionPolicy")?["whenScaled"]?.text == "Delete" else {
            return []
        }
        return plan.claimNames(pod.key.name)
            .map { .delete(.persistentVolumeClaims, ObjectKey(pod.key.namespace, $0), DeleteOptions()) }
    }
}

extension StatefulSetPlan {
    func claimNames(_ pod: String) -> [String] {
        (set.spec("volumeClaimTemplates")?.elements ?? [])
            .compactMap { $0["metadata"]?["name"]?.text.map { "\($0)-\(pod)" } }
    }

    /// The claims that a pod needs and that aren't there.
    func missingClaims(_ pod: String) -> [KubeObject] {
        let labels = SelectorIndex.selector(of: set)?.requirements.filter { $0.values.count == 1 }
            .map { ($0.key, $0.values[0]) }
        return (set.spec("volumeClaimTemplates")?.elements ?? []).compactMap { template in
            guard let name = template["metadata"]?["name"]?.text, !claims.contains("\(name)-\(pod)") else {
                return nil
            }
            var claim = KubeObject(template)
            claim["apiVersion"] = "v1".json
            claim["kind"] = "PersistentVolumeClaim".json
            claim["status"] = nil
            claim["metadata", "name"] = "\(name)-\(pod)".json
            claim["metadata", "namespace"] = set.namespace?.json
            claim["metadata", "creationTimestamp"] = nil
            let own = Dictionary(labels ?? [], uniquingKeysWith: { $1 })
            claim["metadata", "labels"] = claim.labels.merging(own) { $1 }.json
            if set.spec("persistentVolumeClaimRetentionPolicy")?["whenDeleted"]?.text == "Delete" {
                claim["metadata", "ownerReferences"] = .array([OwnerReference.controller(set)])
            }
            return claim
        }
    }
}
