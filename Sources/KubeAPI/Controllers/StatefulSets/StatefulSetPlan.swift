import EngineAPI

/// A stateful set with its pods by ordinal, and the order in which they come and go.
struct StatefulSetPlan {
    static let revisionLabel = "controller-revision-hash"

    let set: KubeObject
    let history: RevisionHistory
    /// Its pods by ordinal.
    let pods: [Int: PodFacts]
    let ordinals: Range<Int>
    let isOrdered: Bool
    let minReady: Int
    let partition: Int
    /// The revision that pods are moved to, and the one that they come from.
    let update: String
    let current: String
    /// The claims that are there, of those that missing pods need.
    var claims: Set<String> = []

    init(_ set: KubeObject, _ pods: [PodFacts], _ history: RevisionHistory) {
        self.set = set
        self.history = history
        self.pods = Dictionary(
            pods.compactMap { pod in Self.ordinal(of: pod.key.name, in: set.name).map { ($0, pod) } },
            uniquingKeysWith: { $1 }
        )
        let start = max(0, set.spec("ordinals")?["start"]?.integer ?? 0)
        ordinals = start..<start + max(0, min(set.spec("replicas")?.integer ?? 1, 1_000_000))
        isOrdered = set.spec("podManagementPolicy")?.text != "Parallel"
        minReady = set.spec("minReadySeconds")?.integer ?? 0
        partition = set.spec("updateStrategy")?["rollingUpdate"]?["partition"]?.integer ?? 0
        update = history.present?.name ?? ""
        let said = set.status("currentRevision")?.text ?? ""
        current = said.isEmpty || !history.revisions.contains { $0.name == said } ? update : said
    }

    /// The number at the end of a pod's name; nil for one that the set wouldn't name so.
    static func ordinal(of pod: String, in set: String) -> Int? {
        guard pod.hasPrefix(set + "-") else { return nil }
        let digits = pod.dropFirst(set.count + 1)
        guard let number = Int(digits), number >= 0, String(number) == digits else { return nil }
        return number
    }

    var isRolling: Bool {
        self.set.spec("updateStrategy")?["type"]?.text ?? "RollingUpdate" == "RollingUpdate"
    }

    func isHealthy(_ pod: PodFacts, at now: KubeTime) -> Bool {
        pod.phase == .running && !pod.isBeingDeleted && pod.isAvailable(after: minReady, at: now)
    }

    // MARK: - Steps

    /// What is to be done next.
    func step(at now: KubeTime) -> [Write] {
        guard !set.isBeingDeleted else { return [] }
        var writes: [Write] = []
        for ordinal in ordinals {
            guard let pod = pods[ordinal] else {
                writes += StatefulPod(self, ordinal).creation
                if isOrdered { return writes }
                continue
            }
            if pod.isTerminal {
                // It is made anew under its name when it is gone.
                if !pod.isBeingDeleted { writes.append(deletion(of: pod)) }
                if isOrdered { return writes }
                continue
            }
            if isOrdered, !isHealthy(pod, at: now) { return writes }
        }
        let surplus = pods.filter { !ordinals.contains($0.key) }.sorted { $0.key > $1.key }.map(\.value)
        for pod in surplus {
            if pod.isBeingDeleted {
                if isOrdered { return writes }
                continue
            }
            writes.append(deletion(of: pod))
            writes += StatefulPod.scaledDownClaims(of: self, pod)
            if isOrdered { return writes }
        }
        guard writes.isEmpty, surplus.isEmpty, isRolling else { return writes }
        return nextUpdate(at: now)
    }

    /// Replaces the highest pod that has an older revision, when those above it are well.
    private func nextUpdate(at now: KubeTime) -> [Write] {
        for ordinal in ordinals.reversed() where ordinal >= ordinals.lowerBound + partition {
            guard let pod = pods[ordinal] else { return [] }
            if pod.labels[Self.revisionLabel] != update, !pod.isBeingDeleted { return [deletion(of: pod)] }
            if !isHealthy(pod, at: now) { return [] }
        }
        return []
    }

    private func deletion(of pod: PodFacts) -> Write {
        .delete(
            .pods,
            pod.key,
            DeleteOptions(uid: pod.uid),
            Telling(
                set,
                "SuccessfulDelete",
                "delete Pod {name} in StatefulSet \(set.name) successful",
                failed: "FailedDelete",
                "delete Pod {name} in StatefulSet \(set.name) failed error: {error}"
            )
        )
    }

    // MARK: - Status

    /// What the set says of its pods, and when a ready one counts as available.
    func status(at now: KubeTime) -> Decision {
        let created = pods.values.filter { !$0.isTerminal }
        let ready = created.filter { $0.phase == .running && $0.isReady }
        let staying = created.filter { !$0.isBeingDeleted }
        let updated = staying.count { $0.labels[Self.revisionLabel] == update }
        var current = self.current
        var currentCount = staying.count { $0.labels[Self.revisionLabel] == self.current }
        let isOver =
            update != self.current && isRolling && updated == created.count && ready.count == created.count
            && updated == ordinals.count
        if isOver {
            current = update
            currentCount = updated
        }
        func counted(_ count: Int) -> JSON? { count == 0 ? nil : count.json }
        let status = JSON.of([
            "observedGeneration": set.generation.json, "replicas": created.count.json,
            "readyReplicas": counted(ready.count),
            "availableReplicas": ready.count { $0.isAvailable(after: minReady, at: now) }.json,
            "currentReplicas": counted(currentCount), "updatedReplicas": counted(updated),
            "currentRevision": current.isEmpty ? nil : current.json,
            "updateRevision": update.isEmpty ? nil : update.json,
            "collisionCount": set.count("collisionCount").json,
        ])
        var decision = Decision(set.statusWrite(status, on: .statefulSets))
        if minReady > 0 {
            for pod in created {
                if let moment = pod.available(after: minReady), moment > now { decision.look(at: moment) }
            }
        }
        return decision
    }
}
