public import EngineAPI

/// What is seen of an object of the cluster.
public struct ObjectSight: EngineObject {
    /// The object, without what only its managers need.
    public var object = JSON.object([])
    /// The pods that its selector selects, sorted by name; of a pod itself only that one.
    public var pods: [PodSight] = []
    /// The addresses that a service leads to, where it was asked.
    public var endpoints: [String]?
    /// The variables of its containers that were asked for.
    public var variables: [VariableSight]?

    public init() {}

    public static let fields = FieldTable<ObjectSight>([
        Field("object", \.object), Field("pods", \.pods), Field("endpoints", optional: \.endpoints),
        Field("variables", optional: \.variables),
    ])
}

/// What is seen of a variable of a container that an object makes.
public struct VariableSight: EngineObject {
    public var name = ""
    /// Nil where it isn't the same in all pods, or where what it comes from isn't there.
    public var value: String?
    /// Where it comes from, for people, where its value isn't known.
    public var source = ""
    /// Whether what it comes from isn't there, so that no container is started with it.
    public var isMissing = false

    public init() {}

    public static let fields = FieldTable<VariableSight>([
        Field("name", \.name), Field("value", optional: \.value), Field("source", \.source),
        Field("missing", \.isMissing),
    ])
}

/// What is seen of a pod.
public struct PodSight: EngineObject {
    public var name = ""
    /// The phase that its status gives: `Pending`, `Running`.
    public var phase = ""
    /// Why a container of it waits or has ended: `ImagePullBackOff`, `CrashLoopBackOff`; empty where none does.
    public var reason = ""
    /// What the container's state says about that.
    public var message = ""
    public var images: [String] = []
    public var readyContainers = 0
    /// How often its containers were started again, together.
    public var restarts = 0
    /// Whether its deletion has begun.
    public var isEnding = false
    /// Whether a deployment has made it and has nothing more to do: then nobody replaces it.
    ///
    /// It is only looked at where images are asked for.
    public var isSettled = false

    public init() {}

    public static let fields = FieldTable<PodSight>([
        Field("name", \.name), Field("phase", \.phase), Field("reason", \.reason),
        Field("message", \.message),
        Field("images", \.images), Field("ready", \.readyContainers), Field("restarts", \.restarts),
        Field("ending", \.isEnding), Field("settled", \.isSettled),
    ])

    /// How it is, as `kubectl get pods` has it in two columns.
    var status: String {
        "\(readyContainers)/\(images.count) \(isEnding ? "Terminating" : reason.isEmpty ? phase : reason)"
    }
}

/// What is seen of an event.
public struct EventSight: EngineObject {
    public var type = ""
    public var reason = ""
    /// What it is about: `pod/web-1`.
    public var object = ""
    public var message = ""

    public init() {}

    public static let fields = FieldTable<EventSight>([
        Field("type", \.type), Field("reason", \.reason), Field("object", \.object),
        Field("message", \.message),
    ])
}

/// A deployment and what its containers are called; causes are found in it.
public struct DeploymentSight: EngineObject {
    public var name = ""
    public var containers: [String] = []

    public init() {}

    public static let fields = FieldTable<DeploymentSight>([
        Field("name", \.name), Field("containers", \.containers),
    ])
}
