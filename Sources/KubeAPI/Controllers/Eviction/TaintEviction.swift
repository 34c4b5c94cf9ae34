import EngineAPI

/// Deletes the pods that a node's `NoExecute` taints drive away, and those whose node is gone.
struct TaintEviction: Controller {
    var component: String { "taint-eviction-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .nodes:
            let before = change.before.map(Self.driving) ?? []
            let after = change.after.map(Self.driving) ?? []
            guard change.after == nil || before != after else { return [] }
            return cache.pods(onNode: change.key.name).map(\.key)
        case .pods:
            guard let pod = change.podAfter, !pod.node.isEmpty, change.podBefore?.node != pod.node else {
                return []
            }
            return [change.key]
        default: return []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let pod = cache[.pods, key], let facts = cache.pod(key), !facts.node.isEmpty else {
            return .nothing
        }
        guard let node = cache[.nodes, ObjectKey("", facts.node)] else {
            // Perhaps the node only comes; after a while nobody is there to end the pod.
            let limit = facts.created?.advanced(by: .seconds(40)) ?? now
            guard limit <= now else { return Decision(lookAgain: limit) }
            return Decision([.delete(.pods, key, DeleteOptions(gracePeriodSeconds: 0, uid: pod.uid))])
        }
        guard !facts.isBeingDeleted else { return .nothing }
        return Self.judge(pod, on: node, at: now)
    }

    private static func driving(_ node: KubeObject) -> [Taint] {
        Taint.all(of: node).filter { $0.effect == .noExecute }
    }

    /// What becomes of a pod on a node: nothing, its end, or a later look.
    static func judge(_ pod: KubeObject, on node: KubeObject, at now: KubeTime) -> Decision {
        let tolerations = pod.spec("tolerations")?.elements ?? []
        var limit: Int?
        var isIntolerable = false
        for taint in driving(node) {
            guard let patience = taint.patience(of: tolerations) else {
                isIntolerable = true
                continue
            }
            if let patience { limit = min(limit ?? patience, max(0, patience)) }
        }
        if !isIntolerable {
            guard let limit else { return .nothing }
            let since = tainted(node) ?? now
            let end = since.advanced(by: .seconds(limit))
            guard end <= now else { return Decision(lookAgain: end) }
        }
        let message = "Marking for deletion Pod \(pod.namespace ?? "")/\(pod.name)"
        return Decision([
            .tell(
                EventNote(
                    object: EventNote.reference(to: pod),
                    severity: .normal,
                    reason: "TaintManagerEviction",
                    message: message
                )
            ),
            .delete(.pods, ObjectKey(pod), DeleteOptions(uid: pod.uid)),
        ])
    }

    /// Since when the node is so; taints say it, or its readiness does.
    private static func tainted(_ node: KubeObject) -> KubeTime? {
        let said = (node.spec("taints")?.elements ?? []).filter { $0["effect"]?.text == "NoExecute" }
            .compactMap { $0["timeAdded"]?.text.flatMap { KubeTime($0) } }.min()
        return said ?? node.condition("Ready")?["lastTransitionTime"]?.text.flatMap { KubeTime($0) }
    }
}
