import EngineAPI

/// The `conditions` of a status: a list in which each type stands once.
struct Conditions: Hashable, Sendable {
    private(set) var elements: [JSON]

    init(_ object: KubeObject) { elements = object.status("conditions")?.elements ?? [] }

    subscript(type: String) -> JSON? { elements.first { $0["type"]?.text == type } }

    func reason(_ type: String) -> String { self[type]?["reason"]?.text ?? "" }

    func isTrue(_ type: String) -> Bool { self[type]?["status"]?.text == "True" }

    /// Sets a condition; where its status stays, so does the moment of its last transition.
    ///
    /// Nothing happens where it says the same already (unless `refreshes`).
    mutating func set(
        _ type: String,
        _ status: String,
        _ reason: String,
        _ message: String,
        at now: KubeTime,
        hasUpdateTime: Bool = false,
        hasProbeTime: Bool = false,
        refreshes: Bool = false
    ) {
        let old = self[type]
        if !refreshes, old?["status"]?.text == status, old?["reason"]?.text == reason,
            old?["message"]?.text == message
        {
            return
        }
        let since = old?["status"]?.text == status ? old?["lastTransitionTime"] ?? now.json : now.json
        let new = JSON.of([
            "type": type.json, "status": status.json, "lastUpdateTime": hasUpdateTime ? now.json : nil,
            "lastProbeTime": hasProbeTime ? now.json : nil, "lastTransitionTime": since,
            "reason": reason.isEmpty ? nil : reason.json, "message": message.isEmpty ? nil : message.json,
        ])
        if let index = elements.firstIndex(where: { $0["type"]?.text == type }) {
            elements[index] = new
        } else {
            elements.append(new)
        }
    }

    /// Puts a condition in the place of the one of its type.
    mutating func replace(_ type: String, _ condition: JSON) {
        if let index = elements.firstIndex(where: { $0["type"]?.text == type }) {
            elements[index] = condition
        } else {
            elements.append(condition)
        }
    }

    mutating func remove(_ type: String) { elements.removeAll { $0["type"]?.text == type } }

    /// Nil where there is none.
    var json: JSON? { elements.isEmpty ? nil : .array(elements) }
}

extension KubeObject {
    /// The write that gives an object another status; none where it has it.
    ///
    /// Members are compared without regard to their order.
    func statusWrite(_ status: JSON, on shelf: Shelf) -> [Write] {
        let new = status.canonical(keepingNulls: true)
        guard new != (self["status"] ?? .of([:])).canonical(keepingNulls: true) else { return [] }
        return [.status(shelf, with(status: new))]
    }
}
