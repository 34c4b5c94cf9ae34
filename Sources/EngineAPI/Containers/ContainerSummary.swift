/// A container in a list.
public struct ContainerSummary: EngineObject {
    public var id = ""
    /// Each with a slash before it.
    public var names: [String] = []
    /// As it was asked for.
    public var image = ""
    public var imageID = ""
    public var command = ""
    /// In seconds since 1970.
    public var created = 0
    public var ports: [Port] = []
    public var sizeRw: Int?
    public var sizeRootFs: Int?
    public var labels: [String: String] = [:]
    public var state = ""
    /// For people: `Up 3 minutes (healthy)`.
    public var status = ""
    public var hostConfig = NetworkModeOnly()
    public var networkSettings = NetworksOnly()
    public var mounts: [MountPoint] = []

    public init() {}

    public static let fields = FieldTable<ContainerSummary>([
        Field("Id", \.id),
        Field("Names", \.names),
        Field("Image", \.image),
        Field("ImageID", \.imageID),
        Field("Command", \.command),
        Field("Created", \.created),
        Field("Ports", \.ports),
        Field("SizeRw", optional: \.sizeRw),
        Field("SizeRootFs", optional: \.sizeRootFs),
        Field("Labels", \.labels),
        Field("State", \.state),
        Field("Status", \.status),
        Field("HostConfig", \.hostConfig),
        Field("NetworkSettings", \.networkSettings),
        Field("Mounts", \.mounts),
    ])

    /// A port of a container's in a list.
    public struct Port: EngineObject {
        public var ip: String?
        public var privatePort = 0
        public var publicPort: Int?
        public var type = "tcp"

        public init() {}

        public static let fields = FieldTable<Port>([
            Field("IP", optional: \.ip),
            Field("PrivatePort", \.privatePort),
            Field("PublicPort", optional: \.publicPort),
            Field("Type", \.type),
        ])
    }

    /// The little that a list says of the host's side.
    public struct NetworkModeOnly: EngineObject {
        public var networkMode = ""

        public init() {}

        public static let fields = FieldTable<NetworkModeOnly>([Field("NetworkMode", \.networkMode)])
    }

    /// The little that a list says of networks.
    public struct NetworksOnly: EngineObject {
        public var networks: [String: EndpointSettings?] = [:]

        public init() {}

        public static let fields = FieldTable<NetworksOnly>([Field("Networks", \.networks)])
    }
}
