import EngineAPI

/// What controllers ask of a pod, read from it once for each of its changes.
struct PodFacts: Hashable, Sendable {
    enum Phase: String, Hashable, Sendable {
        case pending = "Pending"
        case running = "Running"
        case succeeded = "Succeeded"
        case failed = "Failed"
        case unknown = "Unknown"
    }

    var key: ObjectKey
    var uid: String
    var labels: [String: String]
    var phase: Phase
    /// Empty while it isn't scheduled.
    var node: String
    /// Empty while it has none.
    var address: String
    var isBeingDeleted: Bool
    var isReady: Bool
    /// Since when it is ready, or isn't.
    var readySince: KubeTime?
    var created: KubeTime?
    var controller: OwnerReference?
    var restarts: Int
    /// Whether the scheduler has found no node for it.
    var isRefused: Bool
    /// How important it is: less important ones make room for it.
    var priority: Int
    /// The node on which room is being made for it; empty where none is.
    var nominatedNode: String

    init(_ pod: KubeObject) {
        key = ObjectKey(pod)
        uid = pod.uid
        labels = pod.labels
        let status = pod.json["status"]
        phase = status?["phase"]?.text.flatMap(Phase.init(rawValue:)) ?? .pending
        node = pod.json["spec"]?["nodeName"]?.text ?? ""
        address = status?["podIP"]?.text ?? ""
        isBeingDeleted = pod.isBeingDeleted
        let ready = Self.condition("Ready", in: status)
        isReady = ready?["status"]?.text == "True"
        readySince = ready?["lastTransitionTime"]?.text.flatMap { KubeTime($0) }
        created = pod.created
        controller = pod.controller
        isRefused = Self.condition("PodScheduled", in: status)?["status"]?.text == "False"
        priority = pod.json["spec"]?["priority"]?.integer ?? 0
        nominatedNode = status?["nominatedNodeName"]?.text ?? ""
        restarts = (status?["containerStatuses"]?.elements ?? [])
            .reduce(0) { max($0, $1["restartCount"]?.integer ?? 0) }
    }

    /// Whether its containers have ended for good.
    var isTerminal: Bool { phase == .succeeded || phase == .failed }

    /// Whether it counts as a replica: neither ended nor on its way out.
    var isActive: Bool { !isTerminal && !isBeingDeleted }

    /// When it is (or was) available; nil while it isn't ready.
    func available(after minReady: Int) -> KubeTime? {
        guard isReady else { return nil }
        guard minReady > 0 else { return readySince ?? KubeTime(nanoseconds: .min) }
        return readySince?.advanced(by: .seconds(minReady))
    }

    /// Whether it has been ready for long enough.
    func isAvailable(after minReady: Int, at now: KubeTime) -> Bool {
        guard let moment = available(after: minReady) else { return false }
        return minReady == 0 || moment <= now
    }

    static func condition(_ type: String, in status: JSON?) -> JSON? {
        status?["conditions"]?.elements?.first { $0["type"]?.text == type }
    }
}

/// Who owns an object.
struct OwnerReference: Hashable, Sendable {
    var apiVersion: String
    var kind: String
    var name: String
    var uid: String
    var isController: Bool
    var blocksDeletion: Bool

    init?(_ json: JSON) {
        guard let uid = json["uid"]?.text else { return nil }
        self.uid = uid
        apiVersion = json["apiVersion"]?.text ?? ""
        kind = json["kind"]?.text ?? ""
        name = json["name"]?.text ?? ""
        isController = json["controller"] == .bool(true)
        blocksDeletion = json["blockOwnerDeletion"] == .bool(true)
    }

    /// The reference of a controller to what it makes.
    static func controller(_ owner: KubeObject) -> JSON {
        .of([
            "apiVersion": owner.apiVersion.json, "kind": owner.kind.json, "name": owner.name.json,
            "uid": owner.uid.json, "controller": true.json, "blockOwnerDeletion": true.json,
        ])
    }
}
