public import EngineAPI
import SimShell
import Synchronization

extension SimulatedEngine {
    public func attach(_ name: String, _ options: AttachOptions) async throws -> ProcessConnection {
        let record = try containers.find(name)
        guard record.lifecycle.phase != .paused else {
            throw EngineError(.conflict, "Container \(name) is paused, unpause the container before attach")
        }
        let (output, input) = (record.output, record.input)
        var channels: Set<StreamFrame.Channel> = []
        if options.stdout || output.isTTY { channels.insert(.output) }
        if options.stderr { channels.insert(.error) }
        events.tell("container", "attach", record.id, record.eventAttributes)
        let takesInput = options.stdin && record.config.openStdin
        let endsInput = record.config.stdinOnce
        let keys = output.isTTY ? try DetachKeys(options.detachKeys) : nil
        var leave: @Sendable () -> Void = {}
        let stream: ByteStream
        if options.stream {
            let (id, box) = output.attach(channels, replaying: options.logs)
            // Whoever attaches to what has ended already, or is just ending, hears no more of it.
            let isEnding = record.lifecycle.phase == .running && record.isBusy
            if isEnding || record.lifecycle.phase == .exited && !record.isBusy && options.logs { box.close() }
            leave = {
                output.detach(id)
                box.close()
            }
            stream = ByteStream(cancel: {
                output.detach(id)
                box.abandon()
            }) { await box.next() }
        } else {
            let old = options.logs ? output.lines.lines.filter { channels.contains($0.channel) } : []
            stream = ByteStream(
                old.map { output.isTTY ? $0.bytes : StreamFrame($0.channel, $0.bytes).encoded }
            )
        }
        return ProcessConnection(
            isTTY: output.isTTY,
            output: stream,
            send: { [leave] bytes in
                guard takesInput else { return }
                let (typed, leaves) = keys?.take(bytes) ?? (bytes, false)
                if !typed.isEmpty { await input.send(typed) }
                if leaves { leave() }
            },
            finish: { if takesInput, endsInput { input.finish() } }
        )
    }

    public func resizeContainer(_ name: String, _ size: TerminalSize) async throws {
        let record = try containers.find(name)
        guard let run = record.run else {
            throw EngineError(.conflict, "container \(record.id) is not running")
        }
        record.terminal = size
        run.sandbox.resizeTerminal(of: run.process.id, to: SimTerminal.Size(size))
        events.tell(
            "container",
            "resize",
            record.id,
            record.eventAttributes.merging(["height": "\(size.height)", "width": "\(size.width)"]) { $1 }
        )
    }

    // MARK: Further processes

    public func createExec(_ name: String, _ creation: ExecCreation) async throws -> CreatedID {
        let record = try containers.find(name)
        guard let words = creation.cmd?.words, !words.isEmpty else {
            throw EngineError(.badRequest, "No exec command specified")
        }
        switch record.lifecycle.phase {
        case .running: break
        case .paused:
            throw EngineError(.conflict, "Container \(name) is paused, unpause the container before exec")
        case .restarting:
            throw EngineError(
                .conflict,
                "Container \(record.id) is restarting, wait until the container is running"
            )
        default: throw EngineError(.conflict, "container \(record.id) is not running")
        }
        _ = try user(of: creation, in: record)
        guard !creation.privileged else {
            throw EngineError(.forbidden, "slidectl: --privileged is not available with the embedded engine")
        }
        if execs.count >= limits.execs { forgetOldExecs() }
        guard execs.count < limits.execs else {
            throw EngineError(
                .tooMany,
                "slidectl: a session has at most \(limits.execs) processes beside the main ones"
            )
        }
        let exec = ExecRecord(id: ids.id(), containerID: record.id, creation: creation)
        execs[exec.id] = exec
        record.execs.append(exec.id)
        events.tell(
            "container",
            "exec_create: \(exec.commandLine)",
            record.id,
            record.eventAttributes.merging(["execID": exec.id]) { $1 }
        )
        return CreatedID(exec.id)
    }

