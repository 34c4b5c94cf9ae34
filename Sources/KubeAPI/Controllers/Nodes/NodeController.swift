import EngineAPI

/// Watches over nodes: welcomes them, taints those that are cordoned or not well, and notices those that fell silent.
struct NodeController: Controller {
    /// How long a node may be silent.
    private static let patience = Duration.seconds(40)
    private static let leases = "kube-node-lease"

    var component: String { "node-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .nodes: [change.key]
        case .leases where change.key.namespace == Self.leases && change.before == nil:
            [ObjectKey("", change.key.name)]
        default: []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let node = cache[.nodes, key], !node.isBeingDeleted else { return .nothing }
        let renewal = cache[.leases, ObjectKey(Self.leases, key.name)]?["spec", "renewTime"]?.text
            .flatMap { KubeTime($0) }
        return Self.watch(node, renewal: renewal, at: now)
    }

    /// What is to be done about a node that last renewed its lease then.
    static func watch(_ node: KubeObject, renewal: KubeTime?, at now: KubeTime) -> Decision {
        let ready = node.condition("Ready")
        let heartbeat = ready?["lastHeartbeatTime"]?.text.flatMap { KubeTime($0) }
        let lastSign = [renewal, heartbeat, node.created].compactMap { $0 }.max() ?? now
        let limit = lastSign.advanced(by: patience)
        if limit <= now, ready?["status"]?.text != "Unknown" { return Decision(silence(node, at: now)) }
        var decision = Decision(taints(node, at: now))
        if limit > now { decision.look(at: limit) }
        return decision
    }

    /// Nobody knows any more how the node is.
    private static func silence(_ node: KubeObject, at now: KubeTime) -> [Write] {
        let hasSpoken = node.condition("Ready") != nil
        var conditions = Conditions(node)
        for type in ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"] {
            let heartbeat = conditions[type]?["lastHeartbeatTime"] ?? node["metadata", "creationTimestamp"]
            conditions.replace(
                type,
                .of([
                    "type": type.json, "status": "Unknown".json, "lastHeartbeatTime": heartbeat,
                    "lastTransitionTime": now.json,
                    "reason": (hasSpoken ? "NodeStatusUnknown" : "NodeStatusNeverUpdated").json,
                    "message":
                        (hasSpoken
                        ? "Kubelet stopped posting node status." : "Kubelet never posted node status.").json,
                ])
            )
        }
        var copy = node
        copy["status", "conditions"] = conditions.json
        return [
            .status(.nodes, copy),
            tell(node, "NodeNotReady", "Node \(node.name) status is now: NodeNotReady"),
        ]
    }

    /// The taints that a node's state asks for, and the events that tell of them.
    private static func taints(_ node: KubeObject, at now: KubeTime) -> [Write] {
        let old = Taint.all(of: node)
        var wanted: [Taint] = []
        if node.spec("unschedulable") == .bool(true) { wanted.append(.unschedulable) }
        switch node.condition("Ready")?["status"]?.text {
        case "False":
            wanted.append(Taint(key: "node.kubernetes.io/not-ready", value: "", effect: .noSchedule))
            wanted.append(Taint(key: "node.kubernetes.io/not-ready", value: "", effect: .noExecute))
        case "Unknown":
            wanted.append(Taint(key: "node.kubernetes.io/unreachable", value: "", effect: .noSchedule))
            wanted.append(Taint(key: "node.kubernetes.io/unreachable", value: "", effect: .noExecute))
        default: break
        }
        let managed = [
            "node.kubernetes.io/unschedulable", "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
        ]
        let present = old.filter { managed.contains($0.key) }
        guard Set(present) != Set(wanted) else { return [] }
        var taints = (node.spec("taints")?.elements ?? []).filter { json in
            let key = json["key"]?.text ?? ""
            guard managed.contains(key) else { return true }
            return wanted.contains { $0.key == key && $0.effect.rawValue == json["effect"]?.text }
        }
        for taint in wanted where !present.contains(taint) {
            taints.append(
                .of([
                    "key": taint.key.json, "effect": taint.effect.rawValue.json,
                    // Pods put up with it for a while from here on.
                    "timeAdded": taint.effect == .noExecute || taint == .unschedulable ? now.json : nil,
                ])
            )
        }
        var copy = node
        copy["spec", "taints"] = taints.isEmpty ? nil : .array(taints)
        var writes: [Write] = [.update(.nodes, copy)]
        let isCordoned = wanted.contains(.unschedulable)
        if isCordoned != present.contains(.unschedulable) {
            let reason = isCordoned ? "NodeNotSchedulable" : "NodeSchedulable"
            // The node itself says so.
            let note = EventNote(
                object: NodeKeeper.reference(node.name),
                severity: .normal,
                reason: reason,
                message: "Node \(node.name) status is now: \(reason)",
                source: .init("kubelet", host: node.name)
            )
            writes.append(.tell(note))
        }
        return writes
    }

    private static func tell(_ node: KubeObject, _ reason: String, _ message: String) -> Write {
        .tell(
            EventNote(
                object: .of([
                    "kind": "Node".json, "name": node.name.json, "uid": node.uid.json,
                    "apiVersion": "v1".json,
                ]),
                severity: .normal,
                reason: reason,
                message: message
            )
        )
    }
}
