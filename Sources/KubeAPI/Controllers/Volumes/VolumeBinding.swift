import EngineAPI

/// Which volume a claim gets.
enum VolumeBinding {
    static let bound = "pv.kubernetes.io/bind-completed"
    static let boundByController = "pv.kubernetes.io/bound-by-controller"
    static let provisionedBy = "pv.kubernetes.io/provisioned-by"
    static let isDefault = "storageclass.kubernetes.io/is-default-class"

    /// Whether a claim gets its volume only when a pod that uses it has a node.
    static func waitsForPod(_ claim: KubeObject, _ cache: ObjectCache) -> Bool {
        guard let name = claim.spec("storageClassName")?.text, !name.isEmpty,
            let storageClass = cache[.storageClasses, ObjectKey("", name)]
        else { return false }
        return storageClass["volumeBindingMode"]?.text == "WaitForFirstConsumer"
    }

    /// Whether a volume is made for a claim where there is none, once its pod has a node.
    static func isMade(for claim: KubeObject, _ cache: ObjectCache) -> Bool {
        let name = claim.spec("storageClassName")?.text ?? ""
        let provisioner = cache[.storageClasses, ObjectKey("", name)]?["provisioner"]?.text ?? ""
        return !provisioner.isEmpty && provisioner != "kubernetes.io/no-provisioner"
    }

    /// Whether a volume can be had on a node.
    static func isWithinReach(_ volume: KubeObject, of node: NodeFacts) -> Bool {
        volume.spec("nodeAffinity")?["required"].map { NodeSelector.matches($0, node) } ?? true
    }

    /// The smallest free volume that has what a claim asks for; first, one that is meant for it.
    ///
    /// `node` is where it has to be within reach; nil where that doesn't matter yet.
    static func volume(
        for claim: KubeObject,
        among volumes: [KubeObject],
        on node: NodeFacts? = nil
    ) -> KubeObject? {
        let asked = size(claim.spec("resources")?["requests"]?["storage"])
        let modes = Set(claim.spec("accessModes")?.elements?.compactMap(\.text) ?? [])
        let selector = claim.spec("selector").flatMap { LabelSelector(json: $0) }
        let candidates = volumes.filter { volume in
            guard !volume.isBeingDeleted, node.map({ isWithinReach(volume, of: $0) }) ?? true else {
                return false
            }
            if let meant = volume.spec("claimRef") { return refers(meant, to: claim) }
            let phase = volume.status("phase")?.text ?? "Available"
            return phase == "Available" || phase == "Pending"
        }
        if let meant = candidates.first(where: { $0.spec("claimRef") != nil }) { return meant }
        return candidates.filter { volume in
            (volume.spec("storageClassName")?.text ?? "") == (claim.spec("storageClassName")?.text ?? "")
                && (volume.spec("volumeMode")?.text ?? "Filesystem")
                    == (claim.spec("volumeMode")?.text ?? "Filesystem")
                && modes.isSubset(of: Set(volume.spec("accessModes")?.elements?.compactMap(\.text) ?? []))
                && size(volume.spec("capacity")?["storage"]) >= asked && (selector?.matches(volume) ?? true)
        }
        .min { one, other in
            let sizes = (size(one.spec("capacity")?["storage"]), size(other.spec("capacity")?["storage"]))
            return sizes.0 == sizes.1 ? one.name < other.name : sizes.0 < sizes.1
        }
    }

    /// Whether a volume's reference names a claim.
    static func refers(_ reference: JSON, to claim: KubeObject) -> Bool {
        guard reference["name"]?.text == claim.name, reference["namespace"]?.text == claim.namespace else {
            return false
        }
        let uid = reference["uid"]?.text ?? ""
        return uid.isEmpty || uid == claim.uid
    }

    static func size(_ json: JSON?) -> Quantity { Quantity(json: json) ?? .zero }
}
