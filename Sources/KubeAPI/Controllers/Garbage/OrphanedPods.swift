import EngineAPI

/// Takes away pods that were bound to a node that isn't there: no kubelet will ever run or end them.
///
/// Kubernetes waits for 40 seconds from a look that it takes every 20, so that a node has time to come.
struct OrphanedPods: Controller {
    private static let patience = Duration.seconds(60)

    var component: String { "pod-garbage-collector" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        guard change.shelf == .pods, let pod = change.podAfter, Self.isLost(pod, change.object, cache)
        else { return [] }
        return change.podBefore?.node == pod.node ? [] : [change.key]
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let pod = cache[.pods, key], let facts = cache.pod(key), Self.isLost(facts, pod, cache) else {
            return .nothing
        }
        let bound = pod.condition("PodScheduled")?["lastTransitionTime"]?.text.flatMap { KubeTime($0) }
        let end = (bound ?? facts.created ?? now).advanced(by: Self.patience)
        guard end <= now else { return Decision(lookAgain: end) }
        return Decision([.delete(.pods, key, DeleteOptions(gracePeriodSeconds: 0, uid: pod.uid))])
    }

    /// Whether nobody has taken the pod, and nobody is there who could.
    private static func isLost(_ pod: PodFacts, _ object: KubeObject, _ cache: ObjectCache) -> Bool {
        !pod.node.isEmpty && pod.phase == .pending && object.status("startTime") == nil
            && cache[.nodes, ObjectKey("", pod.node)] == nil
    }
}
