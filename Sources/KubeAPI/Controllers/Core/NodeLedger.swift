import EngineAPI

/// What the pods on each node ask for, added up as they come and go.
struct NodeLedger: Sendable {
    /// What is taken on a node.
    struct Load: Hashable, Sendable {
        var pods = 0
        /// In thousandths of each resource's unit.
        var requests: [String: Int] = [:]
        /// How many pods want each port of the node: `TCP/8080`.
        var hostPorts: [String: Int] = [:]
    }

    private struct Share: Sendable {
        var node: String
        var requests: [String: Int]
        var hostPorts: [String]
    }

    private var loads: [String: Load] = [:]
    private var shares: [ObjectKey: Share] = [:]
    /// The pods that want no others near them: each new pod must be asked about these.
    private(set) var unsociable: Set<ObjectKey> = []

    subscript(node: String) -> Load { loads[node] ?? Load() }

    mutating func add(_ object: KubeObject, _ pod: PodFacts) {
        let share = Share(
            node: pod.node,
            requests: PodRequests.of(object),
            hostPorts: PodRequests.hostPorts(of: object)
        )
        shares[pod.key] = share
        loads[pod.node, default: Load()].pods += 1
        for (name, amount) in share.requests {
            let (sum, overflows) = (loads[pod.node]?.requests[name] ?? 0).addingReportingOverflow(amount)
            loads[pod.node]?.requests[name] = overflows ? .max : sum
        }
        for port in share.hostPorts { loads[pod.node]?.hostPorts[port, default: 0] += 1 }
        if object.spec("affinity")?["podAntiAffinity"] != nil { unsociable.insert(pod.key) }
    }

    mutating func remove(_ pod: PodFacts) {
        unsociable.remove(pod.key)
        guard let share = shares.removeValue(forKey: pod.key) else { return }
        loads[share.node]?.pods -= 1
        for (name, amount) in share.requests { loads[share.node]?.requests[name, default: 0] &-= amount }
        for port in share.hostPorts {
            loads[share.node]?.hostPorts[port, default: 0] -= 1
            if loads[share.node]?.hostPorts[port] == 0 { loads[share.node]?.hostPorts[port] = nil }
        }
        if loads[share.node]?.pods == 0 { loads[share.node] = nil }
    }
}

/// What a pod asks of its node.
enum PodRequests {
    /// In thousandths of each resource's unit: what its containers need together, or its greediest init container.
    static func of(_ pod: KubeObject) -> [String: Int] {
        PodResources.total(pod, "requests").mapValues(\.milliValue)
    }

    /// The ports of the node itself that it wants: `TCP/8080`.
    static func hostPorts(of pod: KubeObject) -> [String] {
        (pod.spec("containers")?.elements ?? []).flatMap { $0["ports"]?.elements ?? [] }.compactMap { port in
            guard let number = port["hostPort"]?.integer, number > 0 else { return nil }
            return "\(port["protocol"]?.text ?? "TCP")/\(number)"
        }
    }

    /// Amounts by resource, in thousandths.
    static func amounts(_ json: JSON?) -> [String: Int] { PodResources.amounts(json).mapValues(\.milliValue) }
}
