/// What runs in a container: the part of its description that an image can carry, too.
public struct ContainerConfig: EngineObject {
    public var hostname = ""
    public var domainname = ""
    public var user = ""
    public var attachStdin = false
    public var attachStdout = false
    public var attachStderr = false
    public var exposedPorts: [String: Present]?
    public var tty = false
    public var openStdin = false
    public var stdinOnce = false
    public var env: [String]?
    public var cmd: Words?
    public var healthcheck: Healthcheck?
    public var argsEscaped: Bool?
    public var image = ""
    public var volumes: [String: Present]?
    public var workingDir = ""
    public var entrypoint: Words?
    public var networkDisabled: Bool?
    public var macAddress: String?
    public var onBuild: [String]?
    public var labels: [String: String]?
    public var stopSignal: String?
    public var stopTimeout: Int?
    public var shell: [String]?

    public init() {}

    public static let fields = FieldTable<ContainerConfig>([
        Field("Hostname", \.hostname),
        Field("Domainname", \.domainname),
        Field("User", \.user),
        Field("AttachStdin", \.attachStdin),
        Field("AttachStdout", \.attachStdout),
        Field("AttachStderr", \.attachStderr),
        Field("ExposedPorts", optional: \.exposedPorts),
        Field("Tty", \.tty),
        Field("OpenStdin", \.openStdin),
        Field("StdinOnce", \.stdinOnce),
        Field("Env", nullable: \.env),
        Field("Cmd", nullable: \.cmd),
        Field("Healthcheck", optional: \.healthcheck),
        Field("ArgsEscaped", optional: \.argsEscaped),
        Field("Image", \.image),
        Field("Volumes", nullable: \.volumes),
        Field("WorkingDir", \.workingDir),
        Field("Entrypoint", nullable: \.entrypoint),
        Field("NetworkDisabled", optional: \.networkDisabled),
        Field("MacAddress", optional: \.macAddress),
        Field("OnBuild", nullable: \.onBuild),
        Field("Labels", nullable: \.labels),
        Field("StopSignal", optional: \.stopSignal),
        Field("StopTimeout", optional: \.stopTimeout),
        Field("Shell", optional: \.shell),
    ])
}

/// The words of a command; clients may write a single word as a plain string.
public struct Words: JSONCodable, ExpressibleByArrayLiteral {
    public var words: [String]

    public init(_ words: [String]) { self.words = words }
    public init(arrayLiteral words: String...) { self.words = words }

    public init(json: JSON) throws(JSONError) {
        if case .string(let word) = json { words = [word] } else { words = try [String](json: json) }
    }

    public var json: JSON { words.json }
}

/// How the engine finds out whether what runs in a container works.
public struct Healthcheck: EngineObject {
    public var test: [String]?
    /// Durations are in nanoseconds.
    public var interval: Int?
    public var timeout: Int?
    public var startPeriod: Int?
    public var startInterval: Int?
    public var retries: Int?

    public init() {}

    public static let fields = FieldTable<Healthcheck>([
        Field("Test", optional: \.test),
        Field("Interval", optional: \.interval),
        Field("Timeout", optional: \.timeout),
        Field("StartPeriod", optional: \.startPeriod),
        Field("StartInterval", optional: \.startInterval),
        Field("Retries", optional: \.retries),
    ])
}
