/// The container around a process: its files, its clock, its network, and the processes beside it.
///
/// The engine makes one for each container. It is the program's only way out.
public protocol ProcessWorld: Sendable {
    /// The container's files.
    var files: FileTree { get }
    /// The network as the container sees it.
    var network: any ProcessNetwork { get }
    /// The container's name for itself.
    var hostName: String { get }
    /// The moment, in the injected clock's time.
    var now: WallTime { get }
    /// What processes may do and have.
    var allowance: ProcessAllowance { get }
    /// What the processes keep in memory is taken of this.
    var heap: MemoryBudget { get }
    /// Says that a process needed more memory than there is: the system ends the container for it.
    func runOutOfMemory()
    /// Waits, in the injected clock's time.
    ///
    /// - Throws: `CancellationError` when the process ends meanwhile.
    func sleep(for duration: Duration) async throws(CancellationError)
    /// Starts a further process of the container.
    ///
    /// - Throws: ``LaunchError``; nothing ran then.
    func start(_ launch: ProcessLaunch, parent: Int) throws(LaunchError) -> any RunningProcess
    /// Makes a process another program's, as `exec` does; the caller then runs it in its place.
    ///
    /// - Throws: ``LaunchError``; the process is what it was then.
    func replace(_ process: Int, with launch: ProcessLaunch) throws(LaunchError) -> LoadedProgram
    /// The container's processes, by number.
    func processes() -> [ProcessSummary]
    /// Sends a signal; false where there is no such process.
    func signal(_ signal: Signal, to process: Int) -> Bool
    /// Gives a process another command line in lists of processes, as servers do for those who look.
    func entitle(_ process: Int, _ title: String)
    /// Says that a result rests on what is only modelled, such as a compiler's: a check that rests on it is unknown.
    func noteModelled(_ what: String)
}

/// A process that was started.
public protocol RunningProcess: Sendable {
    /// Its number in the container.
    var id: Int { get }
    /// Waits for its end, however often and by however many it is asked; returns at once when the asking task is
    /// cancelled, with 137.
    func wait() async -> ExitCode
    /// Has something done at its end, at once where that is past; `body` must not wait. No task is needed for that.
    func whenOver(_ body: @escaping @Sendable (ExitCode) -> Void)
}

/// A process to start.
public struct ProcessLaunch: Sendable {
    /// The words; the first is looked up on `PATH` unless it holds a slash.
    public var arguments: [String]
    public var environment: [String: String]
    public var workingDirectory: String
    public var user: ProcessUser
    /// The process takes holds of its own on shared streams (see ``SharedSink``), and these as they are else: its end
    /// closes what it holds.
    public var streams: ProcessStreams
    /// The bits that new files don't get.
    public var mask = 0o022
    /// What to run in place of what the words name: a shell's copy of itself.
    public var program: (any Program)?

    public init(
        arguments: [String],
        environment: [String: String],
        workingDirectory: String,
        user: ProcessUser,
        streams: ProcessStreams,
        program: (any Program)? = nil
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.user = user
        self.streams = streams
    }
}

/// Why a process can't be started.
public enum LaunchError: Error, Hashable, Sendable {
    /// Nothing of that name on `PATH`, or no such file.
    case notFound(String)
    /// A file that may not be run.
    case notExecutable(String)
    /// The container has as many processes as it may.
    case tooManyProcesses
}

/// A process, as `ps` lists it.
public struct ProcessSummary: Hashable, Sendable {
    public var id: Int
    public var parent: Int
    public var user: ProcessUser
    public var arguments: [String]
    public var started: WallTime
    /// What a server shows in place of its arguments.
    public var title: String?

    /// The command line.
    public var shown: String { title ?? arguments.joined(separator: " ") }

    public init(id: Int, parent: Int, user: ProcessUser, arguments: [String], started: WallTime) {
        self.id = id
        self.parent = parent
        self.user = user
        self.arguments = arguments
        self.started = started
    }
}

/// A moment: nanoseconds since 1970, UTC.
public struct WallTime: Hashable, Comparable, Sendable {
    public var nanoseconds: Int

    public init(nanoseconds: Int) { self.nanoseconds = nanoseconds }

    /// Whole seconds since 1970.
    public var seconds: Int { nanoseconds / 1_000_000_000 }

    public static func < (one: WallTime, other: WallTime) -> Bool { one.nanoseconds < other.nanoseconds }
}
