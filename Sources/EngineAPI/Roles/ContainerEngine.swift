/// Something that runs containers: a real engine, a gate before one, or one that only lives in memory.
///
/// ```swift
/// let made = try await engine.createContainer(ContainerCreation().with { $0.config.image = "busybox" })
/// try await engine.startContainer(made.id)
/// ```
/// Every call may throw ``EngineError``. Names are whatever the engine resolves: a full id, a name, a prefix of an id.
/// A value may be used from many tasks at once; a call whose task is cancelled gives up.
public protocol ContainerEngine:
    EngineSystem, ContainerLifecycle, ContainerControl, ContainerReports, ContainerFiles, ContainerProcesses,
    ImageStore, ImageTransfer, ImageBuilder, NetworkStore, VolumeStore
{}

/// What an engine says of itself.
public protocol EngineSystem: Sendable {
    /// Says that the engine is there, and what it speaks.
    func ping() async throws -> EnginePing
    /// The versions of the engine and its parts.
    func version() async throws -> EngineVersion
    /// The engine's state and its machine's.
    func info() async throws -> SystemInfo
    /// How much room the engine's objects take.
    func diskUsage() async throws -> DiskUsage
    /// What happens, as it happens; ends at `until`, or when the reader cancels.
    func events(_ query: EventQuery) async throws -> EngineStream<EngineEvent>
    /// Asks a registry whether credentials are good.
    func login(_ credentials: RegistryCredentials) async throws -> LoginResult
}

/// Whether a request changed something or found it done.
public enum Transition: Hashable, Sendable {
    case done
    /// The container was in that state already; HTTP says 304.
    case unchanged
}

/// The life of a container.
public protocol ContainerLifecycle: Sendable {
    /// Makes a container without starting it.
    func createContainer(_ creation: ContainerCreation) async throws -> ContainerCreated
    /// Starts a container.
    func startContainer(_ name: String) async throws -> Transition
    /// Stops a container, first with a signal, then by force.
    func stopContainer(_ name: String, _ options: StopOptions) async throws -> Transition
    /// Stops a container and starts it again.
    func restartContainer(_ name: String, _ options: StopOptions) async throws
    /// Sends a signal; nil for SIGKILL.
    func killContainer(_ name: String, signal: String?) async throws
    /// Removes a container.
    func removeContainer(_ name: String, _ options: RemoveOptions) async throws
    /// Begins to wait; the stream yields one result. The call returns as soon as the wait has begun.
    func waitContainer(_ name: String, _ condition: WaitCondition) async throws -> EngineStream<WaitResult>
}

/// Changes to a container that exists.
public protocol ContainerControl: Sendable {
    /// Freezes a container's processes.
    func pauseContainer(_ name: String) async throws
    /// Lets a container's processes go on.
    func unpauseContainer(_ name: String) async throws
    /// Gives a container another name.
    func renameContainer(_ name: String, to newName: String) async throws
    /// Changes a container's limits.
    func updateContainer(_ name: String, _ update: ContainerUpdate) async throws -> Warnings
    /// Removes the containers that don't run.
    func pruneContainers(_ filters: Filters) async throws -> PruneReport
    /// Makes an image of a container.
    func commit(_ options: CommitOptions) async throws -> CreatedID
}

/// What is known of containers.
public protocol ContainerReports: Sendable {
    /// The containers that a query chooses.
    func listContainers(_ query: ContainerListQuery) async throws -> [ContainerSummary]
    /// All that is known of a container.
    func inspectContainer(_ name: String, size: Bool) async throws -> ContainerDetails
    /// A container's output: frames without a terminal, raw with one.
    func logs(_ name: String, _ query: LogQuery) async throws -> ContainerOutput
    /// A container's use of the machine, a sample a second.
    func stats(_ name: String, _ options: StatsOptions) async throws -> EngineStream<JSON>
    /// A container's processes, as `ps` lists them.
    func top(_ name: String, psArguments: String?) async throws -> ProcessList
    /// What differs from the image's files.
    func changes(_ name: String) async throws -> [FileChange]?
}

/// Output and how it is written.
public struct ContainerOutput: Sendable {
    /// Whether the output is raw: the container has a terminal.
    public var isTTY: Bool
    public var bytes: ByteStream

    public init(isTTY: Bool, bytes: ByteStream) {
        self.isTTY = isTTY
        self.bytes = bytes
    }
}

/// The files of a container; archives are tar.
public protocol ContainerFiles: Sendable {
    /// What a path is.
    func statPath(_ name: String, path: String) async throws -> PathStat
    /// The files at a path.
    func readArchive(_ name: String, path: String) async throws -> (PathStat, ByteStream)
    /// Lays files into a folder.
    func writeArchive(_ name: String, _ target: ArchiveTarget, _ archive: ByteStream) async throws
    /// All files of a container.
    func exportContainer(_ name: String) async throws -> ByteStream
}

