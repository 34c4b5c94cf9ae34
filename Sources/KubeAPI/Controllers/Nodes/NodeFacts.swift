import EngineAPI

/// What the scheduler asks of a node, read from it once for each of its changes.
struct NodeFacts: Hashable, Sendable {
    var object: KubeObject
    var name: String
    var labels: [String: String]
    var taints: [Taint]
    var isCordoned: Bool
    /// What it has for pods, in thousandths of each resource's unit.
    var room: [String: Int]

    init(_ node: KubeObject) {
        object = node
        name = node.name
        labels = node.labels
        taints = Taint.all(of: node)
        isCordoned = node.spec("unschedulable") == .bool(true)
        room = PodRequests.amounts(node.status("allocatable"))
    }
}
