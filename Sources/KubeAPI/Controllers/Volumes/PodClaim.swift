import EngineAPI

/// A claim behind one of a pod's volumes.
struct PodClaim: Hashable, Sendable {
    var name: String
    /// The volume that holds the claim's pattern; nil where the pod only names the claim.
    var pattern: JSON?

    /// The claims of a pod, in the order of its volumes.
    static func all(of pod: KubeObject) -> [PodClaim] {
        (pod.spec("volumes")?.elements ?? []).compactMap { volume in
            if let name = volume["persistentVolumeClaim"]?["claimName"]?.text { return PodClaim(name: name) }
            guard let pattern = volume["ephemeral"]?["volumeClaimTemplate"], let name = volume["name"]?.text
            else { return nil }
            return PodClaim(name: "\(pod.name)-\(name)", pattern: pattern)
        }
    }

    /// Whether a pod uses a claim: one that has the name of its own and isn't it doesn't count.
    static func uses(_ pod: KubeObject, _ claim: KubeObject) -> Bool {
        all(of: pod).contains {
            $0.name == claim.name && ($0.pattern == nil || problem(of: claim, ownedBy: pod) == nil)
        }
    }

    /// What is wrong where a claim has the name that the pod's own would have; nil where it is the pod's.
    static func problem(of claim: KubeObject, ownedBy pod: KubeObject) -> String? {
        if claim.controller?.uid == pod.uid { return nil }
        let place = pod.namespace ?? "default"
        return "PVC \(place)/\(claim.name) was not created for pod \(place)/\(pod.name) (pod is not owner)"
    }
}
