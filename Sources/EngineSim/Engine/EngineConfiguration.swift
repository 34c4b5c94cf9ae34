public import SimShell

/// What an embedded engine is made of; each session has one of its own.
///
/// ```swift
/// let engine = SimulatedEngine(configuration: EngineConfiguration(images: catalog, programs: programs, time: time))
/// ```
public struct EngineConfiguration: Sendable {
    /// What the public registry has.
    public var catalog: ImageCatalog
    /// The programs that the images' executables name.
    public var programs: ProgramTable
    public var time: EngineTime
    public var limits = EngineLimits()
    public var faults = EngineFaults()
    /// Opens ports on the host.
    public var ports: any PortPublisher = UnpublishedPorts()
    /// Gives the host's folders for bind mounts; nil where none may be mounted.
    public var folders: (any HostFolders)?
    /// Runs the processes; nil for the model in memory.
    public var runtime: (any ProcessRuntime)?
    /// How long a run of a main process lasts at least.
    ///
    /// Clients such as compose begin to watch a container while it starts, and rely on its not being over before; 150 ms
    /// are enough for them.
    public var shortestRun = Duration.zero
    /// How long the output of a further process is held back at first.
    ///
    /// Docker's library for Python loses what comes together with the answer's head; real processes take some time to start.
    public var shortestExec = Duration.zero
    /// Called once no container was started for five seconds or some more, for who then tidies the process up.
    public var onQuiet: (@Sendable () -> Void)?
    /// Makes ids come out the same each time; nil for ids that nobody can guess.
    public var seed: UInt64?
    /// The engine's own version, as `docker version` shows it.
    public var version = "embedded"
    /// The name of the machine, as `docker info` shows it.
    public var hostName = "slidectl"

    /// An engine with nothing but its images, programs and clock; the rest is set after.
    public init(catalog: ImageCatalog, programs: ProgramTable, time: EngineTime) {
        self.catalog = catalog
        self.programs = programs
        self.time = time
    }
}

/// How much a session's engine may hold; what would go beyond is refused.
public struct EngineLimits: Hashable, Sendable {
    /// Containers, running or not.
    public var containers = 60
    public var images = 300
    public var networks = 30
    public var volumes = 100
    /// Further processes started in containers and not forgotten yet.
    public var execs = 1000
    /// How long a further process may run, in the engine's time.
    public var execTime = Duration.seconds(4 * 3600)
    /// Ports that one container opens on the host.
    public var ports = 64
    /// Processes in one container.
    public var processes = 128
    /// The log of a container, in bytes.
    public var logBytes = 4 << 20
    /// What a container writes beside its image, and what a volume holds.
    public var files = FileLimits.standard
    /// What all containers' files, logs, volumes, images of its own and servers' data may fill together, in bytes.
    public var sessionBytes = 512 << 20
    /// An archive that comes in, in bytes.
    public var archiveBytes = 256 << 20
    /// How long a step of a build may run, in the engine's time.
    public var buildStep = Duration.seconds(600)
    /// The machine's memory, as `docker info` shows it, in bytes.
    public var memory = 4 << 30
    public var processors = 2

    public init() {}
}
