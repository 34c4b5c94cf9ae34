/// A further process to run in a container.
public struct ExecCreation: EngineObject {
    public var user = ""
    public var privileged = false
    public var tty = false
    public var consoleSize: [Int]?
    public var attachStdin = false
    public var attachStderr = false
    public var attachStdout = false
    public var detach = false
    public var detachKeys = ""
    public var env: [String]?
    public var workingDir = ""
    public var cmd: Words?

    public init() {}

    public static let fields = FieldTable<ExecCreation>([
        Field("User", \.user),
        Field("Privileged", \.privileged),
        Field("Tty", \.tty),
        Field("ConsoleSize", optional: \.consoleSize),
        Field("AttachStdin", \.attachStdin),
        Field("AttachStderr", \.attachStderr),
        Field("AttachStdout", \.attachStdout),
        Field("Detach", \.detach),
        Field("DetachKeys", \.detachKeys),
        Field("Env", nullable: \.env),
        Field("WorkingDir", \.workingDir),
        Field("Cmd", nullable: \.cmd),
    ])
}

/// The id of what was made.
public struct CreatedID: EngineObject {
    public var id = ""

    public init() {}

    public init(_ id: String) { self.id = id }

    public static let fields = FieldTable<CreatedID>([Field("Id", \.id)])
}

/// How a process is started.
public struct ExecStart: EngineObject {
    public var detach = false
    public var tty = false
    public var consoleSize: [Int]?

    public init() {}

    public static let fields = FieldTable<ExecStart>([
        Field("Detach", \.detach), Field("Tty", \.tty), Field("ConsoleSize", optional: \.consoleSize),
    ])
}

/// What is known of a process that was run in a container.
public struct ExecDetails: EngineObject {
    public var id = ""
    public var running = false
    /// Nil until the process has ended.
    public var exitCode: Int?
    public var processConfig = ProcessConfig()
    public var openStdin = false
    public var openStderr = false
    public var openStdout = false
    public var canRemove = false
    public var containerID = ""
    public var detachKeys = ""
    public var pid = 0

    public init() {}

    public static let fields = FieldTable<ExecDetails>([
        Field("ID", \.id),
        Field("Running", \.running),
        Field("ExitCode", nullable: \.exitCode),
        Field("ProcessConfig", \.processConfig),
        Field("OpenStdin", \.openStdin),
        Field("OpenStderr", \.openStderr),
        Field("OpenStdout", \.openStdout),
        Field("CanRemove", \.canRemove),
        Field("ContainerID", \.containerID),
        Field("DetachKeys", \.detachKeys),
        Field("Pid", \.pid),
    ])

    /// The process's command.
    public struct ProcessConfig: EngineObject {
        public var tty = false
        public var entrypoint = ""
        public var arguments: [String] = []
        public var privileged: Bool?
        public var user: String?

        public init() {}

        public static let fields = FieldTable<ProcessConfig>([
            Field("tty", \.tty),
            Field("entrypoint", \.entrypoint),
            Field("arguments", \.arguments),
            Field("privileged", optional: \.privileged),
            Field("user", optional: \.user),
        ])
    }
}
