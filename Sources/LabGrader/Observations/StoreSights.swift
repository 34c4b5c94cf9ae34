public import EngineAPI

/// What is seen of a volume.
public struct VolumeSight: EngineObject {
    public var driver = ""
    public var labels: [String: String] = [:]

    public init() {}

    public static let fields = FieldTable<VolumeSight>([Field("driver", \.driver), Field("labels", \.labels)])
}

/// What is seen of a network.
public struct NetworkSight: EngineObject {
    public var driver = ""
    public var isInternal = false
    public var labels: [String: String] = [:]
    /// The names of the containers in it, in order.
    public var containers: [String] = []

    public init() {}

    public static let fields = FieldTable<NetworkSight>([
        Field("driver", \.driver), Field("internal", \.isInternal), Field("labels", \.labels),
        Field("containers", \.containers),
    ])
}

/// What is seen of one container of a compose project.
public struct ComposeSight: EngineObject {
    public var service = ""
    public var container = ContainerSight()
    /// When it was started; RFC 3339.
    public var startedAt = ""
    /// The services that it waits for, as compose notes them; nil where it notes nothing.
    public var dependencies: [String]?

    public init() {}

    public static let fields = FieldTable<ComposeSight>([
        Field("service", \.service), Field("container", \.container), Field("startedAt", \.startedAt),
        Field("dependsOn", optional: \.dependencies),
    ])
}
