/// What an engine says of itself and of its machine; where its data lies isn't among it.
public struct SystemInfo: EngineObject {
    public var id = ""
    public var containers = 0
    public var containersRunning = 0
    public var containersPaused = 0
    public var containersStopped = 0
    public var images = 0
    public var driver = ""
    public var driverStatus: [[String]]?
    public var plugins: Plugins?
    public var memoryLimit = false
    public var swapLimit = false
    public var kernelMemoryTCP: Bool?
    public var cpuCfsPeriod = false
    public var cpuCfsQuota = false
    public var cpuShares = false
    public var cpuSet = false
    public var pidsLimit = false
    public var ipv4Forwarding = false
    public var bridgeNfIptables: Bool?
    public var bridgeNfIP6tables: Bool?
    public var debug = false
    public var nFd: Int?
    public var oomKillDisable = false
    public var nGoroutines: Int?
    public var systemTime: String?
    public var loggingDriver = ""
    public var cgroupDriver = ""
    public var cgroupVersion: String?
    public var nEventsListener: Int?
    public var kernelVersion = ""
    public var operatingSystem = ""
    public var osVersion: String?
    public var osType = ""
    public var architecture = ""
    public var indexServerAddress = ""
    public var registryConfig: JSON?
    public var ncpu = 0
    public var memTotal = 0
    public var dockerRootDir: String?
    public var httpProxy: String?
    public var httpsProxy: String?
    public var noProxy: String?
    public var name = ""
    public var labels: [String]?
    public var experimentalBuild = false
    public var serverVersion = ""
    public var runtimes: [String: Runtime]?
    public var defaultRuntime: String?
    public var swarm: Swarm?
    public var liveRestoreEnabled: Bool?
    public var isolation: String?
    public var initBinary: String?
    public var containerdCommit: Commit?
    public var runcCommit: Commit?
    public var initCommit: Commit?
    public var securityOptions: [String]?
    public var warnings: [String]?

    public init() {}
}

extension SystemInfo {
    /// What can be plugged into an engine.
    public struct Plugins: EngineObject {
        public var volume: [String]?
        public var network: [String]?
        public var authorization: [String]?
        public var log: [String]?

        public init() {}

        public static let fields = FieldTable<Plugins>([
            Field("Volume", nullable: \.volume),
            Field("Network", nullable: \.network),
            Field("Authorization", nullable: \.authorization),
            Field("Log", nullable: \.log),
        ])
    }

    /// What runs the containers.
    public struct Runtime: EngineObject {
        public var path: String?

        public init() {}

        public static let fields = FieldTable<Runtime>([Field("path", optional: \.path)])
    }

    /// The state of the swarm that an engine may be in.
    public struct Swarm: EngineObject {
        public var nodeID = ""
        public var nodeAddr = ""
        public var localNodeState = "inactive"
        public var controlAvailable = false
        public var error = ""
        public var remoteManagers: [JSON]?

        public init() {}

        public static let fields = FieldTable<Swarm>([
            Field("NodeID", \.nodeID),
            Field("NodeAddr", \.nodeAddr),
            Field("LocalNodeState", \.localNodeState),
            Field("ControlAvailable", \.controlAvailable),
            Field("Error", \.error),
            Field("RemoteManagers", nullable: \.remoteManagers),
        ])
    }

    /// The commit that a part was built from.
    public struct Commit: EngineObject {
        public var id = ""

        public init() {}

        public static let fields = FieldTable<Commit>([Field("ID", \.id)])
    }
}
