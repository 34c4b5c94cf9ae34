import EngineAPI

/// Which pods have to go so that a more important one finds room.
struct Preemption {
    /// The node where room can be made, and the pods that have to leave it.
    struct Plan: Hashable {
        var node: String
        var victims: [ObjectKey]
    }

    private let pod: KubeObject
    private let facts: PodFacts
    private let cache: ObjectCache

    init(_ pod: KubeObject, _ facts: PodFacts, _ cache: ObjectCache) {
        (self.pod, self.facts, self.cache) = (pod, facts, cache)
    }

    /// Why the pod drives nobody away, in the scheduler's words; nil where it may.
    var refusal: String? {
        pod.spec("preemptionPolicy")?.text == "Never" ? "not eligible due to preemptionPolicy=Never." : nil
    }

    /// Whether pods are on their way out for it.
    var isUnderWay: Bool {
        !facts.nominatedNode.isEmpty && lower(on: facts.nominatedNode).contains(where: \.isBeingDeleted)
    }

    /// The node where the fewest and the least important have to go; nil where nobody's leaving helps.
    func plan(_ nodes: [NodeFacts]) -> Plan? {
        nodes.compactMap { node in victims(on: node).map { (node.name, $0) } }
            .min { cost($0.1).lexicographicallyPrecedes(cost($1.1)) }
            .map { Plan(node: $0.0, victims: $0.1.map(\.key)) }
    }

    /// Those on a node that have to go; nil where it isn't enough that all go who are less important.
    private func victims(on node: NodeFacts) -> [PodFacts]? {
        let lower = lower(on: node.name)
        guard !lower.isEmpty else { return nil }
        func fits(without gone: [PodFacts]) -> Bool {
            Placement(pod, facts, cache.without(gone.map(\.key))).fits(node)
        }
        var gone = lower
        guard fits(without: gone) else { return nil }
        // Whoever can stay stays: those first that a budget protects, then by their importance.
        for candidate in lower.sorted(by: isDearer) where !candidate.isBeingDeleted {
            let fewer = gone.filter { $0.key != candidate.key }
            if fits(without: fewer) { gone = fewer }
        }
        return gone.filter { !$0.isBeingDeleted }
    }

    private func lower(on node: String) -> [PodFacts] {
        cache.pods(onNode: node).filter { !$0.isTerminal && $0.priority < facts.priority }
    }

    private func isDearer(_ one: PodFacts, _ other: PodFacts) -> Bool {
        let (first, second) = (isProtected(one), isProtected(other))
        if first != second { return first }
        if one.priority != other.priority { return one.priority > other.priority }
        let (earlier, later) = (one.created ?? .init(nanoseconds: 0), other.created ?? .init(nanoseconds: 0))
        return (earlier, one.key) < (later, other.key)
    }

    /// How bad it is that these go, the gravest first.
    private func cost(_ victims: [PodFacts]) -> [Int] {
        [
            victims.count(where: isProtected), victims.map(\.priority).max() ?? .min,
            victims.reduce(0) { $0 &+ $1.priority &+ 1 << 31 }, victims.count,
        ]
    }

    /// Whether a budget allows no more disruptions of the pod's kind.
    private func isProtected(_ pod: PodFacts) -> Bool {
        cache.all(.disruptionBudgets, in: pod.key.namespace).contains { budget in
            guard let selector = budget.spec("selector").flatMap(LabelSelector.init(json:)) else {
                return false
            }
            return selector.matches(pod.labels) && budget.status("disruptionsAllowed")?.integer ?? 0 == 0
        }
    }
}
