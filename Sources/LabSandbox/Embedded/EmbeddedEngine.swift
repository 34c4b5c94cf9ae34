public import EngineSim
import Host
public import SimShell

/// What the embedded engines of sessions are made of.
public struct EmbeddedEngine: Sendable {
    private let catalog: ImageCatalog
    let programs: ProgramTable
    /// The program's own version, which the engine tells as its own.
    let version: String

    /// Makes the parts; sessions share the catalogue.
    public init(catalog: ImageCatalog, programs: ProgramTable, version: String) {
        (self.catalog, self.programs, self.version) = (catalog, programs, version)
    }

    /// An engine for one session: its folders are the workspace's, its ports are opened on the session's address.
    func engine(workspace: String, loopback: String) -> SimulatedEngine {
        ProgramMemory.shareOnePlace()
        var configuration = EngineConfiguration(
            catalog: catalog,
            programs: programs,
            time: EngineTime(ContinuousClock(), from: WallTime(nanoseconds: MachineTime.nanoseconds))
        )
        configuration.ports = LoopbackPublisher(address: loopback)
        configuration.folders = WorkspaceFolders(root: workspace)
        configuration.version = version
        configuration.onQuiet = ProgramMemory.giveBack
        // The pods of a session's cluster are containers, too, each with a volume or more.
        configuration.limits.containers = 300
        configuration.limits.volumes = 600
        // Compose looks for a container that it has just started; one that is over by then it would wait for in vain.
        configuration.shortestRun = .milliseconds(150)
        configuration.shortestExec = .milliseconds(30)
        return SimulatedEngine(configuration: configuration)
    }
}
