/// A volume.
public struct VolumeDetails: EngineObject {
    public var createdAt: String?
    public var driver = ""
    public var labels: [String: String]?
    public var mountpoint = ""
    public var name = ""
    public var options: [String: String]?
    public var scope = ""
    public var usageData: Usage?

    public init() {}

    public static let fields = FieldTable<VolumeDetails>([
        Field("CreatedAt", optional: \.createdAt),
        Field("Driver", \.driver),
        Field("Labels", nullable: \.labels),
        Field("Mountpoint", \.mountpoint),
        Field("Name", \.name),
        Field("Options", nullable: \.options),
        Field("Scope", \.scope),
        Field("UsageData", optional: \.usageData),
    ])

    /// How much room a volume takes, and who uses it.
    public struct Usage: EngineObject {
        public var refCount = 0
        public var size = 0

        public init() {}

        public static let fields = FieldTable<Usage>([Field("RefCount", \.refCount), Field("Size", \.size)])
    }
}

/// A list of volumes.
public struct VolumeList: EngineObject {
    public var volumes: [VolumeDetails] = []
    public var warnings: [String]?

    public init() {}

    public static let fields = FieldTable<VolumeList>([
        Field("Volumes", \.volumes), Field("Warnings", nullable: \.warnings),
    ])
}

/// A volume to make.
public struct VolumeCreation: EngineObject {
    public var name = ""
    public var driver = ""
    public var driverOpts: [String: String]?
    public var labels: [String: String]?
    public var clusterVolumeSpec: JSON?

    public init() {}

    public static let fields = FieldTable<VolumeCreation>([
        Field("Name", \.name),
        Field("Driver", \.driver),
        Field("DriverOpts", optional: \.driverOpts),
        Field("Labels", optional: \.labels),
        Field("ClusterVolumeSpec", optional: \.clusterVolumeSpec),
    ])
}

/// The filters that lists of volumes know.
public enum VolumeFilters {
    public static let known: Set<String> = ["dangling", "driver", "label", "name"]
    /// Those of clearing volumes away.
    public static let knownWhenPruning: Set<String> = ["all", "label", "label!"]
}
