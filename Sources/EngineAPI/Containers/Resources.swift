/// How much of the machine a container may use; zero stands for no limit.
public struct Resources: EngineObject {
    public var cpuShares = 0
    /// In bytes.
    public var memory = 0
    /// In billionths of a processor.
    public var nanoCPUs = 0
    public var cgroupParent = ""
    public var blkioWeight = 0
    public var blkioWeightDevice: [WeightDevice]?
    public var blkioDeviceReadBps: [ThrottleDevice]?
    public var blkioDeviceWriteBps: [ThrottleDevice]?
    public var blkioDeviceReadIOps: [ThrottleDevice]?
    public var blkioDeviceWriteIOps: [ThrottleDevice]?
    public var cpuPeriod = 0
    public var cpuQuota = 0
    public var cpuRealtimePeriod = 0
    public var cpuRealtimeRuntime = 0
    public var cpusetCpus = ""
    public var cpusetMems = ""
    public var devices: [Device]?
    public var deviceCgroupRules: [String]?
    public var deviceRequests: [DeviceRequest]?
    public var kernelMemory: Int?
    public var kernelMemoryTCP: Int?
    public var memoryReservation = 0
    public var memorySwap = 0
    public var memorySwappiness: Int?
    public var oomKillDisable: Bool?
    public var pidsLimit: Int?
    public var ulimits: [Ulimit]?
    public var cpuCount = 0
    public var cpuPercent = 0
    public var ioMaximumIOps = 0
    public var ioMaximumBandwidth = 0

    public init() {}

    public static let fields = FieldTable<Resources>([
        Field("CpuShares", \.cpuShares),
        Field("Memory", \.memory),
        Field("NanoCpus", \.nanoCPUs),
        Field("CgroupParent", \.cgroupParent),
        Field("BlkioWeight", \.blkioWeight),
        Field("BlkioWeightDevice", nullable: \.blkioWeightDevice),
        Field("BlkioDeviceReadBps", nullable: \.blkioDeviceReadBps),
        Field("BlkioDeviceWriteBps", nullable: \.blkioDeviceWriteBps),
        Field("BlkioDeviceReadIOps", nullable: \.blkioDeviceReadIOps),
        Field("BlkioDeviceWriteIOps", nullable: \.blkioDeviceWriteIOps),
        Field("CpuPeriod", \.cpuPeriod),
        Field("CpuQuota", \.cpuQuota),
        Field("CpuRealtimePeriod", \.cpuRealtimePeriod),
        Field("CpuRealtimeRuntime", \.cpuRealtimeRuntime),
        Field("CpusetCpus", \.cpusetCpus),
        Field("CpusetMems", \.cpusetMems),
        Field("Devices", nullable: \.devices),
        Field("DeviceCgroupRules", nullable: \.deviceCgroupRules),
        Field("DeviceRequests", nullable: \.deviceRequests),
        Field("KernelMemory", optional: \.kernelMemory),
        Field("KernelMemoryTCP", optional: \.kernelMemoryTCP),
        Field("MemoryReservation", \.memoryReservation),
        Field("MemorySwap", \.memorySwap),
        Field("MemorySwappiness", nullable: \.memorySwappiness),
        Field("OomKillDisable", nullable: \.oomKillDisable),
        Field("PidsLimit", nullable: \.pidsLimit),
        Field("Ulimits", nullable: \.ulimits),
        Field("CpuCount", \.cpuCount),
        Field("CpuPercent", \.cpuPercent),
        Field("IOMaximumIOps", \.ioMaximumIOps),
        Field("IOMaximumBandwidth", \.ioMaximumBandwidth),
    ])
}
