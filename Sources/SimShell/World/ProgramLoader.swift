/// A program, and the words it is run with: those of an interpreter where a file names one.
public struct LoadedProgram: Sendable {
    public var program: any Program
    public var arguments: [String]

    public init(program: any Program, arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }
}

/// Finds what a process is to run: `PATH`, executable files, `#!` lines.
struct ProgramLoader {
    /// Where programs are looked for when `PATH` isn't set.
    static let defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    let files: FileTree
    let programs: ProgramTable

    func load(_ launch: ProcessLaunch) throws(LaunchError) -> LoadedProgram {
        guard let name = launch.arguments.first, !name.isEmpty else { throw .notFound("") }
        let file = try Self.find(name, launch, in: files)
        let shown = name.utf8.contains(UInt8(ascii: "/")) ? name : file
        return try load(file, shownAs: shown, launch.arguments, as: launch.user, depth: 0)
    }

    /// The file of a command.
    static func find(
        _ name: String,
        _ launch: ProcessLaunch,
        in files: FileTree
    ) throws(LaunchError) -> String {
        if name.utf8.contains(UInt8(ascii: "/")) {
            let path = FileTree.absolute(name, in: launch.workingDirectory)
            let status: FileStatus
            do throws(FileTreeError) {
                status = try files.status(path, as: launch.user)
            } catch {
                throw error.code == .permissionDenied ? .notExecutable(name) : .notFound(name)
            }
            guard status.kind == .file, status.allows(.execute, to: launch.user) else {
                throw .notExecutable(name)
            }
            return path
        }
        guard name.utf8.count <= 255 else { throw .notFound(name) }
        var isForbidden = false
        let path = launch.environment["PATH"] ?? defaultPath
        for folder in path.split(separator: ":", omittingEmptySubsequences: false).prefix(100) {
            let place = folder.isEmpty ? name : "\(folder)/\(name)"
            let file = FileTree.absolute(place, in: launch.workingDirectory)
            guard let status = try? files.status(file, as: launch.user), status.kind == .file else {
                continue
            }
            if status.allows(.execute, to: launch.user) { return file }
            isForbidden = true
        }
        throw isForbidden ? .notExecutable(name) : .notFound(name)
    }

    private func load(
        _ file: String,
        shownAs shown: String,
        _ arguments: [String],
        as user: ProcessUser,
        depth: Int
    )
        throws(LaunchError) -> LoadedProgram
    {
        guard depth < 4 else { throw .notExecutable(file) }
        let content: FileContent
        do throws(FileTreeError) {
            // Whoever may run a program need not be able to read it.
            content = try files.content(file)
        } catch {
            throw .notFound(file)
        }
        switch content {
        case .program(let name, _):
            return LoadedProgram(
                program: programs[name] ?? UnmodelledProgram(name: name),
                arguments: arguments
            )
        case .bytes(let bytes):
            let script = [shown] + arguments.dropFirst()
            guard let line = Self.interpreter(in: bytes) else {
                // What is no program is a shell's script.
                guard let shell = programs["sh"], !bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
                    throw .notExecutable(file)
                }
                return LoadedProgram(program: shell, arguments: ["sh"] + script)
            }
            guard let interpreter = line.first,
                let status = try? files.status(interpreter, as: user), status.kind == .file
            else { throw .notFound(file) }
            guard status.allows(.execute, to: user) else { throw .notExecutable(interpreter) }
            return try load(interpreter, shownAs: interpreter, line + script, as: user, depth: depth + 1)
        case .sparse, .device: throw .notExecutable(file)
        }
    }

    /// The words of a `#!` line: the interpreter and, as one word, all that follows.
    private static func interpreter(in bytes: [UInt8]) -> [String]? {
        guard bytes.starts(with: [0x23, 0x21]) else { return nil }
        let line = String(
            decoding: bytes.dropFirst(2).prefix(255).prefix { $0 != 10 && $0 != 13 },
            as: UTF8.self
        )
        let words = line.split(maxSplits: 1) { $0 == " " || $0 == "\t" }
        return words.map { String($0.drop { $0 == " " }) }
    }
}

/// What an executable runs that no program is known for.
struct UnmodelledProgram: Program {
    let name: String

    func run(_ process: ProcessContext) async -> ExitCode {
        process.world.noteModelled(name)
        try? await process.streams.error.write(Array("\(name): not modelled by the embedded engine\n".utf8))
        return 126
    }
}
