import EngineAPI
import KubeAPI

/// The parts of a pod's description that its kubelet acts on; what has another form than it should have counts as absent.
struct PodSpec: Hashable, Sendable {
    enum RestartPolicy: String, Hashable, Sendable {
        case always = "Always"
        case onFailure = "OnFailure"
        case never = "Never"
    }

    let json: JSON
    let initial: [ContainerSpec]
    let main: [ContainerSpec]
    /// Those that were put beside the others while they run, to look at them: `kubectl debug`.
    let ephemeral: [ContainerSpec]

    init(_ pod: KubeObject) {
        json = pod["spec"] ?? .object([])
        initial = (json["initContainers"]?.elements ?? []).map { ContainerSpec($0, isInitial: true) }
        main = (json["containers"]?.elements ?? []).map { ContainerSpec($0, isInitial: false) }
        ephemeral = (json["ephemeralContainers"]?.elements ?? []).map {
            ContainerSpec($0, isInitial: false, isEphemeral: true)
        }
    }

    /// All containers, in the order in which they are started.
    var containers: [ContainerSpec] { initial + main }

    func container(_ name: String) -> ContainerSpec? { (containers + ephemeral).first { $0.name == name } }

    var restartPolicy: RestartPolicy {
        json["restartPolicy"]?.text.flatMap(RestartPolicy.init) ?? .always
    }

    var nodeName: String { json["nodeName"]?.text ?? "" }
    var volumes: [JSON] { json["volumes"]?.elements ?? [] }

    /// How long its containers have to end, in seconds.
    var grace: Int { max(0, json["terminationGracePeriodSeconds"]?.integer ?? 30) }

    /// How long it may be on its node, in seconds; nil for as long as it likes.
    var deadline: Int? { json["activeDeadlineSeconds"]?.integer }
}

/// A container of a pod, as it is described.
struct ContainerSpec: Hashable, Sendable {
    let json: JSON
    let isInitial: Bool
    let isEphemeral: Bool

    init(_ json: JSON, isInitial: Bool, isEphemeral: Bool = false) {
        (self.json, self.isInitial, self.isEphemeral) = (json, isInitial, isEphemeral)
    }

    var name: String { json["name"]?.text ?? "" }
    var image: String { json["image"]?.text ?? "" }

    /// Whether it is an init container that goes on running beside the others.
    var isSidecar: Bool { isInitial && json["restartPolicy"]?.text == "Always" }

    /// Where events say that the container stands: `spec.containers{web}`.
    var fieldPath: String {
        let list = isEphemeral ? "ephemeralContainers" : isInitial ? "initContainers" : "containers"
        return "spec.\(list){\(name)}"
    }

    /// With less memory, in bytes, a container's process is killed before it becomes its program.
    static let leastMemory = 6 << 20

    /// Whether its limit leaves it too little memory to start at all.
    var startsInVain: Bool {
        let limit = Amount(json.at("resources", "limits", "memory"))?.units ?? 0
        return limit > 0 && limit < Self.leastMemory
    }

    var mounts: [JSON] { json["volumeMounts"]?.elements ?? [] }

    /// The number of a port, given as one or by the name of one of the container's.
    func port(_ json: JSON?) -> Int? {
        if let number = json?.integer { return (1...65_535).contains(number) ? number : nil }
        guard let name = json?.text else { return nil }
        let named = self.json["ports"]?.elements?.first { $0["name"]?.text == name }
        return named?["containerPort"]?.integer ?? Int(name).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
}
