import EngineAPI

/// Says of each volume whether it is free, and sees what becomes of it when its claim is gone.
struct VolumeController: Controller {
    private static let protection = "kubernetes.io/pv-protection"

    var component: String { "persistentvolume-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .persistentVolumes: return [change.key]
        case .persistentVolumeClaims:
            let named = [change.before, change.after].compactMap { $0?.spec("volumeName")?.text }
            let isNewOrGone = change.before == nil || change.after == nil
            let meaning =
                isNewOrGone
                ? cache.all(.persistentVolumes).filter {
                    $0.spec("claimRef").map { VolumeBinding.refers($0, to: change.object) } ?? false
                }.map(\.name) : []
            return (named + meaning).filter { !$0.isEmpty }.map { ObjectKey("", $0) }
        default: return []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let volume = cache[.persistentVolumes, key] else { return .nothing }
        let reference = volume.spec("claimRef")
        let claim = reference.flatMap { reference in
            cache[
                .persistentVolumeClaims,
                ObjectKey(reference["namespace"]?.text ?? "", reference["name"]?.text ?? "")
            ]
        }
        return Decision(Self.judge(volume, claim, at: now))
    }

    /// What becomes of a volume whose reference leads to a claim, or to none.
    static func judge(_ volume: KubeObject, _ claim: KubeObject?, at now: KubeTime) -> [Write] {
        let reference = volume.spec("claimRef")
        let isOwn =
            claim.map { claim in reference.map { VolumeBinding.refers($0, to: claim) } ?? false } ?? false
        let phase: String
        if reference == nil {
            phase = "Available"
        } else if isOwn {
            phase =
                claim?.spec("volumeName")?.text == volume.name
                ? "Bound" : volume.status("phase")?.text ?? "Available"
        } else {
            phase = reference?["uid"]?.text ?? "" == "" ? "Available" : "Released"
        }
        if volume.isBeingDeleted {
            guard phase != "Bound", volume.finalizers.contains(protection) else { return [] }
            return [.update(.persistentVolumes, volume.without(finalizer: protection))]
        }
        if phase == "Released", volume.spec("persistentVolumeReclaimPolicy")?.text == "Delete",
            volume.annotations[VolumeBinding.provisionedBy] == ClaimController.provisioner
        {
            return [.delete(.persistentVolumes, ObjectKey(volume), DeleteOptions(uid: volume.uid))]
        }
        guard volume.status("phase")?.text != phase else { return [] }
        var copy = volume
        copy["status", "phase"] = phase.json
        copy["status", "lastPhaseTransitionTime"] = now.json
        return [.status(.persistentVolumes, copy)]
    }
}
