import EngineAPI

/// Gives each claim a volume: one that is there and fits, or one that is made for it; holds it while pods use it.
struct ClaimController: Controller {
    /// Who makes the volumes of the class that every cluster has.
    static let provisioner = "slidectl/engine-volume"
    private static let protection = "kubernetes.io/pvc-protection"
    private static let defaultClass = "standard"

    var component: String { "persistentvolume-controller" }
    /// The look without a claim sees to it that there is a default class.
    var initialKeys: [ObjectKey] { [ObjectKey("", "")] }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .persistentVolumeClaims: return [change.key]
        case .persistentVolumes:
            let references = [change.before, change.after].compactMap { $0?.spec("claimRef") }
            let meant = references.map { ObjectKey($0["namespace"]?.text ?? "", $0["name"]?.text ?? "") }
            return change.before == nil || change.after?.spec("claimRef") == nil
                ? meant + pending(cache) : meant
        case .storageClasses: return pending(cache)
        case .pods:
            // Who used a claim ended, or who wants one has a node.
            let isEnd = change.podAfter?.isTerminal ?? true
            guard isEnd || change.podBefore?.node != change.podAfter?.node else { return [] }
            return PodClaim.all(of: change.object).map { ObjectKey(change.key.namespace, $0.name) }
        default: return []
        }
    }

    private func pending(_ cache: ObjectCache) -> [ObjectKey] {
        cache.all(.persistentVolumeClaims).filter { $0.status("phase")?.text != "Bound" }.map {
            ObjectKey($0)
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        if key.name.isEmpty {
            return Decision(cache.all(.storageClasses).isEmpty ? [Self.standardClass] : [])
        }
        guard let claim = cache[.persistentVolumeClaims, key] else { return .nothing }
        let users = cache.keys(.pods, in: key.namespace).filter { pod in
            guard let facts = cache.pod(pod), !facts.isTerminal, let object = cache[.pods, pod] else {
                return false
            }
            return PodClaim.uses(object, claim)
        }
        if claim.isBeingDeleted {
            guard users.isEmpty, claim.finalizers.contains(Self.protection) else { return .nothing }
            return Decision([.update(.persistentVolumeClaims, claim.without(finalizer: Self.protection))])
        }
        let nodes = users.compactMap { cache.pod($0)?.node }.filter { !$0.isEmpty }
        return Decision(bind(claim, usedOn: nodes.first, cache))
    }

    // MARK: - Binding

    /// `node` is where a pod that uses the claim has been put; nil where none has.
    private func bind(_ claim: KubeObject, usedOn node: String?, _ cache: ObjectCache) -> [Write] {
        if let name = claim.spec("volumeName")?.text, !name.isEmpty {
            return confirm(claim, cache[.persistentVolumes, ObjectKey("", name)])
        }
        if claim.spec("storageClassName") == nil, let standard = Self.defaultClass(cache) {
            var copy = claim
            copy["spec", "storageClassName"] = standard.name.json
            return [.update(.persistentVolumeClaims, copy)]
        }
        if claim.status("phase") == nil {
            return claim.statusWrite(.of(["phase": "Pending".json]), on: .persistentVolumeClaims)
        }
        let waits = VolumeBinding.waitsForPod(claim, cache)
        if waits, node == nil {
            return [
                tell(
                    claim,
                    "WaitForFirstConsumer",
                    "waiting for first consumer to be created before binding"
                )
            ]
        }
        let place = waits ? cache.nodes.first { $0.name == node } : nil
        let volumes = cache.all(.persistentVolumes)
        if let volume = VolumeBinding.volume(for: claim, among: volumes, on: place) {
            return join(claim, volume)
        }
        return provision(claim, cache)
    }

    /// The two halves of a bond: the volume names the claim, the claim the volume.
    private func join(_ claim: KubeObject, _ volume: KubeObject) -> [Write] {
        var writes: [Write] = []
        if volume.spec("claimRef")?["uid"]?.text != claim.uid {
            var copy = volume
            copy["spec", "claimRef"] = .of([
                "apiVersion": "v1".json, "kind": "PersistentVolumeClaim".json, "name": claim.name.json,
                "namespace": claim.namespace?.json, "uid": claim.uid.json,
                "resourceVersion": claim["metadata", "resourceVersion"],
            ])
            if volume.spec("claimRef") == nil {
                copy["metadata", "annotations", VolumeBinding.boundByController] = "yes".json
            }
            writes.append(.update(.persistentVolumes, copy))
        }
        var copy = claim
        copy["spec", "volumeName"] = volume.name.json
        copy["metadata", "annotations", VolumeBinding.bound] = "yes".json
        copy["metadata", "annotations", VolumeBinding.boundByController] = "yes".json
        return writes + [.update(.persistentVolumeClaims, copy)]
    }

    /// A claim that names its volume: bound if the volume is there and is its own.
    private func confirm(_ claim: KubeObject, _ volume: KubeObject?) -> [Write] {
        guard let volume else {
            guard claim.annotations[VolumeBinding.bound] != nil else {
                return claim.statusWrite(.of(["phase": "Pending".json]), on: .persistentVolumeClaims)
            }
            let message = "Bound claim has lost its PersistentVolume. Data on the volume is lost!"
            let writes = claim.statusWrite(.of(["phase": "Lost".json]), on: .persistentVolumeClaims)
            return writes.isEmpty ? [] : writes + [tell(claim, "ClaimLost", message, .warning)]
        }
        if let reference = volume.spec("claimRef"), !VolumeBinding.refers(reference, to: claim) {
            let message = "volume \"\(volume.name)\" already bound to a different claim."
            return [tell(claim, "FailedBinding", message, .warning)]
        }
        if volume.spec("claimRef")?["uid"]?.text != claim.uid || claim.annotations[VolumeBinding.bound] == nil
        {
            return join(claim, volume)
        }
        if let grown = Self.grown(volume, for: claim) { return [.update(.persistentVolumes, grown)] }
        let status = JSON.of([
            "phase": "Bound".json, "accessModes": volume.spec("accessModes"),
            "capacity": volume.spec("capacity"),
        ])
        return claim.statusWrite(status, on: .persistentVolumeClaims)
    }

    /// One of our own volumes with the size that its claim asks for by now; nil where it has that.
    private static func grown(_ volume: KubeObject, for claim: KubeObject) -> KubeObject? {
        guard volume.annotations[VolumeBinding.provisionedBy] == provisioner,
            let wanted = Quantity(json: claim.spec("resources")?["requests"]?["storage"]),
            let size = Quantity(json: volume.spec("capacity")?["storage"]), wanted > size
        else { return nil }
        var copy = volume
        copy["spec", "capacity", "storage"] = wanted.text.json
        return copy
    }

    // MARK: - Making volumes

    private func provision(_ claim: KubeObject, _ cache: ObjectCache) -> [Write] {
        let name = claim.spec("storageClassName")?.text ?? ""
        guard !name.isEmpty else {
            let message = "no persistent volumes available for this claim and no storage class is set"
            return [tell(claim, "FailedBinding", message)]
        }
        guard let storageClass = cache[.storageClasses, ObjectKey("", name)] else {
            return [
                tell(
                    claim,
                    "ProvisioningFailed",
                    "storageclass.storage.k8s.io \"\(name)\" not found",
                    .warning
                )
            ]
        }
        let provisioner = storageClass["provisioner"]?.text ?? ""
        guard provisioner == Self.provisioner else {
            let message =
                "Waiting for a volume to be created either by the external provisioner '\(provisioner)' or manually "
                + "by the system administrator. If volume creation is delayed, please verify that the provisioner "
                + "is running and correctly registered."
            return [tell(claim, "ExternalProvisioning", message)]
        }
        let volume = "pvc-\(claim.uid)"
        return [
            .create(
                .persistentVolumes,
                KubeObject(
                    .of([
                        "apiVersion": "v1".json, "kind": "PersistentVolume".json,
                        "metadata": .of([
                            "name": volume.json,
                            "annotations": .of([VolumeBinding.provisionedBy: provisioner.json]),
                        ]),
                        "spec": .of([
                            "accessModes": claim.spec("accessModes"),
                            "capacity": .of(["storage": claim.spec("resources")?["requests"]?["storage"]]),
                            "claimRef": .of([
                                "apiVersion": "v1".json, "kind": "PersistentVolumeClaim".json,
                                "name": claim.name.json, "namespace": claim.namespace?.json,
                                "uid": claim.uid.json,
                                "resourceVersion": claim["metadata", "resourceVersion"],
                            ]),
                            "hostPath": .of([
                                "path": "/var/lib/slidectl/volumes/\(claim.namespace ?? "")/\(claim.name)"
                                    .json,
                                "type": "".json,
                            ]),
                            "persistentVolumeReclaimPolicy": storageClass["reclaimPolicy"] ?? "Delete".json,
                            "storageClassName": name.json, "volumeMode": claim.spec("volumeMode"),
                        ]),
                    ])
                )
            ),
            tell(
                claim,
                "ProvisioningSucceeded",
                "Successfully provisioned volume \(volume) using \(provisioner)"
            ),
        ]
    }

    private static func defaultClass(_ cache: ObjectCache) -> KubeObject? {
        cache.all(.storageClasses).first { $0.annotations[VolumeBinding.isDefault] == "true" }
    }

    private static var standardClass: Write {
        .create(
            .storageClasses,
            KubeObject(
                .of([
                    "apiVersion": "storage.k8s.io/v1".json, "kind": "StorageClass".json,
                    "metadata": .of([
                        "name": defaultClass.json,
                        "annotations": .of([VolumeBinding.isDefault: "true".json]),
                    ]),
                    "provisioner": provisioner.json, "reclaimPolicy": "Delete".json,
                    "volumeBindingMode": "Immediate".json,
                ])
            )
        )
    }

    private func tell(
        _ claim: KubeObject,
        _ reason: String,
        _ message: String,
        _ severity: EventRecorder.Severity = .normal
    ) -> Write {
        .tell(
            EventNote(
                object: EventNote.reference(to: claim),
                severity: severity,
                reason: reason,
                message: message
            )
        )
    }
}
