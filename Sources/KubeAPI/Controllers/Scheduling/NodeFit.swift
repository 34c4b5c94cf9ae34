import EngineAPI

/// Whether a node as such would take a pod: its name, labels, taints and what is free on it.
struct NodeFit {
    let placement: Placement
    let node: NodeFacts

    init(_ placement: Placement, _ node: NodeFacts) {
        self.placement = placement
        self.node = node
    }

    /// The first thing that is against it, in the scheduler's order.
    var refusal: Placement.Refusal? {
        let tolerations = placement.pod.spec("tolerations")?.elements ?? []
        if node.isCordoned,
            !Taint.unschedulable.isTolerated(by: tolerations)
        {
            return .init(["node(s) were unschedulable"])
        }
        if let taint = node.taints.first(where: { taint in
            taint.effect != .preferNoSchedule && !taint.isTolerated(by: tolerations)
        }) {
            return .init(["node(s) had untolerated taint {\(taint.key): \(taint.value)}"])
        }
        guard NodeSelector.matches(pod: placement.pod, node) else {
            return .init(["node(s) didn't match Pod's node affinity/selector"])
        }
        let load = self.load
        if placement.hostPorts.contains(where: { load.hostPorts[$0] != nil }) {
            return .init(["node(s) didn't have free ports for the requested pod ports"], couldBeFreed: true)
        }
        return shortage(load)
    }

    /// What is taken on the node, with what is kept free on it for pods that are at least as important.
    private var load: NodeLedger.Load {
        var load = placement.cache.ledger[node.name]
        for key in placement.cache.nominated where key != placement.facts.key {
            guard let other = placement.cache.pod(key), other.nominatedNode == node.name,
                other.priority >= placement.facts.priority, let object = placement.cache[.pods, key]
            else { continue }
            load.pods += 1
            for (name, amount) in PodRequests.of(object) {
                load.requests[name, default: 0] =
                    load.requests[name, default: 0].addingReportingOverflow(
                        amount
                    ).partialValue
            }
        }
        return load
    }

    private func shortage(_ load: NodeLedger.Load) -> Placement.Refusal? {
        let room = node.room
        var reasons: [String] = []
        if let pods = room["pods"], (load.pods + 1) * 1000 > pods { reasons.append("Too many pods") }
        for (name, amount) in placement.requests.sorted(by: { $0.key < $1.key }) where amount > 0 {
            let free = (room[name] ?? 0) &- (load.requests[name] ?? 0)
            guard amount > free else { continue }
            reasons.append("Insufficient \(name)")
        }
        guard !reasons.isEmpty else { return nil }
        return .init(reasons, couldBeFreed: true)
    }
}
