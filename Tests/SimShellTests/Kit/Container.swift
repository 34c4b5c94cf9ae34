import SimShell

/// What a script did.
struct ScriptResult: Equatable, Sendable {
    var output: String
    var error: String
    var code: Int
}

/// A container with the shell and the usual commands, as the busybox image has them.
struct Container {
    /// Stands for users and folders that every image has.
    static let image: FileImage = {
        var layer = Coreutils.layer()
        layer["/bin/bash"] = .file(.program(name: "bash", size: 1_265_648), FileAttributes(mode: 0o755))
        layer["/usr/bin/timeout"] = .file(
            .program(name: "gnu-timeout", size: 39_912),
            FileAttributes(mode: 0o755)
        )
        let plain = FileAttributes(mode: 0o644)
        layer["/etc/passwd"] = .file(
            .text("root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n"),
            plain
        )
        layer["/etc/group"] = .file(.text("root:x:0:\nnobody:x:65534:\n"), plain)
        layer["/tmp"] = .directory(FileAttributes(mode: 0o1777))
        layer["/tmp/d"] = .directory(FileAttributes(mode: 0o755))
        layer["/root"] = .directory(FileAttributes(mode: 0o700))
        return FileImage(layers: [layer])
    }()

    let box: Sandbox

    init(
        limits: FileLimits = .standard,
        processes: Int = 64,
        hostName: String = "box",
        networks: SimNetwork = SimNetwork(),
        clock: any Clock<Duration> = SkippingClock(),
        heap: MemoryBudget = .unlimited,
        outOfMemory: @escaping @Sendable () -> Void = {},
        note: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        box = Sandbox(
            Coreutils.programs,
            image: Self.image,
            limits: limits,
            processes: processes,
            hostName: hostName,
            networks: networks,
            clock: clock,
            heap: heap,
            outOfMemory: outOfMemory,
            note: note
        )
        try box.files.mount(MemoryFiles.devices(), at: "/dev")
    }

    /// Runs words to their end.
    func run(_ words: [String], input: String = "", user: ProcessUser = .root) async throws -> ScriptResult {
        let output = BytePipe()
        let error = BytePipe()
        let launch = box.launch(
            words,
            input: MemorySource(Array(input.utf8)),
            output: output,
            error: error,
            user: user,
            workingDirectory: "/tmp/d"
        )
        let process = try box.world.start(launch, parent: 0)
        async let written = drain(output)
        async let said = drain(error)
        let code = await process.wait()
        return await ScriptResult(
            output: String(decoding: written, as: UTF8.self),
            error: String(decoding: said, as: UTF8.self),
            code: Int(code)
        )
    }

    /// Runs a script to its end.
    static func sh(
        _ script: String,
        input: String = "",
        user: ProcessUser = .root
    ) async throws -> ScriptResult {
        try await Container().run(["sh", "-c", script], input: input, user: user)
    }
}
