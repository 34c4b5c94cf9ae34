/// A network, in a list or alone.
public struct NetworkDetails: EngineObject {
    public var name = ""
    public var id = ""
    public var created = ""
    public var scope = ""
    public var driver = ""
    public var enableIPv4: Bool?
    public var enableIPv6 = false
    public var ipam = IPAM()
    public var isInternal = false
    public var attachable = false
    public var ingress = false
    public var configFrom = ConfigReference()
    public var configOnly = false
    /// The containers in it, by id.
    public var containers: [String: Member]?
    public var options: [String: String]?
    public var labels: [String: String]?

    public init() {}

    public static let fields = FieldTable<NetworkDetails>([
        Field("Name", \.name),
        Field("Id", \.id),
        Field("Created", \.created),
        Field("Scope", \.scope),
        Field("Driver", \.driver),
        Field("EnableIPv4", optional: \.enableIPv4),
        Field("EnableIPv6", \.enableIPv6),
        Field("IPAM", \.ipam),
        Field("Internal", \.isInternal),
        Field("Attachable", \.attachable),
        Field("Ingress", \.ingress),
        Field("ConfigFrom", \.configFrom),
        Field("ConfigOnly", \.configOnly),
        Field("Containers", optional: \.containers),
        Field("Options", nullable: \.options),
        Field("Labels", nullable: \.labels),
    ])

    /// A container in a network.
    public struct Member: EngineObject {
        public var name = ""
        public var endpointID = ""
        public var macAddress = ""
        public var ipv4Address = ""
        public var ipv6Address = ""

        public init() {}

        public static let fields = FieldTable<Member>([
            Field("Name", \.name),
            Field("EndpointID", \.endpointID),
            Field("MacAddress", \.macAddress),
            Field("IPv4Address", \.ipv4Address),
            Field("IPv6Address", \.ipv6Address),
        ])
    }
}

/// A network that lends its settings to others.
public struct ConfigReference: EngineObject {
    public var network = ""

    public init() {}

    public static let fields = FieldTable<ConfigReference>([Field("Network", \.network)])
}

/// Where a network's addresses come from.
public struct IPAM: EngineObject {
    public var driver = ""
    public var options: [String: String]?
    public var config: [Pool]?

    public init() {}

    public static let fields = FieldTable<IPAM>([
        Field("Driver", \.driver), Field("Options", nullable: \.options), Field("Config", nullable: \.config),
    ])

    /// A range of addresses.
    public struct Pool: EngineObject {
        public var subnet: String?
        public var ipRange: String?
        public var gateway: String?
        public var auxiliaryAddresses: [String: String]?

        public init() {}

        public static let fields = FieldTable<Pool>([
            Field("Subnet", optional: \.subnet),
            Field("IPRange", optional: \.ipRange),
            Field("Gateway", optional: \.gateway),
            Field("AuxiliaryAddresses", optional: \.auxiliaryAddresses),
        ])
    }
}

/// A network to make.
public struct NetworkCreation: EngineObject {
    public var name = ""
    public var checkDuplicate: Bool?
    public var driver = ""
    public var scope = ""
    public var enableIPv4: Bool?
    public var enableIPv6: Bool?
    public var ipam: IPAM?
    public var isInternal = false
    public var attachable = false
    public var ingress = false
    public var configOnly = false
    public var configFrom: ConfigReference?
    public var options: [String: String]?
    public var labels: [String: String]?

    public init() {}

    public static let fields = FieldTable<NetworkCreation>([
        Field("Name", \.name),
        Field("CheckDuplicate", optional: \.checkDuplicate),
        Field("Driver", \.driver),
        Field("Scope", \.scope),
        Field("EnableIPv4", optional: \.enableIPv4),
        Field("EnableIPv6", optional: \.enableIPv6),
        Field("IPAM", optional: \.ipam),
        Field("Internal", \.isInternal),
        Field("Attachable", \.attachable),
        Field("Ingress", \.ingress),
        Field("ConfigOnly", \.configOnly),
        Field("ConfigFrom", optional: \.configFrom),
        Field("Options", optional: \.options),
        Field("Labels", optional: \.labels),
    ])
}

/// A network that was made.
public struct NetworkCreated: EngineObject {
    public var id = ""
    public var warning = ""

    public init() {}

    public static let fields = FieldTable<NetworkCreated>([Field("Id", \.id), Field("Warning", \.warning)])
}

/// A container that joins a network.
public struct NetworkConnection: EngineObject {
    public var container = ""
    public var endpointConfig: EndpointSettings?

    public init() {}

    public static let fields = FieldTable<NetworkConnection>([
        Field("Container", \.container), Field("EndpointConfig", optional: \.endpointConfig),
    ])
}

/// A container that leaves a network.
public struct NetworkDisconnection: EngineObject {
    public var container = ""
    public var force = false

    public init() {}

    public static let fields = FieldTable<NetworkDisconnection>([
        Field("Container", \.container), Field("Force", \.force),
    ])
}

/// The filters that lists of networks know.
public enum NetworkFilters {
    public static let known: Set<String> = ["dangling", "driver", "id", "label", "name", "scope", "type"]
    /// Those of clearing networks away.
    public static let knownWhenPruning: Set<String> = ["label", "label!", "until"]
}
