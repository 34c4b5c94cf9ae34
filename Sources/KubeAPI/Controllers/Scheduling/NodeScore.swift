import EngineAPI

/// Chooses among the nodes that would take a pod: the emptier, the preferred, the one with fewer of its siblings.
struct NodeScore {
    private let placement: Placement
    private let neighbours: Neighbours

    init(_ placement: Placement, _ neighbours: Neighbours) {
        self.placement = placement
        self.neighbours = neighbours
    }

    /// The best node; of several as good, the first by name.
    func best(of nodes: [NodeFacts]) -> NodeFacts {
        guard nodes.count > 1 else { return nodes[0] }
        let wishes = normalized(nodes.map { NodeSelector.preference(of: placement.pod, for: $0) })
        let company = normalized(nodes.map { neighbours.preference(for: $0) })
        let dislikes = normalized(nodes.map(dislikes))
        let siblings = normalized(nodes.map(siblings))
        var best = 0
        var bestScore = -Double.infinity
        for (index, node) in nodes.enumerated() {
            let score =
                room(on: node) + 2 * wishes[index] + 2 * company[index] + 3 * (100 - dislikes[index])
                + 2 * (100 - siblings[index])
            if score > bestScore { (best, bestScore) = (index, score) }
        }
        return nodes[best]
    }

    /// How much would be left of processor and memory, 0…100; what asks for nothing counts as a little.
    private func room(on node: NodeFacts) -> Double {
        let load = placement.cache.ledger[node.name]
        let parts = [("cpu", 100), ("memory", 200 * 1_048_576 * 1000)].map { name, least in
            let all = Double(node.room[name] ?? 0)
            guard all > 0 else { return 0.0 }
            let own = Double(max(placement.requests[name] ?? least, 0))
            // Pods that ask for nothing count as a little each, too.
            let taken = max(Double(load.requests[name] ?? 0), Double(load.pods) * Double(least))
            return max(0, (all - taken - own) / all * 100)
        }
        return parts.reduce(0, +) / Double(parts.count)
    }

    /// The taints that only prefer that the pod goes elsewhere.
    private func dislikes(_ node: NodeFacts) -> Int {
        let tolerations = placement.pod.spec("tolerations")?.elements ?? []
        return node.taints
            .count { $0.effect == .preferNoSchedule && !$0.isTolerated(by: tolerations) }
    }

    /// How many pods of the same controller are there.
    private func siblings(_ node: NodeFacts) -> Int {
        guard let owner = placement.facts.controller else { return 0 }
        return placement.cache.siblings(ofOwner: owner.uid, onNode: node.name)
    }

    private func normalized(_ values: [Int]) -> [Double] {
        guard let least = values.min(), let most = values.max(), most > least else {
            return values.map { _ in 0 }
        }
        return values.map { Double($0 - least) / Double(most - least) * 100 }
    }
}
