import EngineAPI

/// Makes the claims whose pattern stands in a pod's volumes: `POD-VOLUME`, which is the pod's own and goes with it.
struct EphemeralClaimController: Controller {
    var component: String { "ephemeral_volume" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .pods where change.before == nil:
            return PodClaim.all(of: change.object).contains { $0.pattern != nil } ? [change.key] : []
        case .persistentVolumeClaims where change.after == nil:
            // It is made again as long as its pod is there, or now that nobody else has its name.
            return cache.keys(.pods, in: change.key.namespace).filter { key in
                cache[.pods, key].map(PodClaim.all)?.contains {
                    $0.pattern != nil && $0.name == change.key.name
                } ?? false
            }
        default: return []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let pod = cache[.pods, key], !pod.isBeingDeleted else { return .nothing }
        return Decision(
            PodClaim.all(of: pod).compactMap { wanted in
                guard let pattern = wanted.pattern else { return nil }
                guard let claim = cache[.persistentVolumeClaims, ObjectKey(key.namespace, wanted.name)] else {
                    return create(wanted.name, pattern, for: pod)
                }
                return PodClaim.problem(of: claim, ownedBy: pod).map {
                    .tell(Self.note(pod, wanted.name, $0))
                }
            }
        )
    }

    private func create(_ name: String, _ pattern: JSON, for pod: KubeObject) -> Write {
        let claim = KubeObject(
            .of([
                "apiVersion": "v1".json, "kind": "PersistentVolumeClaim".json,
                "metadata": .of([
                    "name": name.json, "namespace": pod.namespace?.json,
                    "labels": pattern["metadata"]?["labels"],
                    "annotations": pattern["metadata"]?["annotations"],
                    "ownerReferences": .array([OwnerReference.controller(pod)]),
                ]), "spec": pattern["spec"],
            ])
        )
        var telling = Telling(pod, "", "")
        telling.done = nil
        telling.failed = Self.note(pod, name, "create PVC \(name): {error}")
        return .create(.persistentVolumeClaims, claim, telling)
    }

    private static func note(_ pod: KubeObject, _ claim: String, _ why: String) -> EventNote {
        EventNote(
            object: EventNote.reference(to: pod),
            severity: .warning,
            reason: "FailedBinding",
            message: "ephemeral volume \(claim.dropFirst(pod.name.count + 1)): \(why)"
        )
    }
}
