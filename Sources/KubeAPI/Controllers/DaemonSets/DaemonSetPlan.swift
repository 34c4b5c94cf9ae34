import EngineAPI

/// A daemon set with its pods by node, and the nodes that should have one.
struct DaemonSetPlan {
    static let revisionLabel = "controller-revision-hash"
    static let generation = "deprecated.daemonset.template.generation"

    let set: KubeObject
    let nodes: [NodeFacts]
    /// Its pods by the node that each is for; the oldest first.
    let pods: [String: [PodFacts]]
    /// What tells the present template's pods.
    let hash: String
    let minReady: Int

    init(_ set: KubeObject, _ pods: [(PodFacts, KubeObject)], nodes: [NodeFacts], hash: String) {
        self.set = set
        self.nodes = nodes
        self.hash = hash
        minReady = set.spec("minReadySeconds")?.integer ?? 0
        var grouped: [String: [PodFacts]] = [:]
        for (facts, pod) in pods { grouped[Self.node(of: pod), default: []].append(facts) }
        self.pods = grouped.mapValues { pods in
            pods.sorted { one, other in
                (one.created ?? KubeTime(nanoseconds: 0), one.key) < (
                    other.created ?? KubeTime(nanoseconds: 0), other.key
                )
            }
        }
    }

    /// The node that a pod is on, or is meant for.
    static func node(of pod: KubeObject) -> String {
        if let name = pod.spec("nodeName")?.text, !name.isEmpty { return name }
        let terms =
            pod.spec("affinity")?["nodeAffinity"]?["requiredDuringSchedulingIgnoredDuringExecution"]?[
                "nodeSelectorTerms"
            ]?.elements ?? []
        return terms.lazy.flatMap { $0["matchFields"]?.elements ?? [] }
            .first { $0["key"]?.text == "metadata.name" }?["values"]?.elements?.first?.text ?? ""
    }

    // MARK: - Nodes

    /// Whether a node should get a pod, and whether one that is there may stay.
    private func wants(_ node: NodeFacts) -> (run: Bool, stay: Bool) {
        let pod = self.pod(for: node.name)
        guard NodeSelector.matches(pod: pod, node) else { return (false, false) }
        let tolerations = pod.spec("tolerations")?.elements ?? []
        let untolerated = node.taints.filter {
            $0.effect != .preferNoSchedule && !$0.isTolerated(by: tolerations)
        }
        return (untolerated.isEmpty, !untolerated.contains { $0.effect == .noExecute })
    }

    /// A pod for a node: bound to it by affinity, and not easily driven off.
    func pod(for node: String) -> KubeObject {
        var pod = PodTemplate.pod(of: set, namespace: set.namespace ?? "")
        var labels = pod.labels
        labels[Self.revisionLabel] = hash
        labels["pod-template-generation"] = set.annotations[Self.generation] ?? String(set.generation)
        pod["metadata", "labels"] = labels.json
        let field: JSON = .of(["key": "metadata.name".json, "operator": "In".json, "values": [node].json])
        let required = "requiredDuringSchedulingIgnoredDuringExecution"
        let terms = pod["spec", "affinity", "nodeAffinity", required, "nodeSelectorTerms"]?.elements ?? []
        let bound =
            terms.isEmpty
            ? [JSON.of(["matchFields": .array([field])])]
            : terms.map { term in
                var term = KubeObject(term)
                term["matchFields"] = .array((term["matchFields"]?.elements ?? []) + [field])
                return term.json
            }
        pod["spec", "affinity", "nodeAffinity", required, "nodeSelectorTerms"] = .array(bound)
        let own = pod["spec", "tolerations"]?.elements ?? []
        pod["spec", "tolerations"] = .array(own + Self.tolerations(pod).filter { !own.contains($0) })
        return pod
    }

    private static func tolerations(_ pod: KubeObject) -> [JSON] {
        var taints = [
            ("not-ready", "NoExecute"), ("unreachable", "NoExecute"), ("disk-pressure", "NoSchedule"),
            ("memory-pressure", "NoSchedule"), ("pid-pressure", "NoSchedule"),
            ("unschedulable", "NoSchedule"),
        ]
        if pod.spec("hostNetwork") == .bool(true) { taints.append(("network-unavailable", "NoSchedule")) }
        return taints.map { name, effect in
            .of(["key": "node.kubernetes.io/\(name)".json, "operator": "Exists".json, "effect": effect.json])
        }
    }

    // MARK: - Steps

    private func isAvailable(_ pod: PodFacts, at now: KubeTime) -> Bool {
        !pod.isBeingDeleted && pod.isAvailable(after: minReady, at: now)
    }

    private func isPresent(_ pod: PodFacts) -> Bool { pod.labels[Self.revisionLabel] == hash }

