import EngineAPI

/// Whether a pod can have its volumes, as the scheduler asks before it gives the pod a node.
struct PodVolumes {
    /// Why a pod has to wait for another one's end, in the scheduler's words.
    static let taken =
        "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode"

    private let pod: KubeObject
    private let namespace: String
    private let cache: ObjectCache
    private let claims: [PodClaim]

    init(_ pod: KubeObject, _ facts: PodFacts, _ cache: ObjectCache) {
        (self.pod, namespace, self.cache) = (pod, facts.key.namespace, cache)
        claims = PodClaim.all(of: pod)
    }

    private func stored(_ wanted: PodClaim) -> KubeObject? {
        cache[.persistentVolumeClaims, ObjectKey(namespace, wanted.name)]
    }

    /// What is wrong with the claims on whatever node; nil where nothing is.
    var problem: String? {
        for wanted in claims {
            let name = wanted.name
            guard let claim = stored(wanted) else {
                return wanted.pattern == nil
                    ? "persistentvolumeclaim \"\(name)\" not found"
                    : "waiting for ephemeral volume controller to create the persistentvolumeclaim \"\(name)\""
            }
            if claim.isBeingDeleted { return "persistentvolumeclaim \"\(name)\" is being deleted" }
            if wanted.pattern != nil, let problem = PodClaim.problem(of: claim, ownedBy: pod) {
                return problem
            }
            if !Self.isBound(claim), !VolumeBinding.waitsForPod(claim, cache) {
                return "pod has unbound immediate PersistentVolumeClaims"
            }
        }
        return nil
    }

    /// Whether another pod has a node already and a claim that only one pod may have.
    var hasTakenClaim: Bool {
        let sole = claims.filter { wanted in
            let modes = stored(wanted)?.spec("accessModes")?.elements ?? []
            return modes.contains("ReadWriteOncePod".json)
        }.map(\.name)
        guard !sole.isEmpty else { return false }
        return cache.keys(.pods, in: namespace).contains { key in
            guard let other = cache.pod(key), !other.node.isEmpty, !other.isTerminal,
                let object = cache[.pods, key]
            else { return false }
            return object.uid != pod.uid && PodClaim.all(of: object).contains { sole.contains($0.name) }
        }
    }

    /// Why the volumes can't be had on a node.
    func refusal(_ node: NodeFacts) -> Placement.Refusal? {
        var unbound: [KubeObject] = []
        for claim in claims.compactMap(stored) {
            guard Self.isBound(claim) else {
                unbound.append(claim)
                continue
            }
            let name = claim.spec("volumeName")?.text ?? ""
            guard let volume = cache[.persistentVolumes, ObjectKey("", name)] else { continue }
            if !VolumeBinding.isWithinReach(volume, of: node) {
                return .init(["node(s) had volume node affinity conflict"])
            }
        }
        var free = unbound.isEmpty ? [] : cache.all(.persistentVolumes)
        for claim in unbound {
            if let volume = VolumeBinding.volume(for: claim, among: free, on: node) {
                free.removeAll { $0.name == volume.name }
            } else if !VolumeBinding.isMade(for: claim, cache) {
                return .init(["node(s) didn't find available persistent volumes to bind"])
            }
        }
        return nil
    }

    private static func isBound(_ claim: KubeObject) -> Bool {
        !(claim.spec("volumeName")?.text ?? "").isEmpty
    }
}
