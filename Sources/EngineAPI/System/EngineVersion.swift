/// What an engine says at the first contact.
public struct EnginePing: Hashable, Sendable {
    /// The newest version of the API that it speaks.
    public var apiVersion: APIVersion
    public var osType: String
    public var isExperimental: Bool
    /// As its `Server` header has it.
    public var server: String

    public init(
        apiVersion: APIVersion,
        osType: String = "linux",
        isExperimental: Bool = false,
        server: String
    ) {
        self.apiVersion = apiVersion
        self.osType = osType
        self.isExperimental = isExperimental
        self.server = server
    }
}

/// The versions of an engine and of its parts.
public struct EngineVersion: EngineObject {
    public var platform: Platform?
    public var components: [Component]?
    public var version = ""
    public var apiVersion = ""
    public var minAPIVersion: String?
    public var gitCommit = ""
    public var goVersion = ""
    public var os = ""
    public var arch = ""
    public var kernelVersion: String?
    public var experimental: Bool?
    public var buildTime: String?

    public init() {}

    public static let fields = FieldTable<EngineVersion>([
        Field("Platform", optional: \.platform),
        Field("Components", optional: \.components),
        Field("Version", \.version),
        Field("ApiVersion", \.apiVersion),
        Field("MinAPIVersion", optional: \.minAPIVersion),
        Field("GitCommit", \.gitCommit),
        Field("GoVersion", \.goVersion),
        Field("Os", \.os),
        Field("Arch", \.arch),
        Field("KernelVersion", optional: \.kernelVersion),
        Field("Experimental", optional: \.experimental),
        Field("BuildTime", optional: \.buildTime),
    ])

    /// What the engine is sold as.
    public struct Platform: EngineObject {
        public var name = ""

        public init() {}

        public static let fields = FieldTable<Platform>([Field("Name", \.name)])
    }

    /// A part of an engine.
    public struct Component: EngineObject {
        public var name = ""
        public var version = ""
        public var details: [String: String]?

        public init() {}

        public static let fields = FieldTable<Component>([
            Field("Name", \.name), Field("Version", \.version), Field("Details", optional: \.details),
        ])
    }
}
