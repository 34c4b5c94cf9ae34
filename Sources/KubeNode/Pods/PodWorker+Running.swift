import EngineAPI
import KubeAPI
import TarStream

/// One container from its image to the end of its last run.
extension PodWorker {
    /// Runs a container, and again as its pod's policy and its failures ask for; returns when it is over for good.
    ///
    /// - Parameters:
    ///   - name: The container's name.
    ///   - tried: Opens when it runs, or when it is clear why it doesn't.
    ///   - started: Opens when it runs and its startup probe has succeeded.
    /// - Throws: `CancellationError`.
    func keepRunning(_ name: String, tried: Latch, started: Latch) async throws {
        defer {
            tried.open()
            started.open()
        }
        var backoff = Backoff()
        while let container = spec.container(name) {
            try Task.checkCancellation()
            guard let (container, id) = try await aside({ try await self.make(container, tried) }),
                spec.container(name)?.image == container.image
            else { continue }
            let isChanged = try await runOnce(container, id, tried, started)
            guard let end = situation.containers[name]?.termination else { return }
            guard isChanged || isRestarted(container, end) else { return }
            let pause = isChanged ? .zero : backoff.pause(afterFailureAt: end.finishedAt)
            try await aside { try await self.waitToRestart(container, end, pause) }
            backoff.tries(at: clock.now)
        }
    }

    private func isRestarted(_ container: ContainerSpec, _ end: ContainerSituation.Termination) -> Bool {
        if container.isEphemeral { return false }
        if container.isSidecar { return true }
        switch spec.restartPolicy {
        case .always: return !container.isInitial || end.exitCode != 0
        case .onFailure: return end.exitCode != 0
        case .never: return false
        }
    }

    private func waitToRestart(
        _ container: ContainerSpec,
        _ end: ContainerSituation.Termination,
        _ pause: Duration
    ) async throws {
        guard pause > .zero else { return }
        let until = end.finishedAt.advanced(by: pause)
        // The failure itself is to be seen before what follows from it.
        try await clock.sleep(for: min(node.settings.resync, pause))
        let place = "\(pod.name)_\(pod.namespace ?? "default")(\(pod.uid))"
        set(container) {
            $0.last = end
            $0.state = .waiting(
                reason: "CrashLoopBackOff",
                message:
                    "back-off \(GoText.duration(pause)) restarting failed container=\(container.name) pod=\(place)"
            )
        }
        await publish()
        await node.events.tell(
            pod,
            container,
            .warning,
            "BackOff",
            "Back-off restarting failed container \(container.name) in pod \(place)"
        )
        try await nap(container.name, clock.now.duration(to: until))
    }

    /// Changes what is known of a container.
    func set(_ container: ContainerSpec, _ change: (inout ContainerSituation) -> Void) {
        var found =
            situation.containers[container.name] ?? ContainerSituation(waitingFor: "ContainerCreating")
        change(&found)
        situation.containers[container.name] = found
    }

    /// Says why a container doesn't run yet.
    func wait(_ container: ContainerSpec, _ reason: String, _ message: String) async {
        set(container) { $0.state = .waiting(reason: reason, message: message) }
        await publish()
    }

