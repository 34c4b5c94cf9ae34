import SimShell

/// `node`, as far as it runs nothing of anybody's: its version.
struct NodeTool: Program {
    /// The npm that came with a version of Node.js.
    static func npmVersion(_ process: ProcessContext) -> String {
        let major = version(process).prefix { $0 != "." }
        return ["24": "11.3.0", "22": "10.9.2", "20": "10.8.2", "18": "10.8.2", "16": "8.19.4"][String(major)]
            ?? "9.2.0"
    }

    private static func version(_ process: ProcessContext) -> String {
        process.environment["NODE_VERSION"] ?? "18.19.0"
    }

    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        if let first = tool.words.first, first == "--version" || first == "-v" {
            await tool.say("v\(Self.version(process))")
            return 0
        }
        return await tool.refuse(tool.words.first ?? "the interpreter")
    }
}

/// `npm`.
struct NodePackages: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        let (options, rest) = tool.options(valued: ["--prefix"])
        if rest.isEmpty, options["--version"] != nil || options["-v"] != nil {
            await tool.say(NodeTool.npmVersion(process))
            return 0
        }
        let isGlobal = options["-g"] != nil || options["--global"] != nil
        switch rest.first {
        case "ci", "install", "i":
            if isGlobal, rest.count > 1 {
                let store = PackageStore(tool: tool, folder: "/usr/local/bin")
                for name in rest.dropFirst() { store.install(name) }
                await tool.say("\nadded \(rest.count - 1) packages in 1s")
                return 0
            }
            let package = tool.path("package.json")
            guard let text = tool.text(package) else {
                return await tool.fail(
                    "npm error code ENOENT\nnpm error syscall open\nnpm error path \(package)\n"
                        + "npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '\(package)'",
                    254
                )
            }
            guard rest.first != "ci" || process.files.exists(tool.path("package-lock.json")) else {
                return await tool.fail(
                    "npm error code EUSAGE\nnpm error The `npm ci` command can only install with an existing package-lock.json"
                )
            }
            let count = max(1, text.split(separator: "\n").count { $0.contains(/"[^"]+": *"[\^~]?\d/) })
            try? process.files.makeDirectory(tool.path("node_modules"), intermediate: true)
            try? process.files.write(
                tool.path("node_modules/.package-lock.json"),
                content: .sparse(size: 9_000_000),
                mode: 0o644
            )
            process.world.noteModelled("npm")
            await tool.say("\nadded \(count) packages in 1s\n\nfound 0 vulnerabilities")
            return 0
        case "cache" where rest.dropFirst().first == "clean" || rest.dropFirst().first == "verify":
            guard rest[1] == "verify" || options["--force"] != nil || options["-f"] != nil else {
                return await tool.fail(
                    "npm error As of npm@5, the npm cache self-heals from corruption issues\n"
                        + "npm error If you're sure you want to delete the entire cache, rerun this command with --force."
                )
            }
            if rest[1] == "clean" {
                return await tool.fail("npm warn using --force Recommended protections disabled.", 0)
            }
            return 0
        case "config" where rest.dropFirst().first == "set", "set": return 0
        case "prune":
            await tool.say("\nup to date in 1s\n\nfound 0 vulnerabilities")
            return 0
        default: return await tool.refuse(rest.first ?? "")
        }
    }
}
