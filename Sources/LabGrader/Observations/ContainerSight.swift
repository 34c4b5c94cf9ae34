public import EngineAPI

/// What is seen of a container.
///
/// The JSON form is made of a table of fields, as those of the engine's own values are.
public struct ContainerSight: EngineObject {
    public var id = ""
    /// Without the engine's slash.
    public var name = ""
    public var state = State()
    public var setup = Setup()
    /// Host ports of a running container, by `5432/tcp`; a port that leads nowhere has an empty list.
    public var ports: [String: [String]] = [:]
    /// The names of its networks.
    public var networks: [String] = []
    /// What it printed; only where a predicate asks for it.
    public var logs: TextSight?

    public init() {}

    public static let fields = FieldTable<ContainerSight>([
        Field("id", \.id), Field("name", \.name), Field("state", \.state), Field("setup", \.setup),
        Field("ports", \.ports), Field("networks", \.networks), Field("logs", optional: \.logs),
    ])

    /// Where it is in its life.
    public struct State: EngineObject {
        /// `created`, `running`, `paused`, `restarting`, `removing`, `exited` or `dead`.
        public var status = ""
        public var exitCode = 0
        public var isOutOfMemory = false
        /// Why it couldn't be started.
        public var error = ""
        public var restarts = 0
        /// `starting`, `healthy` or `unhealthy`; nil without a health check.
        public var health: String?
        /// What the last run of the health check printed.
        public var probeOutput: String?

        public init() {}

        public static let fields = FieldTable<State>([
            Field("status", \.status), Field("exitCode", \.exitCode), Field("oom", \.isOutOfMemory),
            Field("error", \.error), Field("restarts", \.restarts), Field("health", optional: \.health),
            Field("probe", optional: \.probeOutput),
        ])
    }

    /// What was asked for when it was made.
    public struct Setup: EngineObject {
        /// As it was asked for.
        public var image = ""
        public var imageID = ""
        /// The names of that image; only where a predicate asks for them.
        public var imageNames: [String]?
        public var entrypoint: [String] = []
        public var command: [String] = []
        public var environment: [String] = []
        public var labels: [String: String] = [:]
        public var mounts: [MountSight] = []
        public var user = ""
        public var isPrivileged = false
        public var addedCapabilities: [String] = []
        /// In bytes; 0 for no limit.
        public var memory = 0
        /// In billionths of a processor; 0 for no limit.
        public var nanoCPUs = 0
        /// 0 for no limit.
        public var pids = 0
        /// `no`, `always`, `unless-stopped` or `on-failure`.
        public var restart = ""
        public var mostRetries = 0
        public var hasHealthcheck = false
        /// The ports that it says it uses: `80/tcp`.
        public var exposed: [String] = []
        /// The host ports that were asked for, by `5432/tcp`; an empty text for any.
        public var bindings: [String: [String]] = [:]
        public var publishesAll = false
        public var networkMode = ""

        public init() {}

        public static let fields = FieldTable<Setup>([
            Field("image", \.image), Field("imageID", \.imageID),
            Field("imageNames", optional: \.imageNames),
            Field("entrypoint", \.entrypoint), Field("command", \.command),
            Field("env", \.environment), Field("labels", \.labels), Field("mounts", \.mounts),
            Field("user", \.user), Field("privileged", \.isPrivileged),
            Field("capabilities", \.addedCapabilities), Field("memory", \.memory),
            Field("nanoCPUs", \.nanoCPUs), Field("pids", \.pids), Field("restart", \.restart),
            Field("retries", \.mostRetries), Field("healthcheck", \.hasHealthcheck),
            Field("exposed", \.exposed), Field("bindings", \.bindings), Field("publishAll", \.publishesAll),
            Field("networkMode", \.networkMode),
        ])
    }
}

/// What is seen of a mount: where it comes from and where it is.
public struct MountSight: EngineObject {
    /// `volume`, `bind` or `tmpfs`.
    public var type = ""
    /// The volume's name, or the host's path.
    public var source = ""
    public var target = ""
    public var isWritable = true
    /// Where a folder of the workspace lies, from there: `conf`, `.`; nil for all else, and where nobody knows.
    public var place: String?

    public init() {}

    public static let fields = FieldTable<MountSight>([
        Field("type", \.type), Field("source", \.source), Field("target", \.target),
        Field("writable", \.isWritable), Field("place", optional: \.place),
    ])
}

/// A text of which perhaps only a part is known: of what a container printed the ends, of all else the beginning.
public struct TextSight: EngineObject {
    public var text = ""
    public var isWhole = true

    public init() {}

    public init(_ text: String, isWhole: Bool = true) { (self.text, self.isWhole) = (text, isWhole) }

    public static let fields = FieldTable<TextSight>([Field("text", \.text), Field("whole", \.isWhole)])
}
