import SimShell

/// A program that a test writes down in place.
struct TestProgram: Program {
    let body: @Sendable (ProcessContext) async -> ExitCode
    func run(_ process: ProcessContext) async -> ExitCode { await body(process) }
}

/// A container for tests.
struct Sandbox {
    let world: ModelWorld
    let files: FileTree
    let host: SimHost
    let networks: SimNetwork

    init(
        _ programs: ProgramTable,
        image: FileImage = .empty,
        limits: FileLimits = .standard,
        processes: Int = 128,
        hostName: String = "box",
        networks: SimNetwork = SimNetwork(),
        clock: any Clock<Duration> = SkippingClock(),
        heap: MemoryBudget = .unlimited,
        outOfMemory: @escaping @Sendable () -> Void = {},
        note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        // 2026-01-02 03:04:05 UTC
        let clock = WorldClock(
            clock,
            startingAt: WallTime(nanoseconds: 1_767_323_045_000_000_000)
        )
        files = FileTree(image, limits: limits) { clock.now }
        self.networks = networks
        host = networks.host(hostName)
        world = ModelWorld(
            files: files,
            network: host,
            programs: programs,
            hostName: hostName,
            clock: clock,
            processes: processes,
            heap: heap,
            outOfMemory: outOfMemory,
            noteModelled: note
        )
    }

    func launch(
        _ arguments: [String],
        input: any ByteSource = EmptySource(),
        output: any ByteSink = NullSink(),
        error: any ByteSink = NullSink(),
        environment: [String: String] = ["PATH": "/bin", "HOME": "/root"],
        user: ProcessUser = .root,
        workingDirectory: String = "/"
    ) -> ProcessLaunch {
        ProcessLaunch(
            arguments: arguments,
            environment: environment,
            workingDirectory: workingDirectory,
            user: user,
            streams: ProcessStreams(input: input, output: output, error: error)
        )
    }
}

/// All that comes out of a source.
func drain(_ source: any ByteSource, atMost limit: Int = 1 << 22) async -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit, let piece = await source.read(atMost: 65_536) { bytes += piece }
    source.closeReading()
    return bytes
}