/// The processes of a container, and connections to them.
public protocol ContainerProcesses: Sendable {
    /// Connects to a container's main process.
    func attach(_ name: String, _ options: AttachOptions) async throws -> ProcessConnection
    /// Sets the size of a container's terminal.
    func resizeContainer(_ name: String, _ size: TerminalSize) async throws
    /// Prepares a further process.
    func createExec(_ name: String, _ creation: ExecCreation) async throws -> CreatedID
    /// Starts a prepared process and connects to it.
    func startExec(_ id: String, _ start: ExecStart) async throws -> ProcessConnection
    /// Starts a prepared process and leaves it alone.
    func startDetachedExec(_ id: String, _ start: ExecStart) async throws
    /// Sets the size of a process's terminal.
    func resizeExec(_ id: String, _ size: TerminalSize) async throws
    /// What is known of a process.
    func inspectExec(_ id: String) async throws -> ExecDetails
}

/// The images that an engine has.
public protocol ImageStore: Sendable {
    /// The images that a query chooses.
    func listImages(_ query: ImageListQuery) async throws -> [ImageSummary]
    /// All that is known of an image.
    func inspectImage(_ name: String) async throws -> ImageDetails
    /// The steps that an image was made by.
    func imageHistory(_ name: String) async throws -> [HistoryItem]
    /// Gives an image a further name.
    func tagImage(_ name: String, repo: String, tag: String) async throws
    /// Takes a name off an image, and removes it with its last one.
    func removeImage(_ name: String, force: Bool, noPrune: Bool) async throws -> [ImageRemoval]
    /// Removes images that nothing uses.
    func pruneImages(_ filters: Filters) async throws -> ImagePruneReport
}

/// Images on their way in and out.
public protocol ImageTransfer: Sendable {
    /// Fetches an image from a registry.
    func pullImage(_ options: PullOptions) async throws -> ProgressStream
    /// Sends an image to a registry.
    func pushImage(_ name: String, _ options: PushOptions) async throws -> ProgressStream
    /// Asks a registry for images.
    func searchImages(term: String, limit: Int?, filters: Filters) async throws -> [SearchResult]
    /// What a registry says of an image, without fetching it.
    func inspectDistribution(_ name: String, _ credentials: RegistryCredentials?) async throws -> JSON
    /// Images as an archive, to be loaded elsewhere.
    func saveImages(_ names: [String]) async throws -> ByteStream
    /// Takes in images from an archive.
    func loadImages(quiet: Bool, _ archive: ByteStream) async throws -> ProgressStream
    /// Makes an image of an archive of files.
    func importImage(_ options: ImportOptions, _ archive: ByteStream) async throws -> ProgressStream
}

/// The making of images.
public protocol ImageBuilder: Sendable {
    /// Builds an image with the classic builder; the context is a tar archive.
    func build(_ options: BuildOptions, _ context: ByteStream) async throws -> ProgressStream
    /// Clears the cache of builds.
    func pruneBuilds(_ filters: Filters, all: Bool) async throws -> BuildPruneReport
}

/// Networks between containers.
public protocol NetworkStore: Sendable {
    /// The networks that filters choose.
    func listNetworks(_ filters: Filters) async throws -> [NetworkDetails]
    /// All that is known of a network.
    func inspectNetwork(_ name: String) async throws -> NetworkDetails
    /// Makes a network.
    func createNetwork(_ creation: NetworkCreation) async throws -> NetworkCreated
    /// Lets a container into a network.
    func connectNetwork(_ name: String, _ connection: NetworkConnection) async throws
    /// Takes a container out of a network.
    func disconnectNetwork(_ name: String, _ disconnection: NetworkDisconnection) async throws
    /// Removes a network.
    func removeNetwork(_ name: String) async throws
    /// Removes networks that nobody is in.
    func pruneNetworks(_ filters: Filters) async throws -> PruneReport
}

/// Volumes, which outlive containers.
public protocol VolumeStore: Sendable {
    /// The volumes that filters choose.
    func listVolumes(_ filters: Filters) async throws -> VolumeList
    /// All that is known of a volume.
    func inspectVolume(_ name: String) async throws -> VolumeDetails
    /// Makes a volume, or finds the one of that name.
    func createVolume(_ creation: VolumeCreation) async throws -> VolumeDetails
    /// Removes a volume.
    func removeVolume(_ name: String, force: Bool) async throws
    /// Removes volumes that nothing uses.
    func pruneVolumes(_ filters: Filters) async throws -> PruneReport
}
