import SimShell

/// A program made of a function.
struct TestProgram: Program {
    let body: @Sendable (ProcessContext) async throws -> ExitCode

    func run(_ process: ProcessContext) async -> ExitCode { (try? await body(process)) ?? 1 }
}

/// Programs for tests of the engine: as little as will do, and no shell of anybody's.
enum TestPrograms {
    static let table = ProgramTable([
        "true": TestProgram { _ in 0 },
        "false": TestProgram { _ in 1 },
        "cat": TestProgram { process in
            if process.arguments.count > 1 {
                for path in process.arguments.dropFirst() {
                    let place = FileTree.absolute(path, in: process.workingDirectory)
                    try await process.streams.output.write(process.files.read(place))
                }
                return 0
            }
            while let bytes = await process.streams.input.read(atMost: 1000) {
                try await process.streams.output.write(bytes)
            }
            return 0
        },
        "sleep": TestProgram { process in
            try await process.world.sleep(for: .seconds(Int(process.arguments.last ?? "0") ?? 0))
            return 0
        },
        "env": TestProgram { process in
            for (name, value) in process.environment.sorted(by: { $0.key < $1.key }) {
                try await process.streams.output.write(Array("\(name)=\(value)\n".utf8))
            }
            return 0
        },
        "sh": TestProgram(body: script),
    ])

    /// Statements between semicolons: `say text`, `err text`, `exit 3`, `sleep 5`, `put /path text`, `serve 80 text`,
    /// `call host 80`, `catch TERM text`, `model cc`, `drop /path`, `id`, `fill /path bytes`,
    /// `spam lines`, `keep bytes`.
    private static func script(_ process: ProcessContext) async throws -> ExitCode {
        for statement in (process.arguments.last ?? "").split(separator: ";") {
            let words = statement.split(separator: " ").map(String.init)
            let rest = words.dropFirst().joined(separator: " ")
            switch words.first {
            case "say": try await process.streams.output.write(Array("\(rest)\n".utf8))
            case "err": try await process.streams.error.write(Array("\(rest)\n".utf8))
            case "exit": return UInt8(rest) ?? 2
            case "sleep": try await process.world.sleep(for: .seconds(Int(rest) ?? 0))
            case "put":
                let text = words.dropFirst(2).joined(separator: " ")
                try process.files.write(words[1], Array("\(text)\n".utf8), as: process.user)
            case "fill":
                try process.files.write(words[1], Array(repeating: 120, count: Int(words[2]) ?? 0))
            case "spam":
                for number in 1...(Int(rest) ?? 1) {
                    try await process.streams.output.write(Array("line \(number)\n".utf8))
                }
            case "keep":
                let share = MemoryShare(process.world.heap)
                if !share.hold(Int(rest) ?? 0) { process.world.runOutOfMemory() }
                try await process.world.sleep(for: .seconds(1000))
                _ = share.hold(0)
            case "drop": try process.files.removeAll(rest)
            case "model": process.world.noteModelled(rest)
            case "id": try await process.streams.output.write(Array("\(process.user.id)\n".utf8))
            case "serve":
                try await serve(Int(words[1]) ?? 0, words.dropFirst(2).joined(separator: " "), process)
            case "call":
                let connection = try await process.world.network.connect(
                    to: words[1],
                    port: Int(words[2]) ?? 0
                )
                while let bytes = await connection.read(atMost: 100) {
                    try await process.streams.output.write(bytes)
                }
            case "catch":
                guard let signal = Signal(words[1]) else { return 2 }
                process.signals.ask(for: [signal])
                try await process.streams.output.write(Array("waiting\n".utf8))
                _ = await process.signals.next()
                try await process.streams.output.write(
                    Array("\(words.dropFirst(2).joined(separator: " "))\n".utf8)
                )
            default: return 127
            }
        }
        return 0
    }

    private static func serve(_ port: Int, _ text: String, _ process: ProcessContext) async throws {
        let listener = try process.world.network.listen(on: port)
        while let caller = await listener.accept() {
            try await caller.write(Array("\(text) to \(caller.peer)\n".utf8))
            caller.close()
        }
    }
}