    public func startExec(_ id: String, _ start: ExecStart) async throws -> ProcessConnection {
        let (exec, record, sandbox) = try ready(id)
        let isTTY = exec.creation.tty
        let box = Mailbox<[UInt8]>(capacity: 256 << 10) { $0.count }
        let input = exec.input
        let takesInput = exec.creation.attachStdin
        let keys = isTTY ? try DetachKeys(exec.creation.detachKeys) : nil
        let streams = ProcessStreams(
            input: takesInput ? input : EmptySource(),
            output: exec.creation.attachStdout
                ? ExecSink(box: box, channel: .output, isTTY: isTTY) : NullSink(),
            error: exec.creation.attachStderr
                ? ExecSink(box: box, channel: isTTY ? .output : .error, isTTY: isTTY) : NullSink(),
            isTerminal: isTTY
        )
        do {
            let process = try launch(exec, record, sandbox, streams)
            background { [weak self] in
                let code = await process.wait()
                await self?.execEnded(id, Int(code))
                box.close()
            }
            limitTime(of: process, in: sandbox)
        } catch let error as LaunchError {
            // The answer has begun by now in a real engine: the failure is the output.
            box.post(failedExec(id, record, error, isTTY: isTTY))
            box.close()
        } catch let error as EngineError {
            execs[id]?.exitCode = Self.code(of: error)
            let text = Array("\(error.message)\r\n".utf8)
            box.post(isTTY ? text : StreamFrame(.output, text).encoded)
            box.close()
        }
        let (time, pause) = (time, OneTime(configuration.shortestExec))
        return ProcessConnection(
            isTTY: isTTY,
            output: ByteStream(cancel: { box.abandon() }) {
                if let pause = pause.take() { try? await time.sleep(for: pause) }
                return await box.next()
            },
            send: { bytes in
                guard takesInput else { return }
                let (typed, leaves) = keys?.take(bytes) ?? (bytes, false)
                if !typed.isEmpty { try? await input.write(typed) }
                if leaves { box.close() }
            },
            finish: { input.closeWriting() }
        )
    }

    public func startDetachedExec(_ id: String, _ start: ExecStart) async throws {
        let (exec, record, sandbox) = try ready(id)
        let streams = ProcessStreams(input: EmptySource(), output: NullSink(), error: NullSink())
        do {
            let process = try launch(exec, record, sandbox, streams)
            background { [weak self] in
                let code = await process.wait()
                await self?.execEnded(id, Int(code))
            }
        } catch let error as LaunchError {
            _ = failedExec(id, record, error, isTTY: false)
            throw EngineError(.badRequest, Self.execFailure(error, exec))
        }
    }

