/// All that is known of a container: what `docker inspect` shows.
public struct ContainerDetails: EngineObject {
    public var id = ""
    public var created = ""
    public var path = ""
    public var args: [String]?
    public var state = ContainerState()
    public var image = ""
    public var resolvConfPath = ""
    public var hostnamePath = ""
    public var hostsPath = ""
    public var logPath = ""
    /// With a slash before it.
    public var name = ""
    public var restartCount = 0
    public var driver = ""
    public var platform = ""
    public var mountLabel = ""
    public var processLabel = ""
    public var appArmorProfile = ""
    public var execIDs: [String]?
    public var hostConfig = HostConfig()
    public var sizeRw: Int?
    public var sizeRootFs: Int?
    public var mounts: [MountPoint] = []
    public var config = ContainerConfig()
    public var networkSettings = NetworkSettings()

    public init() {}

    public static let fields = FieldTable<ContainerDetails>([
        Field("Id", \.id),
        Field("Created", \.created),
        Field("Path", \.path),
        Field("Args", nullable: \.args),
        Field("State", \.state),
        Field("Image", \.image),
        Field("ResolvConfPath", \.resolvConfPath),
        Field("HostnamePath", \.hostnamePath),
        Field("HostsPath", \.hostsPath),
        Field("LogPath", \.logPath),
        Field("Name", \.name),
        Field("RestartCount", \.restartCount),
        Field("Driver", \.driver),
        Field("Platform", \.platform),
        Field("MountLabel", \.mountLabel),
        Field("ProcessLabel", \.processLabel),
        Field("AppArmorProfile", \.appArmorProfile),
        Field("ExecIDs", nullable: \.execIDs),
        Field("HostConfig", \.hostConfig),
        Field("SizeRw", optional: \.sizeRw),
        Field("SizeRootFs", optional: \.sizeRootFs),
        Field("Mounts", \.mounts),
        Field("Config", \.config),
        Field("NetworkSettings", \.networkSettings),
    ])

    /// The networks of a running container.
    public struct NetworkSettings: EngineObject {
        public var bridge = ""
        public var sandboxID = ""
        public var sandboxKey = ""
        public var ports: [String: [PortBinding]?] = [:]
        public var hairpinMode = false
        public var linkLocalIPv6Address = ""
        public var linkLocalIPv6PrefixLen = 0
        public var endpointID = ""
        public var gateway = ""
        public var globalIPv6Address = ""
        public var globalIPv6PrefixLen = 0
        public var ipAddress = ""
        public var ipPrefixLen = 0
        public var ipv6Gateway = ""
        public var macAddress = ""
        public var networks: [String: EndpointSettings?] = [:]

        public init() {}

        public static let fields = FieldTable<NetworkSettings>([
            Field("Bridge", \.bridge),
            Field("SandboxID", \.sandboxID),
            Field("SandboxKey", \.sandboxKey),
            Field("Ports", \.ports),
            Field("HairpinMode", \.hairpinMode),
            Field("LinkLocalIPv6Address", \.linkLocalIPv6Address),
            Field("LinkLocalIPv6PrefixLen", \.linkLocalIPv6PrefixLen),
            Field("EndpointID", \.endpointID),
            Field("Gateway", \.gateway),
            Field("GlobalIPv6Address", \.globalIPv6Address),
            Field("GlobalIPv6PrefixLen", \.globalIPv6PrefixLen),
            Field("IPAddress", \.ipAddress),
            Field("IPPrefixLen", \.ipPrefixLen),
            Field("IPv6Gateway", \.ipv6Gateway),
            Field("MacAddress", \.macAddress),
            Field("Networks", \.networks),
        ])
    }
}
