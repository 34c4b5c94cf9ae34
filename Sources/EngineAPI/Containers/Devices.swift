/// A limit that the kernel keeps for each process.
public struct Ulimit: EngineObject {
    public var name = ""
    public var hard = 0
    public var soft = 0

    public init() {}

    public static let fields = FieldTable<Ulimit>([
        Field("Name", \.name), Field("Hard", \.hard), Field("Soft", \.soft),
    ])
}

/// A device of the host's that a container gets.
public struct Device: EngineObject {
    public var pathOnHost = ""
    public var pathInContainer = ""
    public var cgroupPermissions = ""

    public init() {}

    public static let fields = FieldTable<Device>([
        Field("PathOnHost", \.pathOnHost),
        Field("PathInContainer", \.pathInContainer),
        Field("CgroupPermissions", \.cgroupPermissions),
    ])
}

/// Devices that a driver of the host's hands out, such as graphics cards.
public struct DeviceRequest: EngineObject {
    public var driver = ""
    public var count = 0
    public var deviceIDs: [String]?
    public var capabilities: [[String]]?
    public var options: [String: String]?

    public init() {}

    public static let fields = FieldTable<DeviceRequest>([
        Field("Driver", \.driver),
        Field("Count", \.count),
        Field("DeviceIDs", nullable: \.deviceIDs),
        Field("Capabilities", nullable: \.capabilities),
        Field("Options", nullable: \.options),
    ])
}

/// A device's weight when several containers use it.
public struct WeightDevice: EngineObject {
    public var path = ""
    public var weight = 0

    public init() {}

    public static let fields = FieldTable<WeightDevice>([Field("Path", \.path), Field("Weight", \.weight)])
}

/// How fast a container may use a device.
public struct ThrottleDevice: EngineObject {
    public var path = ""
    public var rate = 0

    public init() {}

    public static let fields = FieldTable<ThrottleDevice>([Field("Path", \.path), Field("Rate", \.rate)])
}