    /// Makes the pods that are missing, and deletes those that are too many or have ended.
    func step(at now: KubeTime) -> [Write] {
        guard !set.isBeingDeleted else { return [] }
        var missing: [String] = []
        var surplus: [PodFacts] = []
        var failed: [PodFacts] = []
        for node in nodes {
            let (run, stay) = wants(node)
            let own = pods[node.name] ?? []
            failed += own.filter { $0.isTerminal && !$0.isBeingDeleted }
            let active = own.filter(\.isActive)
            if !stay {
                surplus += active
            } else if run, own.allSatisfy({ $0.isTerminal && $0.isBeingDeleted }) {
                missing.append(node.name)
            } else {
                // While one takes another's place, both are there.
                var kept = Set<Bool>()
                surplus += active.filter { pod in
                    surge == 0 ? !kept.insert(true).inserted : !kept.insert(isPresent(pod)).inserted
                }
            }
        }
        let known = Set(nodes.map(\.name))
        for (node, own) in pods where !known.contains(node) { surplus += own.filter { !$0.isBeingDeleted } }
        var writes: [Write] = failed.flatMap { pod -> [Write] in
            [failure(of: pod), deletion(of: pod)]
        }
        writes += surplus.sorted { $0.key < $1.key }.map(deletion)
        if !missing.isEmpty { writes.append(creation(on: missing)) }
        if writes.isEmpty, set.spec("updateStrategy")?["type"]?.text != "OnDelete" {
            writes = updating(at: now)
        }
        return writes
    }

    private var surge: Int {
        DeploymentPlan.share(
            set.spec("updateStrategy")?["rollingUpdate"]?["maxSurge"],
            of: nodes.count,
            roundsUp: true,
            or: "0"
        )
    }

    /// Replaces pods of former templates, as many at a time as may be unavailable (or too many).
    private func updating(at now: KubeTime) -> [Write] {
        let unavailableShare = set.spec("updateStrategy")?["rollingUpdate"]?["maxUnavailable"]
        let wanting = nodes.filter { wants($0).run }
        let surge = surge
        let most = DeploymentPlan.share(unavailableShare, of: wanting.count, roundsUp: true, or: "1")
        var unavailable = 0
        var surging = 0
        var old: [(node: String, pod: PodFacts, isWell: Bool, successor: PodFacts?)] = []
        for node in wanting {
            let active = (pods[node.name] ?? []).filter { !$0.isTerminal }
            let present = active.first { isPresent($0) && !$0.isBeingDeleted }
            let isWell = active.contains { isAvailable($0, at: now) }
            if !isWell { unavailable += 1 }
            guard let former = active.first(where: { !isPresent($0) && !$0.isBeingDeleted }) else { continue }
            if present != nil { surging += 1 }
            old.append((node.name, former, isAvailable(former, at: now), present))
        }
        if surge > 0 {
            let done = old.filter { entry in
                entry.successor.map { isAvailable($0, at: now) } ?? false
                    || !entry.isWell && entry.successor != nil
            }
            let next = old.filter { $0.successor == nil }.prefix(max(0, surge - surging)).map(\.node)
            return done.map { deletion(of: $0.pod) } + (next.isEmpty ? [] : [creation(on: Array(next))])
        }
        // Those that aren't well cost nothing.
        let ill = old.filter { !$0.isWell }.map(\.pod)
        let well = old.filter(\.isWell).map(\.pod).prefix(max(0, max(1, most) - unavailable))
        return (ill + well).map(deletion)
    }

    private func creation(on nodes: [String]) -> Write {
        .createInBursts(
            .pods,
            nodes.map(pod),
            Telling(
                set,
                "SuccessfulCreate",
                "Created pod: {name}",
                failed: "FailedCreate",
                "Error creating: {error}"
            )
        )
    }

    private func deletion(of pod: PodFacts) -> Write {
        .delete(
            .pods,
            pod.key,
            DeleteOptions(uid: pod.uid),
            Telling(
                set,
                "SuccessfulDelete",
                "Deleted pod: {name}",
                failed: "FailedDelete",
                "Error deleting: {error}"
            )
        )
    }

    private func failure(of pod: PodFacts) -> Write {
        .tell(
            EventNote(
                object: EventNote.reference(to: set),
                severity: pod.phase == .failed ? .warning : .normal,
                reason: pod.phase == .failed ? "FailedDaemonPod" : "SucceededDaemonPod",
                message: pod.phase == .failed
                    ? "Found failed daemon pod \(pod.key.namespace)/\(pod.key.name) on node \(pod.node), will try to kill it"
                    : "Found succeeded daemon pod \(pod.key.namespace)/\(pod.key.name) on node \(pod.node), will try to delete it"
            )
        )
    }

    // MARK: - Status

    /// What the set says of its pods, and when a ready one counts as available.
    func status(at now: KubeTime) -> Decision {
        var desired = 0
        var current = 0
        var misplaced = 0
        var ready = 0
        var updated = 0
        var available = 0
        var decision = Decision()
        for node in nodes {
            let own = (pods[node.name] ?? []).filter { !$0.isTerminal }
            guard wants(node).run else {
                if !own.isEmpty { misplaced += 1 }
                continue
            }
            desired += 1
            guard let pod = own.last(where: isPresent) ?? own.first else { continue }
            current += 1
            if own.contains(where: \.isReady) { ready += 1 }
            if own.contains(where: { isAvailable($0, at: now) }) { available += 1 }
            if isPresent(pod) { updated += 1 }
            if minReady > 0, let moment = pod.available(after: minReady), moment > now {
                decision.look(at: moment)
            }
        }
        func counted(_ count: Int) -> JSON? { count == 0 ? nil : count.json }
        let status = JSON.of([
            "currentNumberScheduled": current.json, "desiredNumberScheduled": desired.json,
            "numberMisscheduled": misplaced.json, "numberReady": ready.json,
            "numberAvailable": counted(available), "numberUnavailable": counted(desired - available),
            "observedGeneration": set.generation.json, "updatedNumberScheduled": counted(updated),
            "collisionCount": set.status("collisionCount"),
        ])
        decision.writes = set.statusWrite(status, on: .daemonSets)
        return decision
    }
}