    /// Waits, but no longer than until the container's image is replaced.
    func nap(_ container: String, _ duration: Duration) async throws {
        let change = change(of: container)
        let clock = clock
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await clock.sleep(for: duration) }
            group.addTask { await change.wait() }
            defer { group.cancelAll() }
            try await group.next()
        }
        try Task.checkCancellation()
    }

    // MARK: A run

    /// Starts a container that is made, and waits for its end; true where it ended for a new image.
    private func runOnce(
        _ container: ContainerSpec,
        _ id: String,
        _ tried: Latch,
        _ started: Latch
    ) async throws -> Bool {
        // From before the start on: the image may be replaced at any time.
        let change = change(of: container.name)
        let probes = Probes(container)
        guard let ends = try await aside({ try await self.start(container, id, probes, tried, started) })
        else { return false }
        let code = try await watch(container, id, ends, probes, change, started)
        await aside { await self.ended(container, id, code) }
        return change.isOpen
    }

    /// Starts a container that is made; nil where it doesn't start, else what tells its end.
    private func start(
        _ container: ContainerSpec,
        _ id: String,
        _ probes: Probes,
        _ tried: Latch,
        _ started: Latch
    ) async throws -> EngineStream<WaitResult>? {
        let ends: EngineStream<WaitResult>
        do {
            if container.startsInVain { throw Self.outOfMemory }
            ends = try await node.engine.waitContainer(id, .nextExit)
            _ = try await node.engine.startContainer(id)
        } catch let error as EngineError {
            try Task.checkCancellation()
            await startFailed(container, id, error)
            tried.open()
            return nil
        }
        await node.events.tell(pod, container, "Started", "Started container \(container.name)")
        await runPostStart(container, id)
        set(container) {
            if let end = $0.termination { $0.last = end }
            $0.state = .running(since: clock.now)
            $0.isStarted = probes.startup == nil
            $0.isReady =
                $0.isStarted && probes.readiness == nil && !container.isEphemeral
                && (!container.isInitial || container.isSidecar)
        }
        if probes.startup == nil { started.open() }
        if !isStartingUp || container.isInitial || container.isEphemeral { await publish() }
        tried.open()
        return ends
    }

    /// Waits for the end of a run, probing and watching for another image meanwhile.
    private func watch(
        _ container: ContainerSpec,
        _ id: String,
        _ ends: EngineStream<WaitResult>,
        _ probes: Probes,
        _ change: Latch,
        _ started: Latch
    ) async throws -> Int {
        beginWatching(container, id, change)
        defer { endWatching(container) }
        // Most containers have no probes: they need no further tasks.
        if probes.isEmpty { return try await Self.end(ends) }
        return try await probe(container, id, probes, until: ends, started)
    }

    @inline(never)
    private func probe(
        _ container: ContainerSpec,
        _ id: String,
        _ probes: Probes,
        until ends: EngineStream<WaitResult>,
        _ started: Latch
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Int?.self) { group in
            group.addTask { try await Self.end(ends) }
            group.addTask {
                try await self.probe(container, id, probes, started)
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                try Task.checkCancellation()
                if let code = result { return code }
            }
            throw CancellationError()
        }
    }

    private static func end(_ ends: EngineStream<WaitResult>) async throws -> Int {
        let code = try await withTaskCancellationHandler {
            try await ends.next()?.statusCode ?? -1
        } onCancel: {
            ends.cancel()
        }
        try Task.checkCancellation()
        return code
    }

    /// Takes note of the end of a run.
    func ended(_ container: ContainerSpec, _ id: String, _ code: Int) async {
        let state = (try? await node.engine.inspectContainer(id, size: false))?.state
        let isKilled = state?.oomKilled ?? false
        let exitCode = state?.exitCode ?? code
        var since = clock.now
        if case .running(let start) = situation.containers[container.name]?.state { since = start }
        let message = await terminationMessage(container, id, exitCode)
        set(container) {
            $0.state = .terminated(
                ContainerSituation.Termination(
                    exitCode: exitCode,
                    reason: isKilled ? "OOMKilled" : exitCode == 0 ? "Completed" : "Error",
                    message: message,
                    startedAt: since,
                    finishedAt: clock.now,
                    containerID: $0.containerID
                )
            )
            $0.isStarted = false
            $0.isReady = container.isInitial && !container.isSidecar && exitCode == 0
        }
        await publish()
    }

    private func startFailed(_ container: ContainerSpec, _ id: String, _ error: EngineError) async {
        let message = Self.taskFailure(error.message)
        await node.events.tell(pod, container, .warning, "Failed", "Error: \(message)")
        await wait(container, "RunContainerError", message)
        set(container) {
            $0.state = .terminated(
                ContainerSituation.Termination(
                    exitCode: 128,
                    reason: "StartError",
                    message: message,
                    startedAt: KubeTime(nanoseconds: 0),
                    finishedAt: clock.now,
                    containerID: $0.containerID
                )
            )
        }
        // A pod that isn't tried again says how it ended; in the other case the next try does.
        if spec.restartPolicy == .never { await publish() }
    }

    private static let outOfMemory = EngineError(
        .failed,
        "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: "
            + "unable to start container process: container init was OOM-killed (memory limit too low?)"
    )

    /// An engine's failure to start a process, as containerd says it.
    private static func taskFailure(_ message: String) -> String {
        let start = "failed to create task for container: "
        guard message.hasPrefix(start) else { return message }
        let text = "failed to create containerd task: " + message.dropFirst(start.count)
        return text.hasSuffix(": unknown") ? text : text + ": unknown"
    }

    /// What a container leaves behind as its last words; empty where it leaves none.
    private func terminationMessage(_ container: ContainerSpec, _ id: String, _ code: Int) async -> String {
        let path = container.json["terminationMessagePath"]?.text ?? "/dev/termination-log"
        if let (_, archive) = try? await node.engine.readArchive(id, path: path),
            let members = try? await TarReader.members(of: archive, limit: 1 << 20, allowsCompression: false),
            let text = members.first?.contents, !text.isEmpty
        {
            return String(decoding: text.prefix(4096), as: UTF8.self)
        }
        guard code != 0, container.json["terminationMessagePolicy"]?.text == "FallbackToLogsOnError" else {
            return ""
        }
        var query = LogQuery()
        (query.stdout, query.stderr, query.tail) = (true, true, "80")
        guard let output = try? await node.engine.logs(id, query) else { return "" }
        let bytes = await LogText.all(of: output, atMost: 1 << 20)
        return String(decoding: bytes.suffix(2048), as: UTF8.self)
    }
}
