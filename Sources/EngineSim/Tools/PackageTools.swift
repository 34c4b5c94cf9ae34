import SimShell

/// What package managers share: a package is a program of its name, and room on paper.
struct PackageStore {
    let tool: ToolContext
    /// Where programs go.
    var folder = "/usr/bin"
    /// Where those of games go.
    var gameFolder: String?

    /// Puts a package there.
    func install(_ package: String, size: Int = 1_500_000) {
        // `curl=8.1`, `libpq-dev`: a name with a version, or one that has no program.
        let name = package.split { "=<>~@".contains($0) }.first.map(String.init) ?? package
        guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9+._\-]*/) != nil else { return }
        let program = Self.programs[name] ?? name
        let isLibrary = name.hasPrefix("lib") || name.hasSuffix("-dev") || name.hasSuffix("-data")
        if !isLibrary { write(program) }
        try? tool.files.makeDirectory("/usr/share/\(name)", intermediate: true)
        try? tool.files.write("/usr/share/\(name)/files", content: .sparse(size: size), mode: 0o644)
        tool.process.world.noteModelled(tool.name)
    }

    /// Puts a program there, unless the system has one of that name already.
    func write(_ program: String) {
        guard program.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9+._\-]*/) != nil else { return }
        let folder = Self.games.contains(program) ? gameFolder ?? folder : folder
        let path = "\(folder)/\(program)"
        guard ![path, "/bin/\(program)", "/usr/bin/\(program)"].contains(where: tool.files.exists) else {
            return
        }
        try? tool.files.makeDirectory(folder, intermediate: true)
        try? tool.files.write(path, content: .program(name: program, size: 64 << 10), mode: 0o755)
    }

    /// Takes a package away.
    func remove(_ package: String) {
        guard package.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9+._\-]*/) != nil else { return }
        let program = Self.programs[package] ?? package
        let folder = Self.games.contains(program) ? gameFolder ?? folder : folder
        try? tool.files.remove("\(folder)/\(program)")
        try? tool.files.removeAll("/usr/share/\(package)")
    }

    /// Programs that Debian keeps in `/usr/games`.
    private static let games: Set<String> = [
        "bastet", "cowsay", "fortune", "gnuchess", "greed", "lolcat", "moon-buggy", "ninvaders", "nsnake",
        "sl",
    ]

    /// Packages whose program has another name.
    private static let programs = [
        "build-base": "gcc", "build-essential": "gcc", "fortune-mod": "fortune", "fortunes": "fortune",
        "golang": "go", "golang-go": "go",
        "iputils-ping": "ping",
        "netcat-openbsd": "nc", "nodejs": "node", "postgresql-client": "psql", "procps": "ps",
        "py3-pip": "pip",
        "python3-pip": "pip", "redis-tools": "redis-cli",
    ]
}

/// `apt-get` and `apt`.
struct DebianPackages: Program {
    private static let lists = "/var/lib/apt/lists"
    private static let games = "/usr/games"

    /// Packages that bring no others along: apt asks only where it would do more than it was told to.
    private static let alone: Set<String> = [
        "bash-completion", "bzip2", "dos2unix", "dumb-init", "ed", "figlet", "gosu", "hello", "less", "make",
        "patch", "psmisc", "pv", "time", "tini", "tree", "unzip", "xz-utils",
    ]

    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        let (options, rest) = tool.options(valued: ["-o", "-t", "-c"])
        guard process.user.id == 0 else {
            return await tool.fail(
                "E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\n"
                    + "E: Unable to lock directory /var/lib/apt/lists/",
                100
            )
        }
        switch rest.first {
        case "update":
            try? process.files.makeDirectory(Self.lists, intermediate: true)
            try? process.files.write(
                "\(Self.lists)/packages",
                content: .sparse(size: 18_000_000),
                mode: 0o644
            )
            await tool.say(
                "Get:1 http://deb.debian.org/debian stable InRelease [151 kB]\nReading package lists..."
            )
        case "install": return await install(Array(rest.dropFirst()), options, tool)
        case "clean", "autoclean", "autoremove", "upgrade", "dist-upgrade":
            await tool.say("Reading package lists...\nBuilding dependency tree...")
        case "remove", "purge":
            let store = PackageStore(tool: tool, gameFolder: Self.games)
            for name in rest.dropFirst() { store.remove(name) }
        case let verb?: return await tool.refuse(verb)
        case nil: await tool.say("apt 2.6.1 (amd64)")
        }
        return 0
    }

    private func install(
        _ names: [String],
        _ options: [String: String],
        _ tool: ToolContext
    ) async -> ExitCode {
        await tool.say("Reading package lists...\nBuilding dependency tree...\nReading state information...")
        // Images come without lists: what isn't updated finds nothing.
        let known = (try? tool.files.list(Self.lists))?.isEmpty == false
        guard known || names.isEmpty else {
            let lines = names.map { "E: Unable to locate package \($0)" }
            return await tool.fail(lines.joined(separator: "\n"), 100)
        }
        guard !names.isEmpty else {
            await tool.say("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.")
            return 0
        }
        await tool.say("The following NEW packages will be installed:\n  \(names.joined(separator: " "))")
        await tool.say("0 upgraded, \(names.count) newly installed, 0 to remove and 0 not upgraded.")
        let agrees = ["-y", "--yes", "--assume-yes", "-qq"].contains { options[$0] != nil }
        guard agrees || names.allSatisfy(Self.alone.contains) else {
            await tool.say("Do you want to continue? [Y/n] Abort.")
            return 1
        }
        let store = PackageStore(tool: tool, gameFolder: Self.games)
        for name in names {
            store.install(name, size: 3_000_000)
            await tool.say("Setting up \(name) ...")
        }
        return 0
    }
}

/// `apk`.
struct AlpinePackages: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        let (_, rest) = tool.options(valued: ["-t", "--virtual", "-X", "--repository", "-p"])
        guard process.user.id == 0 else {
            return await tool.fail(
                "ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied",
                99
            )
        }
        let names = Array(rest.dropFirst())
        switch rest.first {
        case "add":
            await tool.say("fetch https://dl-cdn.alpinelinux.org/alpine/main/x86_64/APKINDEX.tar.gz")
            let store = PackageStore(tool: tool)
            for (index, name) in names.enumerated() {
                await tool.say("(\(index + 1)/\(names.count)) Installing \(name)")
                store.install(name)
            }
            await tool.say("OK: \(8 + 2 * names.count) MiB in \(15 + names.count) packages")
        case "del":
            let store = PackageStore(tool: tool)
            for (index, name) in names.enumerated() {
                await tool.say("(\(index + 1)/\(names.count)) Purging \(name)")
                store.remove(name)
            }
        case "update", "upgrade", "cache": await tool.say("OK: 25000 distinct packages available")
        case let verb?: return await tool.refuse(verb)
        case nil: return await tool.fail("apk-tools 2.14.6, compiled for x86_64.")
        }
        return 0
    }
}
