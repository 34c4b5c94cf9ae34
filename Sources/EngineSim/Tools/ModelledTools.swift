import SimShell

/// Programs of images that belong to no shell and no service: makers of users, package managers, compilers.
///
/// Users and groups are really made. Packages and binaries only look as if: files of the right names appear, and the
/// tool says to the container's world that what rests on them is modelled.
enum ModelledTools {
    static let table = ProgramTable([
        HelloProgram.name: HelloProgram(),
        "addgroup": GroupTool(), "groupadd": GroupTool(), "adduser": UserTool(style: .adduser),
        "useradd": UserTool(style: .useradd),
        "apk": AlpinePackages(), "apt-get": DebianPackages(), "pip": PythonPackages(), "npm": NodePackages(),
        "node": NodeTool(), "python3": PythonTool(),
        "go": GoTool(), "gcc": CCompiler(), CompiledProgram.name: CompiledProgram(),
    ])
}

/// What the tools share.
struct ToolContext {
    let process: ProcessContext
    let words: [String]

    init(_ process: ProcessContext) {
        self.process = process
        words = Array(process.arguments.dropFirst())
    }

    var files: FileTree { process.files }

    /// The name that the tool was called by.
    var name: String { process.arguments.first?.split(separator: "/").last.map(String.init) ?? "" }

    /// The folder of the file that the tool was called by.
    var home: String? {
        guard let called = process.arguments.first else { return nil }
        let folders =
            called.contains("/")
            ? [path(called).split(separator: "/").dropLast().map { "/\($0)" }.joined()]
            : (process.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.first { files.exists("\($0)/\(name)") }
    }

    /// An absolute path of a path that was given.
    func path(_ text: String) -> String { FileTree.absolute(text, in: process.workingDirectory) }

    /// Text of a file; nil where it can't be read.
    func text(_ path: String) -> String? {
        (try? files.read(path, from: 0, atMost: 1 << 20, as: process.user)).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    func say(_ text: String) async { try? await process.streams.output.write(Array("\(text)\n".utf8)) }

    /// Says why it failed.
    func fail(_ text: String, _ code: ExitCode = 1) async -> ExitCode {
        try? await process.streams.error.write(Array("\(text)\n".utf8))
        return code
    }

    /// What the real tool would do and this one can't.
    func refuse(_ what: String) async -> ExitCode {
        process.world.noteModelled("\(name) \(what)")
        return await fail("\(name): \(what): not modelled by the embedded engine", 126)
    }

    /// Takes words apart: options, those of `valued` with their values, and the rest.
    func options(valued: Set<String>) -> (options: [String: String], rest: [String]) {
        var options: [String: String] = [:]
        var rest: [String] = []
        var left = words[...]
        while let word = left.popFirst() {
            guard word.hasPrefix("-"), word != "-" else {
                rest.append(word)
                continue
            }
            let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init
            )
            if sides.count == 2 {
                options[sides[0]] = sides[1]
            } else if valued.contains(word) {
                options[word] = left.popFirst() ?? ""
            } else if !word.hasPrefix("--"), word.count > 2 {
                // `-rm`: several in one word; the last may take a value.
                for letter in word.dropFirst() {
                    let option = "-\(letter)"
                    options[option] = valued.contains(option) ? left.popFirst() ?? "" : ""
                }
            } else {
                options[word] = ""
            }
        }
        return (options, rest)
    }
}
