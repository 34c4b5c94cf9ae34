import EngineAPI

/// The part of a simulated node's kubelet that speaks for the node: registers it, and keeps saying that it is well.
struct NodeKeeper: Controller {
    /// How often the lease is renewed, and how often the status is said again though nothing changed.
    private static let leaseInterval = Duration.seconds(10)
    private static let statusInterval = Duration.seconds(300)
    private static let leases = "kube-node-lease"

    let settings: NodeSettings

    var component: String { "kubelet" }
    var host: String { settings.name }
    var manager: String { "kubelet" }
    var initialKeys: [ObjectKey] { [ObjectKey("", settings.name)] }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        let isOurs =
            change.shelf == .nodes && change.key.name == settings.name
            || change.shelf == .leases && change.key == ObjectKey(Self.leases, settings.name)
        guard isOurs else { return [] }
        let isNews = change.after == nil || change.before == nil
        return isNews || change.after.map(Self.hasNewResources) ?? false ? initialKeys : []
    }

    /// Whether somebody has said that the node has resources of a kind of their own, or no longer has them.
    private static func hasNewResources(_ node: KubeObject) -> Bool {
        NodeObject.extended(node.status("capacity")) != NodeObject.extended(node.status("allocatable"))
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let node = cache[.nodes, key] else { return Decision(registration(at: now)) }
        guard !node.isBeingDeleted else { return .nothing }
        var decision = Decision()
        let beat = node.condition("Ready")?["lastHeartbeatTime"]?.text.flatMap { KubeTime($0) }
        let isWell = node.condition("Ready")?["status"]?.text == "True"
        let nextStatus = beat?.advanced(by: Self.statusInterval)
        if let nextStatus, nextStatus > now, isWell, !Self.hasNewResources(node) {
            decision.look(at: nextStatus)
        } else {
            decision.writes.append(
                .status(.nodes, node.with(status: NodeObject(settings: settings).status(of: node, at: now)))
            )
            decision.look(at: now.advanced(by: Self.statusInterval))
        }
        let lease = cache[.leases, ObjectKey(Self.leases, settings.name)]
        let renewal = lease?["spec", "renewTime"]?.text.flatMap { KubeTime($0) }?
            .advanced(by: Self.leaseInterval)
        if let renewal, renewal > now {
            decision.look(at: renewal)
        } else {
            decision.writes.append(leaseWrite(lease, node, at: now))
            decision.look(at: now.advanced(by: Self.leaseInterval))
        }
        return decision
    }

    private func registration(at now: KubeTime) -> [Write] {
        let made = NodeObject(settings: settings)
        let withStatus = made.object.with(status: made.status(of: nil, at: now))
        let sayings = [
            ("Starting", "Starting kubelet."),
            ("NodeHasSufficientMemory", "Node \(settings.name) status is now: NodeHasSufficientMemory"),
            ("NodeHasNoDiskPressure", "Node \(settings.name) status is now: NodeHasNoDiskPressure"),
            ("NodeHasSufficientPID", "Node \(settings.name) status is now: NodeHasSufficientPID"),
            ("NodeAllocatableEnforced", "Updated Node Allocatable limit across pods"),
            ("NodeReady", "Node \(settings.name) status is now: NodeReady"),
        ]
        return [.create(.nodes, made.object), .status(.nodes, withStatus)]
            + sayings.map { reason, message in
                .tell(
                    EventNote(
                        object: Self.reference(settings.name),
                        severity: .normal,
                        reason: reason,
                        message: message
                    )
                )
            }
    }

    /// A kubelet refers to its node by its name also where a uid is meant.
    static func reference(_ node: String) -> JSON {
        .of(["kind": "Node".json, "name": node.json, "uid": node.json, "apiVersion": "v1".json])
    }

    private func leaseWrite(_ lease: KubeObject?, _ node: KubeObject, at now: KubeTime) -> Write {
        if var lease {
            lease["spec", "renewTime"] = now.microJSON
            return .update(.leases, lease)
        }
        let owner: JSON = .of([
            "apiVersion": "v1".json, "kind": "Node".json, "name": settings.name.json, "uid": node.uid.json,
        ])
        return .create(
            .leases,
            KubeObject(
                .of([
                    "apiVersion": "coordination.k8s.io/v1".json, "kind": "Lease".json,
                    "metadata": .of([
                        "name": settings.name.json, "namespace": Self.leases.json,
                        "ownerReferences": .array([owner]),
                    ]),
                    "spec": .of([
                        "holderIdentity": settings.name.json, "leaseDurationSeconds": 40.json,
                        "renewTime": now.microJSON,
                    ]),
                ])
            )
        )
    }
}
