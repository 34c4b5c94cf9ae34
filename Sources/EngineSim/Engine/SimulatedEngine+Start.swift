public import EngineAPI
import SimShell

extension SimulatedEngine {
    public func startContainer(_ name: String) async throws -> Transition {
        let record = try containers.find(name)
        guard try record.lifecycle.start(record.id), !record.isBusy else { return .unchanged }
        record.lifecycle.startsByHand()
        try await start(record)
        return .done
    }

    /// Starts a container: networks, ports, then the main process.
    func start(_ record: ContainerRecord) async throws {
        record.isBusy = true
        defer { record.isBusy = false }
        do {
            let launch = try launch(record)
            try join(record)
            try await openPorts(record)
            guard containers[record.id] != nil else { throw EngineError.noSuchContainer(record.id) }
            try run(record, launch)
            noteStart()
        } catch {
            await leaveNetworks(record)
            let failure = error as? EngineError ?? EngineError(.failed, "\(error)")
            record.lifecycle.failed(failure.message, code: Self.exitCode(of: failure))
            record.output.dismiss()
            record.input.renew()
            tellWaiters(record, .nextExit, .notRunning)
            if record.lifecycle.removesItself { await discard(record, volumes: true) }
            throw failure
        }
    }

    /// 127 and 126 are a shell's codes for what isn't there and what can't be run.
    private static func exitCode(of failure: EngineError) -> Int {
        if failure.message.contains("executable file not found") { return 127 }
        if failure.message.contains("no such file or directory") { return 127 }
        return failure.message.contains("permission denied") ? 126 : 128
    }

    /// The main process, as the container's configuration has it.
    private func launch(_ record: ContainerRecord) throws(EngineError) -> ProcessLaunch {
        let config = record.config
        let (user, home) = try UserLookup(record.files).find(config.user, more: record.hostConfig.groupAdd)
        var environment = EnvironmentList.values(config.env)
        environment["HOSTNAME"] = config.hostname
        environment["HOME"] = environment["HOME"] ?? home
        environment["PATH"] = environment["PATH"] ?? UserLookup.path
        if config.tty { environment["TERM"] = environment["TERM"] ?? "xterm" }
        let folder = config.workingDir.isEmpty ? "/" : config.workingDir
        makeWorkingFolder(folder, record)
        mountLimits(record)
        let hasInit = record.hostConfig.usesInit == true
        return ProcessLaunch(
            arguments: hasInit ? InitProgram.words(record.command) : record.command,
            environment: environment,
            workingDirectory: folder,
            user: user,
            streams: ProcessStreams(
                input: config.openStdin ? record.input.source : EmptySource(),
                output: HubSink(hub: record.output, channel: .output),
                error: HubSink(hub: record.output, channel: config.tty ? .output : .error),
                isTerminal: config.tty
            ),
            program: hasInit ? InitProgram() : nil
        )
    }

    /// The engine makes the working folder before the container's files become read-only.
    private func makeWorkingFolder(_ folder: String, _ record: ContainerRecord) {
        do throws(FileTreeError) { try record.files.makeDirectory(folder, intermediate: true) } catch {
            let isMounted = record.files.mountPoints.contains { "\(folder)/".hasPrefix("\($0.path)/") }
            guard error.code == .readOnly, !isMounted else { return }
            // Room for a mount is made in read-only files, too.
            try? record.files.mount(MemoryFiles(), at: folder)
            record.files.unmount(folder)
        }
    }

    private func run(_ record: ContainerRecord, _ launch: ProcessLaunch) throws(EngineError) {
        writeOwnFiles(record)
        let id = record.id
        var plan = SandboxPlan(
            files: record.files,
            network: processNetwork(record),
            hostName: record.config.hostname.isEmpty ? configuration.hostName : record.config.hostname,
            time: time,
            processes: min(record.hostConfig.resources.pidsLimit ?? .max, limits.processes),
            allowance: ProcessAllowance(record.hostConfig),
            onModelled: { [weak self] what in
                // A note, not work: nobody waits for it.
                Task { [weak self] in await self?.noteModelled(what, in: id) }
            }
        )
        plan.heap = heap(of: record)
        plan.onOutOfMemory = { [weak self] in Task { [weak self] in await self?.outOfMemory(in: id) } }
        plan.beside = try neighbours(of: record)
        let sandbox = runtime.sandbox(plan)
        record.output.begin()
        let process: any RunningProcess
        do throws(LaunchError) { process = try sandbox.start(launch) } catch {
            throw EngineError(
                .badRequest,
                "failed to create task for container: failed to create shim task: OCI runtime create failed: "
                    + "runc create failed: unable to start container process: \(Self.words(error, launch))"
            )
        }
        if record.terminal.height > 0 {
            sandbox.resizeTerminal(of: process.id, to: SimTerminal.Size(record.terminal))
        }
        let number = nextRun()
        record.lifecycle.began(at: time.now)
        record.run = ContainerRecord.Run(
            number: number,
            sandbox: sandbox,
            process: process,
            over: OneShot(),
            hostProcess: 4000 + number * 7
        )
        tellMounts(record, "mount")
        events.tell("container", "start", id, record.eventAttributes)
        let began = time.now
        process.whenOver { [weak self] code in
            // Nobody waits for the end of a run meanwhile: it begins a task.
            Task { [weak self] in await self?.processOver(id, run: number, code: Int(code), began: began) }
        }
        scheduleFaults(record, number)
        startHealthChecks(record, number)
    }

