public import SimShell

/// What runs the processes of containers: a model in memory today; a runtime with real processes can take its place.
public protocol ProcessRuntime: Sendable {
    /// Makes the surroundings of a container's processes; nothing runs in them yet.
    func sandbox(_ plan: SandboxPlan) -> any ProcessSandbox
}

/// The surroundings of a container's processes.
public struct SandboxPlan: Sendable {
    public var files: FileTree
    public var network: any ProcessNetwork
    public var hostName: String
    public var time: EngineTime
    /// The most processes at once.
    public var processes: Int
    /// What the processes may do and have.
    public var allowance = ProcessAllowance()
    /// What the processes keep in memory is taken of this.
    public var heap = MemoryBudget.unlimited
    /// Gets told when a process needs more memory than there is.
    public var onOutOfMemory: @Sendable () -> Void = {}
    /// The processes of another container that these are to see and signal.
    public var beside: Neighbours?
    /// Gets told of results that rest on what is only modelled.
    public var onModelled: @Sendable (String) -> Void

    public init(
        files: FileTree,
        network: any ProcessNetwork,
        hostName: String,
        time: EngineTime,
        processes: Int,
        allowance: ProcessAllowance = ProcessAllowance(),
        onModelled: @escaping @Sendable (String) -> Void
    ) {
        self.files = files
        self.network = network
        self.hostName = hostName
        self.time = time
        self.processes = processes
        self.allowance = allowance
        self.onModelled = onModelled
    }
}

/// Where the processes of one run of a container live; the first that is started is the main one.
public protocol ProcessSandbox: Sendable {
    /// Starts a process.
    ///
    /// - Throws: ``LaunchError``; nothing ran then.
    func start(_ launch: ProcessLaunch) throws(LaunchError) -> any RunningProcess
    /// Sends a signal; false where there is no such process.
    func signal(_ signal: Signal, to process: Int) -> Bool
    /// Says what the terminal of a process shows at once; nothing happens to a process without one.
    func resizeTerminal(of process: Int, to size: SimTerminal.Size)
    /// The processes, by number.
    func processes() -> [ProcessSummary]
    /// Ends all processes at once.
    func end()
}
