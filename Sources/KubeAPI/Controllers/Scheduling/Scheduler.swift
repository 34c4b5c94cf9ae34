import EngineAPI

/// Gives each new pod a node, or says why there is none for it.
struct Scheduler: Controller {
    static let name = "default-scheduler"

    var component: String { Self.name }
    var manager: String { "kube-scheduler" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .pods:
            if let after = change.podAfter, Self.waits(after) {
                // Its own condition, which says that there was no room, is no reason to try again.
                if let before = change.podBefore, Self.waits(before), isSameRequest(change) { return [] }
                return [change.key]
            }
            // Room became free, or somebody came whom others want near.
            let leaves = change.podBefore.map { !$0.node.isEmpty && !$0.isTerminal } ?? false
            let stays = change.podAfter.map { !$0.node.isEmpty && !$0.isTerminal } ?? false
            let isMoved = change.podBefore?.labels != change.podAfter?.labels
            if leaves, !stays { return waiting(in: cache) }
            return stays && (!leaves || isMoved) ? waiting(in: cache, forCompany: true) : []
        case .nodes:
            guard let before = change.before, let after = change.after else { return waiting(in: cache) }
            let isSame =
                before.json["spec"] == after.json["spec"] && before.labels == after.labels
                && before.status("allocatable") == after.status("allocatable")
            return isSame ? [] : waiting(in: cache)
        case .persistentVolumeClaims, .persistentVolumes, .storageClasses, .namespaces:
            return waiting(in: cache)
        default: return []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let pod = cache[.pods, key], let facts = cache.pod(key), Self.waits(facts),
            pod.spec("schedulerName")?.text ?? Self.name == Self.name
        else { return .nothing }
        if let gates = pod.spec("schedulingGates")?.elements, !gates.isEmpty {
            let message = "Scheduling is blocked due to non-empty scheduling gates"
            return Decision(refusal(pod, reason: "SchedulingGated", message, at: now, tells: false))
        }
        switch Placement(pod, facts, cache).decide() {
        case .node(let name):
            let binding = KubeObject(
                .of([
                    "apiVersion": "v1".json, "kind": "Binding".json,
                    "metadata": .of([
                        "name": pod.name.json, "namespace": pod.namespace?.json, "uid": pod.uid.json,
                    ]),
                    "target": .of(["apiVersion": "v1".json, "kind": "Node".json, "name": name.json]),
                ])
            )
            let message = "Successfully assigned \(key.namespace)/\(key.name) to \(name)"
            return Decision([
                .updatePart(.pods, binding, part: "binding"),
                .tell(note(pod, .normal, "Scheduled", message, action: "Binding")),
            ])
        case .refused(let message):
            return Decision(refusal(pod, reason: "Unschedulable", message, at: now, tells: true))
        case .preempts(let plan, let message):
            return Decision(
                plan.victims.compactMap { cache[.pods, $0] }.flatMap {
                    drive($0, from: plan.node, for: pod, now)
                }
                    + refusal(
                        pod,
                        reason: "Unschedulable",
                        message,
                        at: now,
                        tells: true,
                        nominated: plan.node
                    )
            )
        case .waits: return .nothing
        }
    }

    /// Ends a pod to make room for a more important one.
    private func drive(
        _ victim: KubeObject,
        from node: String,
        for pod: KubeObject,
        _ now: KubeTime
    ) -> [Write] {
        var marked = victim
        let conditions = (victim.status("conditions")?.elements ?? []).filter {
            $0["type"]?.text != "DisruptionTarget"
        }
        let target = JSON.of([
            "type": "DisruptionTarget".json, "status": "True".json, "lastProbeTime": .null,
            "lastTransitionTime": now.json, "reason": "PreemptionByScheduler".json,
            "message": "\(Self.name): preempting to accommodate a higher priority pod".json,
        ])
        marked["status", "conditions"] = .array(conditions + [target])
        let message = "Preempted by pod \(pod.uid) on node \(node)"
        return [
            .status(.pods, marked),
            .delete(.pods, ObjectKey(victim), DeleteOptions(uid: victim.uid)),
            .tell(note(victim, .normal, "Preempted", message, action: "Preempting")),
        ]
    }

    /// Whether a pod wants a node.
    private static func waits(_ pod: PodFacts) -> Bool { pod.node.isEmpty && pod.isActive }

    private func isSameRequest(_ change: ObjectChange) -> Bool {
        change.before?.json["spec"] == change.after?.json["spec"]
            && change.podBefore?.labels == change.podAfter?.labels
    }

    /// The pods that were refused a node; those that came first, and are more important, first.
    ///
    /// Where somebody came, only those are meant that look for company, or for an even spread.
    private func waiting(in cache: ObjectCache, forCompany: Bool = false) -> [ObjectKey] {
        guard !cache.refused.isEmpty else { return [] }
        return cache.refused.compactMap { cache[.pods, $0] }
            .filter { pod in
                !forCompany || pod.spec("affinity")?["podAffinity"] != nil
                    || pod.spec("topologySpreadConstraints") != nil
            }
            .map { pod in
                (key: ObjectKey(pod), priority: pod.spec("priority")?.integer ?? 0, age: pod.resourceVersion)
            }
            .sorted { ($1.priority, $0.age) < ($0.priority, $1.age) }
            .map(\.key)
    }

    /// The condition that says why a pod has no node, and its event; nothing where that is said already.
    private func refusal(
        _ pod: KubeObject,
        reason: String,
        _ message: String,
        at now: KubeTime,
        tells: Bool,
        nominated: String? = nil
    ) -> [Write] {
        let old = pod.condition("PodScheduled")
        if old?["reason"]?.text == reason, old?["message"]?.text == message,
            pod.status("nominatedNodeName")?.text == nominated
        {
            return []
        }
        let isSame = old?["status"]?.text == "False"
        var conditions = (pod.status("conditions")?.elements ?? []).filter {
            $0["type"]?.text != "PodScheduled"
        }
        conditions.append(
            .of([
                "type": "PodScheduled".json, "status": "False".json, "lastProbeTime": .null,
                "lastTransitionTime": isSame ? old?["lastTransitionTime"] : now.json, "reason": reason.json,
                "message": message.json,
            ])
        )
        var copy = pod
        copy["status", "conditions"] = .array(conditions)
        copy["status", "nominatedNodeName"] = nominated?.json
        var writes: [Write] = []
        if tells {
            writes.append(.tell(note(pod, .warning, "FailedScheduling", message, action: "Scheduling")))
        }
        return writes + [.status(.pods, copy)]
    }

    private func note(
        _ pod: KubeObject,
        _ severity: EventRecorder.Severity,
        _ reason: String,
        _ message: String,
        action: String
    ) -> EventNote {
        EventNote(
            object: EventNote.reference(to: pod),
            severity: severity,
            reason: reason,
            message: message,
            action: action
        )
    }
}
