/// A command of the usual ones, as a function.
public struct Applet: Program {
    /// What ends a command early.
    enum Stop: Error {
        case exit(ExitCode)
    }

    private let body: @Sendable (inout AppletContext) async throws(Stop) -> ExitCode
    private let name: String

    init(_ name: String, _ body: @escaping @Sendable (inout AppletContext) async throws(Stop) -> ExitCode) {
        self.name = name
        self.body = body
    }

    public func run(_ process: ProcessContext) async -> ExitCode {
        var context = AppletContext(name: name, process: process)
        do throws(Stop) {
            let code = try await body(&context)
            try await context.flush()
            return code
        } catch {
            guard case .exit(let code) = error else { return 1 }
            try? await context.flush()
            return code
        }
    }
}

/// What a command works with.
struct AppletContext: Sendable {
    let name: String
    var process: ProcessContext
    /// What is written and not yet on its way.
    private var waiting: [UInt8] = []
    private var steps = 0
    /// What it has read as a whole is in memory as long as it runs.
    private let memory: MemoryShare
    private var held = 0
    /// The code of the command that could not be started last.
    var failedCode: ExitCode = 0

    init(name: String, process: ProcessContext) {
        self.name = name
        self.process = process
        memory = MemoryShare(process.world.heap)
    }

    var arguments: [String] { Array(process.arguments.dropFirst()) }
    var files: FileTree { process.files }
    var user: ProcessUser { process.user }

    func path(_ path: String) -> String { process.absolute(path) }

    /// Lets others run now and then, and ends a command that was killed.
    mutating func step() async throws(Applet.Stop) {
        steps &+= 1
        if steps & 63 == 0 { await Task.yield() }
        if Task.isCancelled { throw .exit(137) }
    }

    mutating func print(_ text: String) async throws(Applet.Stop) { try await write(Array(text.utf8)) }

    mutating func printLine(_ text: String) async throws(Applet.Stop) {
        try await write(Array(text.utf8) + [10])
    }

    /// Writes, in pieces of some kilobytes.
    mutating func write(_ bytes: [UInt8]) async throws(Applet.Stop) {
        waiting += bytes
        if waiting.count >= 4096 { try await flush() }
        try await step()
    }

    /// Sends on its way what was written.
    mutating func flush() async throws(Applet.Stop) {
        guard !waiting.isEmpty else { return }
        let bytes = waiting
        waiting = []
        do {
            try await process.streams.output.write(bytes)
        } catch {
            let sink = (process.streams.output as? SharedSink)?.base
            if sink is ClosedStream || sink is FullSink || sink is FileSink {
                let words =
                    (sink as? FileSink)?.failure?.words
                    ?? (sink is FullSink ? "No space left on device" : "Bad file descriptor")
                await say("write error: \(words)")
                throw .exit(1)
            }
            // SIGPIPE.
            throw .exit(141)
        }
    }

    /// Says what went wrong, under the command's name.
    func say(_ text: String) async {
        try? await process.streams.error.write(Array("\(name): \(text)\n".utf8))
    }

    /// Whether the memory has room for so many bytes beside what was read as a whole.
    func holds(_ bytes: Int) -> Bool { memory.hold(held + bytes) }

    /// Ends the command for want of memory: the system kills what needs more than there is.
    func outOfMemory() -> Applet.Stop {
        process.world.runOutOfMemory()
        return .exit(137)
    }

    /// Says something without the command's name.
    func sayPlainly(_ text: String) async { try? await process.streams.error.write(Array("\(text)\n".utf8)) }

    /// Ends the command with words.
    func fail(_ text: String, _ code: ExitCode = 1) async -> Applet.Stop {
        await say(text)
        return .exit(code)
    }

    /// Ends the command for a use that it doesn't know.
    func usage(_ text: String, _ code: ExitCode = 1) async -> Applet.Stop {
        try? await process.streams.error.write(
            Array("BusyBox v1.36.1 multi-call binary.\n\nUsage: \(text)\n".utf8)
        )
        return .exit(code)
    }

    /// What the engine doesn't carry out is said, and fails.
    func notModelled(_ what: String) async -> Applet.Stop {
        process.world.noteModelled("\(name) \(what)")
        await say("\(what): not modelled by the embedded engine")
        return .exit(1)
    }

    /// Opens a file for reading.
    ///
    /// `-` is the standard input. Nil where it can't be had, which is said.
    func open(_ name: String) async -> (any ByteSource)? {
        if name == "-" { return process.streams.input }
        do throws(FileTreeError) {
            return try process.openForReading(name)
        } catch {
            await sayUnopened(name, error)
            return nil
        }
    }

    /// Says why a file can't be had, in the words of the command.
    private func sayUnopened(_ file: String, _ error: FileTreeError) async {
        let isQuoting = ["cat", "uniq", "tail", "tee", "dd", "md5sum", "sha1sum", "sha256sum"].contains(name)
        if error.code == .isADirectory, name == "cat" {
            await say("read error: \(error.words)")
        } else {
            await say(isQuoting ? "can't open '\(file)': \(error.words)" : "\(file): \(error.words)")
        }
    }

    /// All of a file; bounded by what a container may hold.
    mutating func contents(_ source: any ByteSource) async throws(Applet.Stop) -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = await source.read(atMost: 65_536) {
            bytes += piece
            guard bytes.count <= 16 << 20, memory.hold(held + bytes.count) else {
                throw await fail("out of memory")
            }
            try await step()
        }
        if Task.isCancelled { throw .exit(137) }
        held += bytes.count
        return bytes
    }
}
