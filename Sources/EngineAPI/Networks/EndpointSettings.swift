/// How a container stands in a network.
public struct EndpointSettings: EngineObject {
    public var ipamConfig: EndpointIPAM?
    public var links: [String]?
    public var aliases: [String]?
    public var macAddress = ""
    public var driverOpts: [String: String]?
    public var gwPriority: Int?
    public var networkID = ""
    public var endpointID = ""
    public var gateway = ""
    public var ipAddress = ""
    public var ipPrefixLen = 0
    public var ipv6Gateway = ""
    public var globalIPv6Address = ""
    public var globalIPv6PrefixLen = 0
    public var dnsNames: [String]?

    public init() {}

    public static let fields = FieldTable<EndpointSettings>([
        Field("IPAMConfig", nullable: \.ipamConfig),
        Field("Links", nullable: \.links),
        Field("Aliases", nullable: \.aliases),
        Field("MacAddress", \.macAddress),
        Field("DriverOpts", nullable: \.driverOpts),
        Field("GwPriority", optional: \.gwPriority),
        Field("NetworkID", \.networkID),
        Field("EndpointID", \.endpointID),
        Field("Gateway", \.gateway),
        Field("IPAddress", \.ipAddress),
        Field("IPPrefixLen", \.ipPrefixLen),
        Field("IPv6Gateway", \.ipv6Gateway),
        Field("GlobalIPv6Address", \.globalIPv6Address),
        Field("GlobalIPv6PrefixLen", \.globalIPv6PrefixLen),
        Field("DNSNames", optional: \.dnsNames),
    ])
}

/// The addresses that a container asks for.
public struct EndpointIPAM: EngineObject {
    public var ipv4Address: String?
    public var ipv6Address: String?
    public var linkLocalIPs: [String]?

    public init() {}

    public static let fields = FieldTable<EndpointIPAM>([
        Field("IPv4Address", optional: \.ipv4Address),
        Field("IPv6Address", optional: \.ipv6Address),
        Field("LinkLocalIPs", optional: \.linkLocalIPs),
    ])
}

/// The networks that a new container joins.
public struct NetworkingConfig: EngineObject {
    public var endpointsConfig: [String: EndpointSettings?]?

    public init() {}

    public static let fields = FieldTable<NetworkingConfig>([
        Field("EndpointsConfig", nullable: \.endpointsConfig)
    ])
}