    /// Kills a further process that runs for longer than one may.
    private func limitTime(of process: any RunningProcess, in sandbox: any ProcessSandbox) {
        let limit = limits.execTime
        background { [time] in
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    _ = await process.wait()
                    return true
                }
                group.addTask {
                    try? await time.sleep(for: limit)
                    return false
                }
                if await group.next() == false { _ = sandbox.signal(.kill, to: process.id) }
                group.cancelAll()
            }
        }
    }

    private func ready(_ id: String) throws(EngineError) -> (ExecRecord, ContainerRecord, any ProcessSandbox)
    {
        guard let exec = execs[id], let record = containers[exec.containerID] else {
            throw EngineError(.notFound, "No such exec instance: \(id)")
        }
        guard !exec.isRunning else {
            throw EngineError(.conflict, "exec command \(id) is already running")
        }
        guard exec.exitCode == nil else {
            throw EngineError(.conflict, "exec command \(id) has already run")
        }
        guard record.lifecycle.phase == .running, let run = record.run else {
            let state = record.lifecycle.phase == .paused ? "paused" : "not running"
            throw EngineError(.conflict, "container \(record.id) is \(state)")
        }
        return (exec, record, run.sandbox)
    }

    private func launch(
        _ exec: ExecRecord,
        _ record: ContainerRecord,
        _ sandbox: any ProcessSandbox,
        _ streams: ProcessStreams
    ) throws -> any RunningProcess {
        let creation = exec.creation
        let (user, home) = try user(of: creation, in: record)
        var environment = EnvironmentList.values(EnvironmentList.merged(record.config.env, creation.env))
        environment["HOSTNAME"] = record.config.hostname
        environment["HOME"] = environment["HOME"] ?? home
        environment["PATH"] = environment["PATH"] ?? UserLookup.path
        if creation.tty { environment["TERM"] = environment["TERM"] ?? "xterm" }
        let folder = creation.workingDir.isEmpty ? record.config.workingDir : creation.workingDir
        guard folder.isEmpty || folder.hasPrefix("/") else {
            throw EngineError(
                .badRequest,
                "OCI runtime exec failed: exec failed: Cwd must be an absolute path"
            )
        }
        guard folder.isEmpty || (try? record.files.status(folder))?.kind == .directory else {
            throw EngineError(
                .badRequest,
                "OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd (\"\(folder)\") "
                    + "set in config.json failed: no such file or directory"
            )
        }
        events.tell(
            "container",
            "exec_start: \(exec.commandLine)",
            record.id,
            record.eventAttributes.merging(["execID": exec.id]) { $1 }
        )
        let process = try sandbox.start(
            ProcessLaunch(
                arguments: exec.command,
                environment: environment,
                workingDirectory: folder.isEmpty ? "/" : folder,
                user: user,
                streams: streams
            )
        )
        execs[exec.id]?.process = process
        execs[exec.id]?.isRunning = true
        execs[exec.id]?.hostProcess = 4000 + nextRun() * 7
        return process
    }

    /// Who a further process is.
    private func user(
        of creation: ExecCreation,
        in record: ContainerRecord
    ) throws(EngineError) -> (ProcessUser, home: String) {
        do {
            return try UserLookup(record.files).find(
                creation.user.isEmpty ? record.config.user : creation.user,
                more: record.hostConfig.groupAdd
            )
        } catch { throw EngineError(.badRequest, error.message) }
    }

    private func failedExec(
        _ id: String,
        _ record: ContainerRecord,
        _ error: LaunchError,
        isTTY: Bool
    ) -> [UInt8] {
        guard let exec = execs[id] else { return [] }
        if case .notExecutable = error { execs[id]?.exitCode = 126 } else { execs[id]?.exitCode = 127 }
        tellExecDied(exec, record, execs[id]?.exitCode ?? 127)
        let text = Array("\(Self.execFailure(error, exec))\r\n".utf8)
        return isTTY ? text : StreamFrame(.output, text).encoded
    }

    /// The exit code of a process that couldn't be started.
    private static func code(of error: EngineError) -> Int {
        if error.message.contains("no such file or directory") { return 127 }
        return error.message.contains("permission denied") ? 126 : 128
    }

    private static func execFailure(_ error: LaunchError, _ exec: ExecRecord) -> String {
        let launch = ProcessLaunch(
            arguments: exec.command,
            environment: [:],
            workingDirectory: "/",
            user: .root,
            streams: ProcessStreams(input: EmptySource(), output: NullSink(), error: NullSink())
        )
        return
            "OCI runtime exec failed: exec failed: unable to start container process: \(words(error, launch))"
    }

    private func execEnded(_ id: String, _ code: Int) {
        guard let exec = execs[id], exec.isRunning else { return }
        execs[id]?.isRunning = false
        execs[id]?.exitCode = code
        exec.input.closeReading()
        if let record = containers[exec.containerID] { tellExecDied(exec, record, code) }
    }

    private func tellExecDied(_ exec: ExecRecord, _ record: ContainerRecord, _ code: Int) {
        events.tell(
            "container",
            "exec_die",
            record.id,
            record.eventAttributes.merging(["execID": exec.id, "exitCode": String(code)]) { $1 }
        )
    }

    /// Forgets the older half of the processes that have ended, as an engine does after a while.
    private func forgetOldExecs() {
        let ended = execs.values.filter { $0.exitCode != nil && !$0.isRunning }
            .sorted { $0.hostProcess < $1.hostProcess }
        for exec in ended.prefix((ended.count + 1) / 2) {
            execs[exec.id] = nil
            containers[exec.containerID]?.execs.removeAll { $0 == exec.id }
        }
    }

    /// The container ended under the process.
    func forgetExecProcess(_ id: String) {
        if execs[id]?.isRunning == true { execEnded(id, 137) }
    }

    public func resizeExec(_ id: String, _ size: TerminalSize) async throws {
        guard let exec = execs[id] else { throw EngineError(.notFound, "No such exec instance: \(id)") }
        guard exec.isRunning, let process = exec.process else {
            throw EngineError(.conflict, "exec process is not started")
        }
        containers[exec.containerID]?.run?.sandbox.resizeTerminal(
            of: process.id,
            to: SimTerminal.Size(size)
        )
    }

    public func inspectExec(_ id: String) async throws -> ExecDetails {
        guard let exec = execs[id] else { throw EngineError(.notFound, "No such exec instance: \(id)") }
        let creation = exec.creation
        return ExecDetails().with {
            ($0.id, $0.running, $0.exitCode, $0.containerID) = (
                id, exec.isRunning, exec.exitCode, exec.containerID
            )
            $0.processConfig.tty = creation.tty
            $0.processConfig.entrypoint = exec.command.first ?? ""
            $0.processConfig.arguments = Array(exec.command.dropFirst())
            $0.processConfig.privileged = creation.privileged
            $0.processConfig.user = creation.user.isEmpty ? nil : creation.user
            $0.openStdin = creation.attachStdin
            $0.openStderr = creation.attachStderr
            $0.openStdout = creation.attachStdout
            $0.detachKeys = creation.detachKeys
            $0.pid = exec.hostProcess
        }
    }
}

extension SimTerminal.Size {
    init(_ size: TerminalSize) { self.init(rows: size.height, columns: size.width) }
}

/// A pause that is made once.
private final class OneTime: Sendable {
    private let pause: Mutex<Duration?>

    init(_ pause: Duration) { self.pause = Mutex(pause > .zero ? pause : nil) }

    func take() -> Duration? {
        pause.withLock { pause in
            defer { pause = nil }
            return pause
        }
    }
}
