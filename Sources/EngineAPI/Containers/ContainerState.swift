/// Where a container is in its life.
public struct ContainerState: EngineObject {
    /// `created`, `running`, `paused`, `restarting`, `removing`, `exited` or `dead`.
    public var status = ""
    public var running = false
    public var paused = false
    public var restarting = false
    public var oomKilled = false
    public var dead = false
    public var pid = 0
    public var exitCode = 0
    public var error = ""
    public var startedAt = ""
    public var finishedAt = ""
    public var health: Health?

    public init() {}

    public static let fields = FieldTable<ContainerState>([
        Field("Status", \.status),
        Field("Running", \.running),
        Field("Paused", \.paused),
        Field("Restarting", \.restarting),
        Field("OOMKilled", \.oomKilled),
        Field("Dead", \.dead),
        Field("Pid", \.pid),
        Field("ExitCode", \.exitCode),
        Field("Error", \.error),
        Field("StartedAt", \.startedAt),
        Field("FinishedAt", \.finishedAt),
        Field("Health", optional: \.health),
    ])

    /// What the health checks found.
    public struct Health: EngineObject {
        /// `starting`, `healthy` or `unhealthy`.
        public var status = ""
        public var failingStreak = 0
        public var log: [Probe]?

        public init() {}

        public static let fields = FieldTable<Health>([
            Field("Status", \.status), Field("FailingStreak", \.failingStreak), Field("Log", nullable: \.log),
        ])
    }

    /// One run of a health check.
    public struct Probe: EngineObject {
        public var start = ""
        public var end = ""
        public var exitCode = 0
        public var output = ""

        public init() {}

        public static let fields = FieldTable<Probe>([
            Field("Start", \.start), Field("End", \.end), Field("ExitCode", \.exitCode),
            Field("Output", \.output),
        ])
    }
}
