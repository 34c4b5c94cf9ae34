import EngineAPI

/// Whether a pod may be on a node by its `topologySpreadConstraints`.
struct TopologySpread {
    private struct Constraint {
        var key: String
        var maxSkew: Int
        var isSelf: Bool
        var counts: [String: Int]
    }

    private var constraints: [Constraint] = []

    init(_ pod: KubeObject, _ facts: PodFacts, _ cache: ObjectCache, _ nodes: [NodeFacts]) {
        for json in pod.spec("topologySpreadConstraints")?.elements ?? [] {
            guard json["whenUnsatisfiable"]?.text ?? "DoNotSchedule" == "DoNotSchedule",
                let key = json["topologyKey"]?.text
            else { continue }
            let selector = json["labelSelector"].flatMap { LabelSelector(json: $0) }
            var counts: [String: Int] = [:]
            for node in nodes where NodeSelector.matches(pod: pod, node) {
                guard let domain = node.labels[key] else { continue }
                counts[domain, default: 0] += cache.pods(onNode: node.name)
                    .count { other in
                        !other.isTerminal && !other.isBeingDeleted
                            && other.key.namespace == facts.key.namespace
                            && (selector?.matches(other.labels) ?? false)
                    }
            }
            constraints.append(
                Constraint(
                    key: key,
                    maxSkew: json["maxSkew"]?.integer ?? 1,
                    isSelf: selector?.matches(facts.labels) ?? false,
                    counts: counts
                )
            )
        }
    }

    func refusal(_ node: NodeFacts) -> Placement.Refusal? {
        for constraint in constraints {
            guard let domain = node.labels[constraint.key] else {
                return .init([
                    "node(s) didn't match pod topology spread constraints (missing required label)"
                ])
            }
            let least = constraint.counts.values.min() ?? 0
            let count = (constraint.counts[domain] ?? 0) + (constraint.isSelf ? 1 : 0)
            if count - least > constraint.maxSkew {
                return .init(["node(s) didn't match pod topology spread constraints"], couldBeFreed: true)
            }
        }
        return nil
    }
}
