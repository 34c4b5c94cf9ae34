import EngineAPI

/// Finds a node for one pod.
struct Placement {
    enum Outcome: Hashable {
        case node(String)
        /// Why there is none, in the scheduler's words.
        case refused(String)
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
        if let problem = claimProblem {
            return .refused(
                "0/\(nodes.count) nodes are available: \(problem). "
                    + preemption(nodes.map { _ in Refusal([]) }, of: nodes.count)
            )
        }
        let neighbours = Neighbours(pod, facts, cache)
        let spread = TopologySpread(pod, facts, cache, nodes)
        var fitting: [NodeFacts] = []
        var refusals: [Refusal] = []
        for node in nodes {
            let refusal =
                NodeFit(self, node).refusal ?? volumeRefusal(node) ?? spread.refusal(node)
                ?? neighbours.refusal(node)
            if let refusal { refusals.append(refusal) } else { fitting.append(node) }
        }
        if fitting.isEmpty { return .refused(message(refusals, of: nodes.count)) }
        return .node(NodeScore(self, neighbours).best(of: fitting).name)
    }

    // MARK: - Words

    private func message(_ refusals: [Refusal], of count: Int) -> String {
        let reasons = Self.counted(refusals.flatMap(\.reasons))
        return "0/\(count) nodes are available: \(reasons). " + preemption(refusals, of: count)
    }

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

    // MARK: - Volumes

    private var claims: [String] {
        (pod.spec("volumes")?.elements ?? []).compactMap { volume in
            if let name = volume["persistentVolumeClaim"]?["claimName"]?.text { return name }
            // The claim that the pod itself is the template of.
            guard volume["ephemeral"] != nil, let name = volume["name"]?.text else { return nil }
            return "\(pod.name)-\(name)"
        }
    }

    private var claimProblem: String? {
        for name in claims {
            guard let claim = cache[.persistentVolumeClaims, ObjectKey(facts.key.namespace, name)] else {
                return "persistentvolumeclaim \"\(name)\" not found"
            }
            if claim.isBeingDeleted { return "persistentvolumeclaim \"\(name)\" is being deleted" }
            if claim.spec("volumeName")?.text ?? "" == "", !VolumeBinding.waitsForPod(claim, cache) {
                return "pod has unbound immediate PersistentVolumeClaims"
            }
        }
        return nil
    }

    private func volumeRefusal(_ node: NodeFacts) -> Refusal? {
        for name in claims {
            guard let claim = cache[.persistentVolumeClaims, ObjectKey(facts.key.namespace, name)],
                let volumeName = claim.spec("volumeName")?.text,
                let volume = cache[.persistentVolumes, ObjectKey("", volumeName)],
                let required = volume.spec("nodeAffinity")?["required"]
            else { continue }
            if !NodeSelector.matches(required, node) {
                return Refusal(["node(s) had volume node affinity conflict"])
            }
        }
        return nil
    }
}
