import SimShell

/// A binary that a model of a compiler made: it looks like one and can't run.
struct CompiledProgram: Program {
    static let name = "compiled"

    func run(_ process: ProcessContext) async -> ExitCode {
        process.world.noteModelled("a compiled program")
        let name = process.arguments.first ?? "program"
        let text =
            "\(name): not modelled by the embedded engine: what a compiler made in it can't run; use a real engine\n"
        try? await process.streams.error.write(Array(text.utf8))
        return 126
    }

    /// Writes a binary.
    static func write(_ path: String, size: Int, by tool: ToolContext) throws(FileTreeError) {
        let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        if !folder.isEmpty { try tool.files.makeDirectory(folder, intermediate: true, as: tool.process.user) }
        try tool.files.write(
            path,
            content: .program(name: name, size: size),
            mode: 0o755,
            owner: FileOwner(tool.process.user),
            as: tool.process.user
        )
        tool.process.world.noteModelled(tool.name)
    }
}

/// `go`: versions, modules, and binaries that only look like ones.
struct GoTool: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        var words = tool.words
        guard let verb = words.first else {
            return await tool.fail("Go is a tool for managing Go source code.", 2)
        }
        words.removeFirst()
        let version = process.environment["GOLANG_VERSION"] ?? "1.25.4"
        switch verb {
        case "version":
            await tool.say("go version go\(version) linux/amd64")
            return 0
        case "env":
            let known = ["GOOS": "linux", "GOARCH": "amd64", "GOPATH": "/go", "GOVERSION": "go\(version)"]
            for name in words { await tool.say(process.environment[name] ?? known[name] ?? "") }
            return words.isEmpty ? await tool.refuse("env") : 0
        case "mod":
            guard words.first == "download" || words.first == "tidy" || words.first == "verify" else {
                return await tool.refuse("mod \(words.first ?? "")")
            }
            return module(tool) == nil ? await tool.fail("go: \(Self.noModule)") : 0
        case "build", "install": return await build(words, tool)
        default: return await tool.refuse(verb)
        }
    }

    private static let noModule =
        "go.mod file not found in current directory or any parent directory; see 'go help modules'"

    /// The `go.mod` of the working folder or the nearest one above it.
    private func module(_ tool: ToolContext) -> String? {
        var names = tool.process.workingDirectory.split(separator: "/")
        while true {
            let folder = names.map { "/\($0)" }.joined()
            if let text = tool.text("\(folder)/go.mod") { return text }
            if names.popLast() == nil { return nil }
        }
    }

    private func build(_ words: [String], _ tool: ToolContext) async -> ExitCode {
        let module = module(tool)
        var (output, packages): (String?, [String]) = (nil, [])
        var left = words[...]
        while let word = left.popFirst() {
            if word == "-o" {
                output = left.popFirst()
            } else if ["-ldflags", "-tags", "-gcflags", "-mod", "-p"].contains(word) {
                _ = left.popFirst()
            } else if !word.hasPrefix("-") {
                packages.append(word)
            }
        }
        // Files by their names need no module.
        let files = packages.filter { $0.hasSuffix(".go") }
        for file in files where !tool.files.exists(tool.path(file)) {
            let way = module == nil ? ": \(Self.noModule)" : "; to add it:\n\tgo get \(file)"
            return await tool.fail("no required module provides package \(file)\(way)")
        }
        guard module != nil || !files.isEmpty || tool.process.environment["GO111MODULE"] == "off" else {
            return await tool.fail("go: \(Self.noModule)")
        }
        for package in packages.isEmpty ? ["."] : packages
        where !package.hasSuffix("...") && !package.hasSuffix(".go") {
            let folder = tool.path(package)
            let sources = ((try? tool.files.list(folder)) ?? []).filter { $0.name.hasSuffix(".go") }
            guard !sources.isEmpty else {
                let plain = (try? tool.files.resolve(folder)) ?? folder
                return await tool.fail("no Go files in \(plain)")
            }
        }
        // A program is called as its first file, its folder, or its module.
        let place =
            files.first.map { String($0.dropLast(3)) } ?? packages.first { !$0.hasSuffix(".") }
            ?? module?.split(separator: "\n").first { $0.hasPrefix("module ") }.map(String.init)
            ?? tool.process.workingDirectory
        let name =
            place.split(separator: "/").last?.split(separator: " ").last.map(String.init) ?? "main"
        do throws(FileTreeError) {
            let path = tool.path(output ?? name)
            let isFolder = (try? tool.files.status(path))?.kind == .directory
            let isStripped = words.contains { $0.contains("-s") && $0.contains("-w") }
            try CompiledProgram.write(
                isFolder ? "\(path)/\(name)" : path,
                size: isStripped ? 5_100_000 : 7_600_000,
                by: tool
            )
            return 0
        } catch { return await tool.fail("go: \(error.path): \(error.words.lowercased())") }
    }
}

/// `gcc` and `cc`: checks that the sources are there, and makes what looks like a binary.
struct CCompiler: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        let (options, sources) = tool.options(valued: ["-o", "-I", "-L", "-l", "-D", "-std"])
        guard !sources.isEmpty else {
            return await tool.fail("gcc: fatal error: no input files\ncompilation terminated.")
        }
        for source in sources where !tool.files.exists(tool.path(source)) {
            return await tool.fail(
                "gcc: error: \(source): No such file or directory\ngcc: fatal error: no input files\ncompilation terminated."
            )
        }
        do throws(FileTreeError) {
            try CompiledProgram.write(tool.path(options["-o"] ?? "a.out"), size: 16_000, by: tool)
            return 0
        } catch { return await tool.fail("gcc: \(error.path): \(error.words)") }
    }
}
