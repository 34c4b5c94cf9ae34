import SimShell
import SimServices
import Foundation
import Synchronization

/// Containers on one network, with the services' programs in `/bin`.
final class Rig: Sendable {
    /// What a program said, and how it ended.
    struct Outcome: Hashable, Sendable {
        var output: String
        var error: String
        var code: ExitCode
    }

    /// The moment 2026-11-29 08:25:51 UTC.
    static let start = WallTime(nanoseconds: 1_795_940_751_000_000_000)

    let network = SimNetwork()
    private let count = Mutex(1)
    let volume = MemoryFiles(.empty, limits: .standard, now: { Rig.start })

    /// A container.
    func container(_ name: String, files: [String: String] = [:], mounting mount: String? = nil) -> Container
    {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let host = network.host(name)
        network.join(host, "net", address: "172.18.0.\(number)", names: [name])
        var layer = FileLayer()
        for program in Services.programs.names + ["pause"] {
            layer["/bin/\(program)"] = .file(
                .program(name: program, size: 1000),
                FileAttributes(mode: 0o755)
            )
        }
        layer["/dev/stdout"] = .file(.device(.stream(1)), FileAttributes(mode: 0o666))
        layer["/tmp"] = .directory(FileAttributes(mode: 0o1777))
        for (path, text) in files {
            layer[path] = .file(
                .text(text),
                FileAttributes(mode: 0o755, modified: WallTime(nanoseconds: 1_700_000_000_000_000_000))
            )
        }
        let tree = FileTree(FileImage(layers: [layer]), now: { Rig.start })
        if let mount { _ = try? tree.mount(volume, at: mount) }
        let notes = Notes()
        let world = ModelWorld(
            files: tree,
            network: host,
            programs: Services.programs.merging(ProgramTable(["pause": Pause()])),
            hostName: name,
            clock: WorldClock(StandingClock(), startingAt: Rig.start),
            noteModelled: { notes.add($0) }
        )
        return Container(world: world, host: host, notes: notes)
    }
}

/// A container of a rig.
final class Container: Sendable {
    let world: ModelWorld
    let host: SimHost
    /// What was only modelled.
    let notes: Notes

    init(world: ModelWorld, host: SimHost, notes: Notes) {
        self.world = world
        self.host = host
        self.notes = notes
    }

    /// A running program, with what it has said so far.
    final class Running: Sendable {
        let process: any RunningProcess
        let output: Collector
        let error: Collector
        let input: BytePipe

        init(process: any RunningProcess, output: Collector, error: Collector, input: BytePipe) {
            self.process = process
            self.output = output
            self.error = error
            self.input = input
        }

        func wait() async -> Rig.Outcome {
            let code = await process.wait()
            return Rig.Outcome(output: await output.whole(), error: await error.whole(), code: code)
        }
    }

    /// Starts a program.
    func start(
        _ words: [String],
        environment: [String: String] = [:],
        input: String? = nil,
        user: ProcessUser = .root
    ) async throws -> Running {
        let output = BytePipe()
        let error = BytePipe()
        let source = BytePipe(capacity: max(65_536, input?.utf8.count ?? 0))
        if let input {
            if !input.isEmpty { try await source.write(Array(input.utf8)) }
            source.closeWriting()
        }
        let collected = (Collector(output), Collector(error))
        let process = try world.start(
            ProcessLaunch(
                arguments: words,
                environment: ["PATH": "/bin"].merging(environment) { $1 },
                workingDirectory: "/tmp",
                user: user,
                streams: ProcessStreams(input: source, output: output, error: error)
            ),
            parent: 0
        )
        return Running(process: process, output: collected.0, error: collected.1, input: source)
    }

    /// Runs a program to its end, beside a main process.
    func run(
        _ words: [String],
        environment: [String: String] = [:],
        input: String = "",
        user: ProcessUser = .root
    ) async throws -> Rig.Outcome {
        if world.processes().isEmpty { _ = try await start(["pause"]) }
        return try await start(words, environment: environment, input: input, user: user).wait()
    }

    /// Waits until a port is listened on.
    func listens(on port: Int) async throws {
        for _ in 0..<2000 {
            if host.ports.contains(port) { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw RigError.timeout("port \(port) of \(host.name)")
    }
}

/// What a container's programs noted as only modelled.
final class Notes: Sendable {
    private let words = Mutex<[String]>([])

    var all: [String] { words.withLock { $0 } }

    func add(_ note: String) { words.withLock { $0.append(note) } }
}

/// A clock on which no time passes, so that log lines are the same in each run; who sleeps on it sleeps all the same.
struct StandingClock: Clock {
    typealias Instant = ContinuousClock.Instant

    let now = ContinuousClock.now
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await Task.sleep(for: now.duration(to: deadline))
    }
}

/// A main process that does nothing.
struct Pause: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        while (try? await process.world.sleep(for: .seconds(1000))) != nil {}
        return 0
    }
}

enum RigError: Error {
    case timeout(String)
    case system(String)
}

/// Collects what is written to a pipe.
final class Collector: Sendable {
    private let task: Task<Void, Never>
    private let box = Box()

    init(_ pipe: BytePipe) {
        task = Task { [box] in
            while let piece = await pipe.read(atMost: 65_536) { box.add(piece) }
        }
    }

    final class Box: Sendable {
        let bytes = Mutex<[UInt8]>([])
        func add(_ piece: [UInt8]) { bytes.withLock { $0 += piece } }
    }

    /// So far.
    var text: String { String(decoding: box.bytes.withLock { $0 }, as: UTF8.self) }

    /// To the end.
    func whole() async -> String {
        await task.value
        return text
    }

    /// Waits for a text.
    func contains(_ part: String, times: Int = 1) async throws {
        for _ in 0..<2000 {
            if text.components(separatedBy: part).count > times { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw RigError.timeout("\(part) in \(text)")
    }
}
