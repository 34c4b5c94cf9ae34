public import EngineAPI
import SimShell

/// A container engine in memory: no daemon, no privileges, nothing of the host's.
///
/// It speaks for itself: `docker version` and `docker info` name it. Images come from a catalogue, processes are
/// programs of a table, networks carry bytes between them, and time is the configuration's clock. Call ``stop()`` when a
/// session is over; what runs then ends, and ports are closed.
public actor SimulatedEngine {
    let configuration: EngineConfiguration
    let events: EventLog
    let fabric: NetworkFabric
    let runtime: any ProcessRuntime
    /// What the session's files, logs and images are in; see ``EngineLimits/sessionBytes``.
    let memory: MemoryBudget
    /// What steps of builds led to, by the image before and the instruction.
    var buildCache: [String: String] = [:]
    var ids: IDSource
    var containers = ContainerStore()
    var images = ImageStore()
    var networks: NetworkRegister
    var volumes: [String: VolumeRecord] = [:]
    var execs: [String: ExecRecord] = [:]
    var registry: RegistryStore
    /// The files of control groups, by what they say: nobody writes there, so containers with the same limits share them.
    var limitFiles: [[String]: MemoryFiles] = [:]
    var tasks: [Int: Task<Void, Never>] = [:]
    /// How often containers were started.
    var starts = 0
    /// Whether a task waits until no more of them are.
    var awaitsQuiet = false
    private var lastTask = 0
    private var lastRun = 0
    let engineID: String
    let started: WallTime

    /// Makes an engine without containers and images.
    public init(configuration: EngineConfiguration) {
        self.configuration = configuration
        let time = configuration.time
        ids = IDSource(seed: configuration.seed)
        events = EventLog(time: time)
        fabric = NetworkFabric()
        memory = MemoryBudget(bytes: configuration.limits.sessionBytes)
        runtime =
            configuration.runtime
            ?? ModelRuntime(
                programs: ModelledTools.table.merging(configuration.programs)
            )
        registry = RegistryStore(catalog: configuration.catalog)
        started = time.now
        networks = NetworkRegister(ids: &ids, at: started)
        let id = ids.id()
        engineID = "\(id.prefix(8))-\(id.dropFirst(8).prefix(4))-\(id.dropFirst(12).prefix(4))"
    }

    var time: EngineTime { configuration.time }
    var limits: EngineLimits { configuration.limits }
    /// What an archive may hold that comes in now, in bytes.
    var archiveRoom: Int { min(limits.archiveBytes, memory.left) }

    /// Ends everything that runs, and closes what is open on the host.
    public func stop() async {
        for record in containers.all {
            record.lifecycle.stops()
            await end(record)
        }
        for task in tasks.values { task.cancel() }
        tasks = [:]
    }

    /// What of a container's or an image's results rests on what is only modelled, such as a compiler's; sorted.
    public func modelled(_ name: String) -> [String] {
        if let record = try? containers.find(name) { return record.modelled.sorted() }
        return ((try? images.image(name))?.modelled ?? []).sorted()
    }

    /// All that was noted to rest on a model, in order.
    public private(set) var modelledNotes: [String] = []

    /// What builds that failed rest on; sorted.
    public private(set) var modelledFailures: Set<String> = []

    /// Takes note of a build that failed where something is only modelled.
    func noteFailure(_ modelled: Set<String>) { modelledFailures.formUnion(modelled) }

    /// Takes note that something rests on a model.
    func noteModelled(_ what: String) {
        if modelledNotes.count < 10_000 { modelledNotes.append(what) }
    }

    /// Does something beside the calls; ends with the engine.
    func background(_ body: @escaping @Sendable () async -> Void) {
        lastTask += 1
        let id = lastTask
        tasks[id] = Task { [weak self] in
            await body()
            await self?.forgetTask(id)
        }
    }

    private func forgetTask(_ id: Int) { tasks[id] = nil }

    func nextRun() -> Int {
        lastRun += 1
        return lastRun
    }

    /// Takes note that a container's results rest on a model.
    func noteModelled(_ what: String, in id: String) {
        containers[id]?.modelled.insert(what)
        noteModelled(what)
    }

    func checkDisk(_ what: String) throws(EngineError) {
        guard configuration.faults.isDiskFull else { return }
        throw EngineError(.failed, "\(what): no space left on device")
    }
}

extension SimulatedEngine: ContainerEngine {}
