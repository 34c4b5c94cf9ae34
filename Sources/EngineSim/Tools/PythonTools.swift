import SimShell

/// `python3`, as far as it runs nothing of anybody's: its version, `-m venv` and `-m pip`.
struct PythonTool: Program {
    static func version(_ process: ProcessContext) -> String {
        process.environment["PYTHON_VERSION"] ?? "3.11.2"
    }

    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        if let first = tool.words.first, first == "--version" || first == "-V" {
            await tool.say("Python \(Self.version(process))")
            return 0
        }
        guard tool.words.count > 1, tool.words[0] == "-m" else {
            return await tool.refuse(tool.words.first ?? "the interpreter")
        }
        switch tool.words[1] {
        case "pip":
            var pip = process
            // What it installs goes beside the python that was called.
            pip.arguments = [(tool.home.map { $0 + "/" } ?? "") + "pip"] + tool.words.dropFirst(2)
            return await PythonPackages().run(pip)
        case "venv":
            let folders = tool.words.dropFirst(2).filter { !$0.hasPrefix("-") }
            guard !folders.isEmpty else {
                return await tool.fail(
                    "usage: venv [-h] ENV_DIR [ENV_DIR ...]\n"
                        + "venv: error: the following arguments are required: ENV_DIR",
                    2
                )
            }
            for folder in folders {
                do throws(FileTreeError) { try makeEnvironment(tool.path(folder), tool) } catch {
                    return await tool.fail("Error: [Errno 13] \(error.words): '\(tool.path(folder))'")
                }
            }
            return 0
        case let module: return await tool.refuse("-m \(module)")
        }
    }

    private func makeEnvironment(_ folder: String, _ tool: ToolContext) throws(FileTreeError) {
        let files = tool.files
        let version = Self.version(tool.process)
        let owner = FileOwner(tool.process.user)
        func write(_ name: String, _ content: FileContent, mode: Int) throws(FileTreeError) {
            try files.write(
                "\(folder)/\(name)",
                content: content,
                mode: mode,
                owner: owner,
                as: tool.process.user
            )
        }
        for name in ["bin", "include", "lib"] {
            let path = "\(folder)/\(name)"
            guard !files.exists(path) else { continue }
            try files.makeDirectory(path, owner: owner, intermediate: true, as: tool.process.user)
        }
        try write("pyvenv.cfg", .text("home = /usr/local/bin\nversion = \(version)\n"), mode: 0o644)
        try write("bin/activate", .text(Self.activation(folder)), mode: 0o644)
        for (name, program) in ["python": "python3", "python3": "python3", "pip": "pip", "pip3": "pip"] {
            try write("bin/\(name)", .program(name: program, size: 250), mode: 0o755)
        }
    }

    /// What `. bin/activate` does to a shell.
    private static func activation(_ folder: String) -> String {
        """
        deactivate () {
            PATH="$_OLD_VIRTUAL_PATH"
            export PATH
            unset _OLD_VIRTUAL_PATH VIRTUAL_ENV
        }
        VIRTUAL_ENV='\(folder)'
        export VIRTUAL_ENV
        _OLD_VIRTUAL_PATH="$PATH"
        PATH="$VIRTUAL_ENV/bin:$PATH"
        export PATH

        """
    }
}

/// `pip`.
struct PythonPackages: Program {
    private static let folder = "/usr/local/lib/python3/site-packages"

    /// Packages whose program has another name.
    private static let programs = [
        "ansible-core": "ansible", "awscli": "aws", "django": "django-admin", "httpie": "http",
        "jupyterlab": "jupyter-lab", "notebook": "jupyter-notebook",
    ]

    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        let (options, rest) = tool.options(valued: [
            "-r", "--requirement", "-i", "--index-url", "-t", "--target", "--prefix",
        ])
        if rest.isEmpty, options["--version"] != nil || options["-V"] != nil {
            let version = PythonTool.version(process)
            let short = version.split(separator: ".").prefix(2).joined(separator: ".")
            await tool.say(
                "pip 25.0.1 from /usr/local/lib/python\(short)/site-packages/pip (python \(short))"
            )
            return 0
        }
        if rest == ["cache", "purge"] {
            await tool.say("Files removed: 0")
            return 0
        }
        guard rest.first == "install" else { return await tool.refuse(rest.first ?? "") }
        var names = Array(rest.dropFirst()).filter { $0 != "." }
        if let list = options["-r"] ?? options["--requirement"] {
            guard let text = tool.text(tool.path(list)) else {
                return await tool.fail(
                    "ERROR: Could not open requirements file: [Errno 2] No such file or directory: '\(list)'"
                )
            }
            names += text.split(separator: "\n").map { $0.prefix { $0 != "#" && $0 != ";" } }
                .map { String($0.filter { !$0.isWhitespace }) }.filter { !$0.isEmpty && !$0.hasPrefix("-") }
        }
        let store = programs(tool, options)
        for name in names {
            let bare = name.split { "=<>!~[".contains($0) }.first.map(String.init) ?? name
            await tool.say("Collecting \(name)")
            try? process.files.makeDirectory("\(Self.folder)/\(bare)", intermediate: true)
            try? process.files.write(
                "\(Self.folder)/\(bare)/__init__.py",
                content: .sparse(size: 400_000),
                mode: 0o644
            )
            let program = bare.lowercased()
            store?.write(Self.programs[program] ?? program)
        }
        process.world.noteModelled("pip")
        if !names.isEmpty { await tool.say("Successfully installed \(names.joined(separator: " "))") }
        return 0
    }

    /// Where programs of packages go; nil where none are wanted.
    private func programs(_ tool: ToolContext, _ options: [String: String]) -> PackageStore? {
        guard options["-t"] == nil, options["--target"] == nil else { return nil }
        if let prefix = options["--prefix"] {
            return PackageStore(tool: tool, folder: tool.path(prefix) + "/bin")
        }
        guard options["--user"] == nil else {
            return PackageStore(
                tool: tool,
                folder: (tool.process.environment["HOME"] ?? "/root") + "/.local/bin"
            )
        }
        return PackageStore(tool: tool, folder: tool.home ?? "/usr/local/bin")
    }
}
