import EngineAPI

/// Tells once of each node that it has come: `Registered Node N in Controller`.
///
/// It is told when a node is first seen; who starts later says so again, as in a real cluster.
struct NodeWelcome: Controller {
    var component: String { "node-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        change.shelf == .nodes && change.before == nil ? [change.key] : []
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let node = cache[.nodes, key] else { return .nothing }
        let note = EventNote(
            object: .of([
                "kind": "Node".json, "name": node.name.json, "uid": node.uid.json, "apiVersion": "v1".json,
            ]),
            severity: .normal,
            reason: "RegisteredNode",
            message: "Node \(node.name) event: Registered Node \(node.name) in Controller"
        )
        return Decision([.tell(note)])
    }
}
