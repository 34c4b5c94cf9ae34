import Dockerfile
import EngineAPI
import SimShell
import Synchronization

extension BuildWalk {
    /// `RUN`: a throw-away container of the image so far.
    mutating func run(_ command: Instruction.Command, _ instruction: Instruction) async throws {
        let changes = ConfigChanges(config: current.config, escape: build.dockerfile.escape) { $0 }
        let words = changes.words(Self.withDocuments(command, instruction))
        let arguments = stageArguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let prefix = arguments.isEmpty ? "" : "|\(arguments.count) \(arguments.joined(separator: " ")) "
        let createdBy = prefix + words.joined(separator: " ")
        if try await takeCached(createdBy) { return }
        let container = await build.engine.makeID()
        await say(" ---> Running in \(container.prefix(12))\n")
        let tree = makeTree()
        try mountVolumes(in: tree)
        let isWithout = try mount(instruction, in: tree)
        let modelled = Mutex<Set<String>>([])
        let (user, home) = try UserLookup(tree).find(current.config.user)
        var environment = EnvironmentList.values(current.config.env)
        environment["HOSTNAME"] = String(container.prefix(12))
        environment["HOME"] = environment["HOME"] ?? home
        environment["PATH"] = environment["PATH"] ?? UserLookup.path
        for (name, value) in stageArguments { environment[name] = value }
        let folder = current.config.workingDir.isEmpty ? "/" : current.config.workingDir
        try? tree.makeDirectory(folder, intermediate: true)
        let sandbox = await build.engine.buildSandbox(tree, name: container) { what in
            modelled.withLock { _ = $0.insert(what) }
        }
        let launch = ProcessLaunch(
            arguments: words,
            environment: environment,
            workingDirectory: folder,
            user: user,
            streams: ProcessStreams(
                input: EmptySource(),
                output: BuildSink(feed: build.feed, isError: false, isQuiet: build.options.quiet),
                error: BuildSink(feed: build.feed, isError: true, isQuiet: build.options.quiet)
            )
        )
        let code = try await run(launch, in: sandbox)
        await build.engine.endBuildSandbox(container)
        try Task.checkCancellation()
        let notes = modelled.withLock { $0 }
        for what in notes.sorted() { await build.engine.noteModelled(what) }
        guard code == 0 else {
            await build.engine.noteFailure(notes.union(current.modelled))
            if build.options.forceRemoves {
                await say(" ---> Removed intermediate container \(container.prefix(12))\n")
            }
            throw BuildFailure(
                "The command '\(words.joined(separator: " "))' returned a non-zero code: \(code)",
                code: code
            )
        }
        current.modelled.formUnion(notes)
        var layer = tree.layer()
        for path in layer.paths where isWithout(path) { layer[path] = nil }
        try await finish(createdBy, layer: layer, key: createdBy)
        await say(" ---> Removed intermediate container \(container.prefix(12))\n")
    }

    /// Runs a command to its end, or to the limit of its time.
    private func run(_ launch: ProcessLaunch, in sandbox: any ProcessSandbox) async throws -> Int {
        defer { sandbox.end() }
        let process: any RunningProcess
        do throws(LaunchError) { process = try sandbox.start(launch) } catch {
            throw EngineError(
                .badRequest,
                "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create "
                    + "failed: unable to start container process: \(SimulatedEngine.words(error, launch))"
            )
        }
        let (time, limit) = (build.configuration.time, build.configuration.limits.buildStep)
        let code = await withTaskGroup(of: Int?.self) { group in
            group.addTask { Int(await process.wait()) }
            group.addTask {
                try? await time.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next().flatMap { $0 }
        }
        guard let code else {
            throw BuildFailure("slidectl: a step of a build may run for \(HumanTimeout.text(limit)) at most")
        }
        return code
    }

    /// A line with documents is a script for the shell.
    private static func withDocuments(
        _ command: Instruction.Command,
        _ instruction: Instruction
    ) -> Instruction.Command {
        guard case .shell(let line) = command, !instruction.heredocs.isEmpty else { return command }
        if instruction.heredocs.count == 1, line.hasPrefix("<<"), !line.contains(" ") {
            return .shell(instruction.heredocs[0].content)
        }
        let documents = instruction.heredocs.map { "\($0.content)\($0.name)\n" }
        return .shell(line + "\n" + documents.joined())
    }

    /// What a step does in a declared volume is done in its container's own, which goes with it: the image keeps the
    /// folder as it was before.
    private func mountVolumes(in tree: FileTree) throws(FileTreeError) {
        let image = FileTree(current.files)
        let time = build.configuration.time
        let room = { (files: FileImage) in
            MemoryFiles(
                files,
                limits: build.configuration.limits.files,
                memory: build.engine.memory,
                now: { time.now }
            )
        }
        for path in current.config.volumes?.keys.sorted() ?? [] {
            let parts = path.split(separator: "/").filter { $0 != "." }
            guard path.hasPrefix("/"), !parts.isEmpty, !parts.contains("..") else { continue }
            switch try? image.status(path).kind {
            case nil: try tree.mount(room(.empty), at: path)
            case .directory:
                let place = try image.resolve(path).split(separator: "/").map(String.init)
                try tree.mount(SubtreeFiles(room(current.files), at: place), at: path)
            default: continue
            }
        }
    }

    /// Mounts of `RUN --mount`: caches and memory are folders that stay out of the image.
    ///
    /// - Returns: Whether a path is the mounts' or the engine's own, and not the image's.
    private func mount(_ instruction: Instruction, in tree: FileTree) throws -> (String) -> Bool {
        try tree.mount(MemoryFiles.devices(), at: "/dev")
        var places: [String] = []
        let existing = FileTree(current.files)
        for mount in instruction.mounts {
            guard let target = mount["target"] ?? mount["dst"] ?? mount["destination"], target.hasPrefix("/"),
                ["cache", "tmpfs"].contains(mount["type"] ?? "bind")
            else {
                throw EngineError(
                    .badRequest,
                    "the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to "
                        + "build images with BuildKit enabled"
                )
            }
            try tree.mount(
                MemoryFiles(limits: build.configuration.limits.files, memory: build.engine.memory),
                at: target
            )
            if !existing.exists(target) { places.append(target) }
        }
        let new = Set(["/dev", ContainerRecord.mark].filter { !existing.exists($0) })
        ContainerRecord.leaveMark(in: tree)
        return { path in
            if new.contains(path) { return true }
            return places.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
    }
}

/// What a step of a build writes becomes messages; errors are red.
struct BuildSink: ByteSink {
    let feed: ProgressFeed
    let isError: Bool
    let isQuiet: Bool

    func write(_ bytes: [UInt8]) async throws(BrokenPipe) {
        guard !bytes.isEmpty, !isQuiet else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        await feed.say(stream: isError ? "\u{1B}[91m\(text)\u{1B}[0m" : text)
    }

    func closeWriting() {}
}
