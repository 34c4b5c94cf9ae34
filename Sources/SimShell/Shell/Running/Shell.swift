/// A shell: what it knows, as a value, so that a subshell is a copy.
struct Shell: Sendable {
    struct Variable: Sendable {
        /// Nil where only attributes are known.
        var value: String?
        var isExported = false
        var isReadOnly = false
    }

    struct Job: Sendable {
        let number: Int
        let process: any RunningProcess
        let text: String
    }

    /// The process that it runs in.
    var process: ProcessContext {
        didSet { if process.id != oldValue.id { memory = MemoryShare(process.world.heap) } }
    }
    var dialect = ShellDialect.ash
    /// `$0`.
    var name: String
    /// What messages name beside it: a script, or a builtin that runs.
    var commandName: String?
    /// `$$`: of a subshell, that of the shell it is of.
    let shellID: Int
    var line = 0
    var variables: [String: Variable] = [:]
    /// The variables that `local` put aside, one dictionary a function call.
    var locals: [[String: Variable?]] = []
    var functions: [String: ShellCommand] = [:]
    var positional: [String] = []
    /// The letters of the options that are on.
    var options: Set<Character> = []
    var hasPipefail = false
    var status = 0
    /// The status of the last command substitution, where a command had any.
    var substitutionStatus: Int?
    var lastBackground: Int?
    var jobs: [Job] = []
    var descriptors: [Int: Descriptor] = [:]
    var traps: [Int: String] = [:]
    var workingDirectory: String
    var mask = 0o022
    var isInteractive = false
    /// What an interactive bash reads before it asks for a command.
    var startFiles = ["/etc/bash.bashrc", "~/.bashrc"]
    /// Above 0 where a failure is looked at, so that `set -e` doesn't end the script.
    var tested = 0
    var loops = 0
    var calls = 0
    var steps = 0
    var isTrapping = false
    /// The bytes in variables, for bounds.
    var variableBytes = 0
    /// What its process holds of the memory for them.
    private(set) var memory: MemoryShare
    var getoptsPlace = 0
    var started: WallTime

    /// What one expansion may give, in bytes.
    static let maxExpansion = 1 << 20
    /// What all variables may hold, in bytes.
    static let maxVariables = 8 << 20
    /// The commands that one process may run.
    static let maxSteps = 50_000_000
    /// Function calls, `eval` and `.` in each other.
    static let maxCalls = 200

    init(_ process: ProcessContext, name: String) {
        self.process = process
        memory = MemoryShare(process.world.heap)
        self.name = name
        shellID = process.id
        workingDirectory = process.workingDirectory
        started = process.world.now
        mask = process.mask
        for (key, value) in process.environment where key.isShellName {
            variables[key] = Variable(value: value, isExported: true)
        }
        descriptors = Self.standard(process.streams)
    }

    static func standard(_ streams: ProcessStreams) -> [Int: Descriptor] {
        let held = streams.held()
        return [
            0: Descriptor(source: held.input as? SharedSource, isTerminal: streams.isTerminal),
            1: Descriptor(sink: held.output as? SharedSink, isTerminal: streams.isTerminal),
            2: Descriptor(sink: held.error as? SharedSink, isTerminal: streams.isTerminal),
        ]
    }

    var files: FileTree { process.files }
    var user: ProcessUser { process.user }

    func absolute(_ path: String) -> String { FileTree.absolute(path, in: workingDirectory) }

    /// Counts a step, lets others run, and ends the shell where it was killed or ran too long.
    mutating func step() async throws(ShellUnwind) {
        steps += 1
        if steps & 127 == 0 { await Task.yield() }
        if Task.isCancelled { throw .exit(137) }
        if steps > Self.maxSteps {
            await say("too many commands for the embedded engine")
            throw .exit(137)
        }
        if isInteractive, traps.isEmpty, process.signals.take() == .interrupt {
            try await write("\n", to: 2)
            throw .failure(130)
        }
        if !traps.isEmpty { try await runTraps() }
    }

    /// Closes all that it has open.
    func closeAll() { for descriptor in descriptors.values { descriptor.close() } }
}
