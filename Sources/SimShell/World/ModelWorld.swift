import Synchronization

/// A container in memory: a table of processes over a tree of files, on an injected clock.
///
/// The first process that is started is the main one: it gets number 1, and its end is the end of all others.
public final class ModelWorld: ProcessWorld {
    private struct State {
        var processes: [Int: ModelProcess] = [:]
        var terminals: [Int: SimTerminal] = [:]
        var lastID = 0
        var isOver = false
    }

    public let files: FileTree
    public let network: any ProcessNetwork
    public let hostName: String
    public let allowance: ProcessAllowance
    public let heap: MemoryBudget
    private let programs: ProgramTable
    private let clock: WorldClock
    private let maxProcesses: Int
    private let note: @Sendable (String) -> Void
    private let outOfMemory: @Sendable () -> Void
    private let beside: Neighbours?
    /// The number of the first process: its end is the end of all.
    private let main: Int
    private let state = Mutex(State())

    /// A container without processes.
    ///
    /// `processes` is how many there may be at once; what they keep in memory is taken of `heap`, and `outOfMemory` is told
    /// when one needs more. `noteModelled` is told what results rest on; see
    /// ``ProcessWorld/noteModelled(_:)``.
    public init(
        files: FileTree,
        network: any ProcessNetwork,
        programs: ProgramTable,
        hostName: String,
        clock: WorldClock,
        processes: Int = 128,
        allowance: ProcessAllowance = ProcessAllowance(),
        heap: MemoryBudget = .unlimited,
        beside: Neighbours? = nil,
        outOfMemory: @escaping @Sendable () -> Void = {},
        noteModelled: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.files = files
        self.network = network
        self.programs = programs
        self.hostName = hostName
        self.clock = clock
        maxProcesses = max(1, processes)
        self.allowance = allowance
        self.heap = heap
        self.beside = beside
        self.outOfMemory = outOfMemory
        note = noteModelled
        let last = beside?.processes().map(\.id).max() ?? 0
        main = last + 1
        state.withLock { $0.lastID = last }
        files.mountUnseen(ProcessFiles(self), at: ["proc"])
        files.mountUnseen(NetworkFiles(network), at: ["sys", "class"])
    }

    public var now: WallTime { clock.now }

    public func sleep(for duration: Duration) async throws(CancellationError) {
        try await clock.sleep(for: duration)
    }

    public func runOutOfMemory() { outOfMemory() }

    public func noteModelled(_ what: String) { note(what) }

    public func entitle(_ process: Int, _ title: String) {
        state.withLock { $0.processes[process] }?.entitle(title)
    }

    public func start(_ launch: ProcessLaunch, parent: Int) throws(LaunchError) -> any RunningProcess {
        let loaded = try load(launch)
        let streams = launch.streams.held()
        let moment = now
        let process = state.withLock { state -> ModelProcess? in
            guard !state.isOver, state.processes.count < maxProcesses else { return nil }
            state.lastID += 1
            let process = ModelProcess(
                ProcessSummary(
                    id: state.lastID,
                    parent: parent,
                    user: launch.user,
                    arguments: loaded.arguments,
                    started: moment
                ),
                streams: streams
            )
            state.processes[process.id] = process
            return process
        }
        guard let process else { throw .tooManyProcesses }
        var context = ProcessContext(
            arguments: loaded.arguments,
            environment: launch.environment,
            workingDirectory: launch.workingDirectory,
            user: launch.user,
            streams: streams,
            world: self,
            id: process.id,
            signals: process.signals
        )
        context.mask = launch.mask
        let begun = context
        // Owned by the process, which cancels it at its end.
        process.own(
            Task {
                let code = await loaded.program.run(begun)
                self.end(process, code)
            }
        )
        return process
    }

    public func replace(_ process: Int, with launch: ProcessLaunch) throws(LaunchError) -> LoadedProgram {
        let loaded = try load(launch)
        state.withLock { $0.processes[process] }?.rename(loaded.arguments, user: launch.user)
        return loaded
    }

    private func load(_ launch: ProcessLaunch) throws(LaunchError) -> LoadedProgram {
        if let program = launch.program {
            return LoadedProgram(program: program, arguments: launch.arguments)
        }
        return try ProgramLoader(files: files, programs: programs).load(launch)
    }

    public func processes() -> [ProcessSummary] { (beside?.processes() ?? []) + ownProcesses() }

    /// Those that were started here, by number.
    public func ownProcesses() -> [ProcessSummary] {
        state.withLock { Array($0.processes.values) }.map(\.summary).sorted { $0.id < $1.id }
    }

    /// Sends a signal as one process to another.
    ///
    /// What can't be caught reaches process 1 from outside alone, as pid_namespaces(7) has it.
    public func signal(_ signal: Signal, to process: Int) -> Bool {
        if process == 1, signal == .kill || signal == .stop { return processes().contains { $0.id == 1 } }
        return signalFromOutside(signal, to: process)
    }

    /// Sends a signal as the engine does, from outside of the container.
    public func signalFromOutside(_ signal: Signal, to process: Int) -> Bool {
        guard let target = state.withLock({ $0.processes[process] }) else {
            return beside?.signal(signal, process) ?? false
        }
        if signal.number == 0 || signal == .stop { return true }
        if signal != .kill {
            if target.signals.deliver(signal) { return true }
            // Process 1 has no default effects.
            if process == 1 || signal.isIgnoredByDefault || (20...22).contains(signal.number) { return true }
        }
        target.noteSignal(signal)
        end(target, ExitCode(truncatingIfNeeded: 128 + signal.number))
        return true
    }

    /// Notes the terminal that a process was started on.
    func keep(_ terminal: SimTerminal?, of process: Int) {
        state.withLock { $0.terminals[process] = terminal }
    }

    func terminal(of process: Int) -> SimTerminal? { state.withLock { $0.terminals[process] } }

    /// Kills all processes; none can be started any more.
    public func stop() {
        let all = state.withLock { state in
            state.isOver = true
            defer { state.processes = [:] }
            return Array(state.processes.values)
        }
        for process in all { process.finish(137) }
    }

    private func end(_ process: ModelProcess, _ code: ExitCode) {
        state.withLock { state in
            if state.processes[process.id] === process { state.processes[process.id] = nil }
        }
        process.settle(code)
        // The others go first, so that who waits for the main process finds nothing running.
        if process.id == main, process.exit == nil { stop() }
        process.finish(code)
    }
}

/// The processes of another container, among which a container's own live: `--pid container:NAME`.
public struct Neighbours: Sendable {
    let processes: @Sendable () -> [ProcessSummary]
    let signal: @Sendable (Signal, Int) -> Bool

    /// The other's processes by number, and the way to signal one of them.
    public init(
        processes: @escaping @Sendable () -> [ProcessSummary],
        signal: @escaping @Sendable (Signal, Int) -> Bool
    ) { (self.processes, self.signal) = (processes, signal) }
}