    /// The processes that a container with `--pid container:NAME` lives among.
    private func neighbours(of record: ContainerRecord) throws(EngineError) -> Neighbours? {
        let mode = record.hostConfig.pidMode
        guard mode.hasPrefix("container:") else { return nil }
        let other = try containers.find(String(mode.dropFirst(10)))
        guard let run = other.run, other.lifecycle.hasProcess else {
            throw EngineError(
                .conflict,
                "cannot join PID of a non running container: \(other.id)"
            )
        }
        let sandbox = run.sandbox
        return Neighbours(processes: { sandbox.processes() }, signal: { sandbox.signal($0, to: $1) })
    }

    /// Volumes are mounted for a run, and unmounted after it.
    func tellMounts(_ record: ContainerRecord, _ action: String) {
        for point in record.mounts {
            guard let name = point.name else { continue }
            var attributes = ["container": record.id, "driver": "local"]
            if action == "mount" {
                attributes.merge(
                    [
                        "destination": point.destination, "propagation": point.propagation,
                        "read/write": point.isWritable ? "true" : "false",
                    ]
                ) { $1 }
            }
            events.tell("volume", action, name, attributes)
        }
    }

    /// The limits as a process finds them, in the files of control groups.
    private func mountLimits(_ record: ContainerRecord) {
        let resources = record.hostConfig.resources
        let limit = { (value: Int?) in value.map { $0 > 0 ? "\($0)" : "max" } ?? "max" }
        let period = resources.cpuPeriod > 0 ? resources.cpuPeriod : 100_000
        let quota = resources.nanoCPUs > 0 ? resources.nanoCPUs / 10_000 : resources.cpuQuota
        let texts = [limit(resources.memory), limit(resources.pidsLimit), "\(limit(quota)) \(period)"]
        let files = limitFiles[texts] ?? Self.limitFiles(texts, limits.files)
        limitFiles[texts] = files
        try? record.files.mount(files, at: "/sys/fs/cgroup", readOnly: true)
    }

    private static func limitFiles(_ texts: [String], _ limits: FileLimits) -> MemoryFiles {
        var layer = FileLayer()
        let names = ["memory.max", "pids.max", "cpu.max", "cgroup.controllers"]
        for (name, text) in zip(names, texts + ["cpuset cpu io memory pids"]) {
            layer["/\(name)"] = .file(.text(text + "\n"), FileAttributes(mode: 0o444))
        }
        return MemoryFiles(FileImage(layers: [layer]), limits: limits)
    }

    /// Why a process can't be started, as runc says it.
    static func words(_ error: LaunchError, _ launch: ProcessLaunch) -> String {
        switch error {
        case .notFound(let file) where file.contains("/"):
            "exec: \"\(file)\": stat \(file): no such file or directory"
        case .notFound(let file): "exec: \"\(file)\": executable file not found in $PATH"
        case .notExecutable(let file): "exec: \"\(file)\": permission denied"
        case .tooManyProcesses: "can't start the process: resource temporarily unavailable"
        }
    }

    /// `/etc/hosts` and its sisters, which the engine writes anew at each start.
    private func writeOwnFiles(_ record: ContainerRecord) {
        for (path, text) in [
            ("/etc/hosts", hostsFile(record)), ("/etc/hostname", record.config.hostname + "\n"),
            ("/etc/resolv.conf", ResolverFile.text(record)),
        ] {
            try? record.files.lay(Array(text.utf8), at: path)
        }
    }

    private func hostsFile(_ record: ContainerRecord) -> String {
        let (host, mode) = (record.config.hostname, record.hostConfig.networkMode)
        if mode.hasPrefix("container:"), let text = fabric.hostsFile(ofPlace: String(mode.dropFirst(10))) {
            return text
        }
        var hosts = "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n"
        hosts +=
            "fe00::\tip6-localnet\nff00::\tip6-mcastprefix\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n"
        for entry in record.hostConfig.extraHosts ?? [] {
            let sides = entry.split(separator: ":", maxSplits: 1).map(String.init)
            guard sides.count == 2 else { continue }
            let gateway = record.endpoints.first?.gateway.map(Subnet.text) ?? "127.0.0.1"
            hosts += "\(sides[1] == "host-gateway" ? gateway : sides[1])\t\(sides[0])\n"
        }
        let domain = record.config.domainname
        let names = domain.isEmpty ? host : "\(host).\(domain) \(host)"
        for endpoint in record.endpoints {
            if let address = endpoint.address { hosts += "\(Subnet.text(address))\t\(names)\n" }
        }
        return hosts
    }
}
