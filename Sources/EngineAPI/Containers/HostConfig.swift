/// How a container stands on its host: mounts, networks, ports, limits, privileges.
public struct HostConfig: EngineObject {
    public var binds: [String]?
    public var containerIDFile = ""
    public var logConfig = LogConfig()
    public var networkMode = ""
    public var portBindings: [String: [PortBinding]?]?
    public var restartPolicy = RestartPolicy()
    public var autoRemove = false
    public var volumeDriver = ""
    public var volumesFrom: [String]?
    public var consoleSize: [Int]?
    public var annotations: [String: String]?
    public var capAdd: [String]?
    public var capDrop: [String]?
    public var cgroupnsMode = ""
    public var dns: [String]?
    public var dnsOptions: [String]?
    public var dnsSearch: [String]?
    public var extraHosts: [String]?
    public var groupAdd: [String]?
    public var ipcMode = ""
    public var cgroup = ""
    public var links: [String]?
    public var oomScoreAdj = 0
    public var pidMode = ""
    public var privileged = false
    public var publishAllPorts = false
    public var readonlyRootfs = false
    public var securityOpt: [String]?
    public var storageOpt: [String: String]?
    public var tmpfs: [String: String]?
    public var utsMode = ""
    public var usernsMode = ""
    /// In bytes.
    public var shmSize = 0
    public var sysctls: [String: String]?
    public var runtime: String?
    public var isolation = ""
    public var resources = Resources()
    public var mounts: [Mount]?
    public var maskedPaths: [String]?
    public var readonlyPaths: [String]?
    /// Whether a process of the container's own reaps the others.
    public var usesInit: Bool?

    public init() {}

    public static let fields = FieldTable<HostConfig>(
        [
            Field("Binds", nullable: \.binds),
            Field("ContainerIDFile", \.containerIDFile),
            Field("LogConfig", \.logConfig),
            Field("NetworkMode", \.networkMode),
            Field("PortBindings", nullable: \.portBindings),
            Field("RestartPolicy", \.restartPolicy),
            Field("AutoRemove", \.autoRemove),
            Field("VolumeDriver", \.volumeDriver),
            Field("VolumesFrom", nullable: \.volumesFrom),
            Field("ConsoleSize", optional: \.consoleSize),
            Field("Annotations", optional: \.annotations),
            Field("CapAdd", nullable: \.capAdd),
            Field("CapDrop", nullable: \.capDrop),
            Field("CgroupnsMode", \.cgroupnsMode),
            Field("Dns", nullable: \.dns),
            Field("DnsOptions", nullable: \.dnsOptions),
            Field("DnsSearch", nullable: \.dnsSearch),
            Field("ExtraHosts", nullable: \.extraHosts),
            Field("GroupAdd", nullable: \.groupAdd),
            Field("IpcMode", \.ipcMode),
            Field("Cgroup", \.cgroup),
            Field("Links", nullable: \.links),
            Field("OomScoreAdj", \.oomScoreAdj),
            Field("PidMode", \.pidMode),
            Field("Privileged", \.privileged),
            Field("PublishAllPorts", \.publishAllPorts),
            Field("ReadonlyRootfs", \.readonlyRootfs),
            Field("SecurityOpt", nullable: \.securityOpt),
            Field("StorageOpt", optional: \.storageOpt),
            Field("Tmpfs", optional: \.tmpfs),
            Field("UTSMode", \.utsMode),
            Field("UsernsMode", \.usernsMode),
            Field("ShmSize", \.shmSize),
            Field("Sysctls", optional: \.sysctls),
            Field("Runtime", optional: \.runtime),
            Field("Isolation", \.isolation),
        ] + Resources.fields.lifted(\.resources) + [
            Field("Mounts", optional: \.mounts),
            Field("MaskedPaths", nullable: \.maskedPaths),
            Field("ReadonlyPaths", nullable: \.readonlyPaths),
            Field("Init", optional: \.usesInit),
        ]
    )
}

/// Where a container's output is kept.
public struct LogConfig: EngineObject {
    public var type = ""
    public var config: [String: String]?

    public init() {}

    public init(type: String, config: [String: String]) {
        self.type = type
        self.config = config
    }

    public static let fields = FieldTable<LogConfig>([
        Field("Type", \.type), Field("Config", nullable: \.config),
    ])
}

/// When the engine starts a container again.
public struct RestartPolicy: EngineObject {
    public var name = ""
    public var maximumRetryCount = 0

    public init() {}

    public static let fields = FieldTable<RestartPolicy>([
        Field("Name", \.name), Field("MaximumRetryCount", \.maximumRetryCount),
    ])
}

/// A port of the host's that leads to one of a container's.
public struct PortBinding: EngineObject {
    public var hostIP = ""
    /// A number, or nothing for any that is free.
    public var hostPort = ""

    public init() {}

    public init(hostIP: String, hostPort: String) {
        self.hostIP = hostIP
        self.hostPort = hostPort
    }

    public static let fields = FieldTable<PortBinding>([
        Field("HostIp", \.hostIP), Field("HostPort", \.hostPort),
    ])
}
