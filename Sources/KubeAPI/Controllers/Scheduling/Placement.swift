import EngineAPI

/// Finds a node for one pod.
struct Placement {
    enum Outcome: Hashable {
        case node(String)
        /// Why there is none, in the scheduler's words.
        case refused(String)
        /// There will be room once others have gone; and why there is none yet.
        case preempts(Preemption.Plan, String)
        /// Others are on their way out for it: there is nothing new to say.
        case waits
    }

    /// Why a node isn't for the pod, and whether it would be if other pods left it.
    struct Refusal: Hashable {
        var reasons: [String]
        var couldBeFreed: Bool

        init(_ reasons: [String], couldBeFreed: Bool = false) {
            self.reasons = reasons
            self.couldBeFreed = couldBeFreed
        }
    }

    let pod: KubeObject
    let facts: PodFacts
    let cache: ObjectCache
    let requests: [String: Int]
    let hostPorts: [String]

    init(_ pod: KubeObject, _ facts: PodFacts, _ cache: ObjectCache) {
        self.pod = pod
        self.facts = facts
        self.cache = cache
        requests = PodRequests.of(pod)
        hostPorts = PodRequests.hostPorts(of: pod)
    }

    func decide() -> Outcome {
        let nodes = cache.nodes
        guard !nodes.isEmpty else { return .refused("no nodes available to schedule pods") }
        if let problem = PodVolumes(pod, facts, cache).problem {
            return .refused(
                "0/\(nodes.count) nodes are available: \(problem). "
                    + preemption(nodes.map { _ in Refusal([]) }, of: nodes.count)
            )
        }
        let neighbours = Neighbours(pod, facts, cache)
        let (fitting, refused) = split(nodes, neighbours)
        if let best = fitting.isEmpty ? nil : NodeScore(self, neighbours).best(of: fitting) {
            return .node(best.name)
        }
        let refusals = refused.map(\.refusal)
        let why = "0/\(nodes.count) nodes are available: \(Self.counted(refusals.flatMap(\.reasons)))."
        let preemption = Preemption(pod, facts, cache)
        if let refusal = preemption.refusal { return .refused("\(why) preemption: \(refusal)") }
        if preemption.isUnderWay { return .waits }
        if let plan = preemption.plan(refused.filter(\.refusal.couldBeFreed).map(\.node)) {
            return .preempts(plan, why)
        }
        return .refused("\(why) \(self.preemption(refusals, of: nodes.count))")
    }

    /// Whether a node would take the pod.
    func fits(_ node: NodeFacts) -> Bool {
        !split([node], Neighbours(pod, facts, cache)).fitting.isEmpty
    }

    /// The nodes that would take the pod, and what is against the others.
    private func split(
        _ nodes: [NodeFacts],
        _ neighbours: Neighbours
    ) -> (fitting: [NodeFacts], refused: [(node: NodeFacts, refusal: Refusal)]) {
        let spread = TopologySpread(pod, facts, cache, cache.nodes)
        let volumes = PodVolumes(pod, facts, cache)
        let taken = volumes.hasTakenClaim ? Refusal([PodVolumes.taken], couldBeFreed: true) : nil
        var fitting: [NodeFacts] = []
        var refused: [(NodeFacts, Refusal)] = []
        for node in nodes {
            let refusal =
                NodeFit(self, node).refusal ?? taken ?? volumes.refusal(node) ?? spread.refusal(node)
                ?? neighbours.refusal(node)
            if let refusal { refused.append((node, refusal)) } else { fitting.append(node) }
        }
        return (fitting, refused)
    }

    // MARK: - Words

    /// What came of thinking about other pods' leaving.
    private func preemption(_ refusals: [Refusal], of count: Int) -> String {
        let reasons = Self.counted(
            refusals.map {
                $0.couldBeFreed
                    ? "No preemption victims found for incoming pod"
                    : "Preemption is not helpful for scheduling"
            }
        )
        return "preemption: 0/\(count) nodes are available: \(reasons)."
    }

    private static func counted(_ reasons: [String]) -> String {
        Dictionary(reasons.map { ($0, 1) }, uniquingKeysWith: +).map { "\($1) \($0)" }.sorted()
            .joined(separator: ", ")
    }
}
