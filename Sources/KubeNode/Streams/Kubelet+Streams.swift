public import EngineAPI
public import KubeAPI

extension Kubelet: PodStreams {
    public func log(
        namespace: String,
        pod: String,
        _ query: PodLogQuery
    ) async throws(StatusError) -> ByteStream {
        // What no node has yet has written nothing: that is an answer, not a mistake of whoever asks.
        guard let found = try await look(namespace, pod) else { return ByteStream([]) }
        let container = try await found.container(query.container)
        let id = try await found.logID(container, previous: query.previous)
        var asked = LogQuery()
        (asked.stdout, asked.stderr) = (true, true)
        (asked.follow, asked.timestamps) = (query.follow, query.timestamps)
        asked.tail = query.tailLines.map { String(max(0, $0)) }
        asked.since = query.since.map(Self.moment)
        let engine = node.engine
        do {
            return LogText.plain(try await engine.logs(id, asked), atMost: query.limitBytes)
        } catch {
            throw Self.failure(error)
        }
    }

    /// Seconds since 1970 with their fraction, as an engine reads them.
    private static func moment(_ time: KubeTime) -> String {
        let (seconds, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard seconds >= 0, rest > 0 else { return String(max(0, seconds)) }
        return "\(seconds).\(String(1_000_000_000 + rest).dropFirst())"
    }

    public func exec(
        namespace: String,
        pod: String,
        command: [String],
        _ streams: PodStreamOptions
    ) async throws(StatusError) -> PodProcess {
        let id = try await runningID(namespace, pod, streams.container)
        let engine = node.engine
        do {
            let exec = try await engine.createExec(
                id,
                ExecCreation().with {
                    $0.cmd = Words(command)
                    $0.tty = streams.terminal
                    $0.attachStdin = streams.input
                    ($0.attachStdout, $0.attachStderr) = (streams.output, streams.error || streams.terminal)
                }
            ).id
            let connection = try await engine.startExec(exec, ExecStart().with { $0.tty = streams.terminal })
            return ProcessBridge(connection).process(
                resize: { size in
                    let size = EngineAPI.TerminalSize(height: size.rows, width: size.columns)
                    try await engine.resizeExec(exec, size)
                },
                code: { (try? await engine.inspectExec(exec))?.exitCode }
            )
        } catch {
            throw Self.failure(error)
        }
    }

    public func attach(
        namespace: String,
        pod: String,
        _ streams: PodStreamOptions
    ) async throws(StatusError) -> PodProcess {
        let found = try await find(namespace, pod)
        let container = try await found.container(streams.container)
        let missing = Self.notFound("container \(container) not found in pod \(pod)_\(namespace)")
        guard let id = await found.runningID(container) else { throw missing }
        let engine = node.engine
        var options = AttachOptions()
        options.logs = await found.isHeardFromItsBeginning(container)
        (options.stream, options.stdin) = (true, streams.input)
        (options.stdout, options.stderr) = (streams.output, streams.error)
        do {
            var connection = try await engine.attach(id, options)
            // It may have ended, and the news of that be on its way: nobody would end the connection.
            if try await !engine.inspectContainer(id, size: false).state.running {
                connection.close()
                guard options.logs else { throw missing }
                options.stream = false
                connection = try await engine.attach(id, options)
            }
            return ProcessBridge(connection).process(
                resize: { size in
                    let size = EngineAPI.TerminalSize(height: size.rows, width: size.columns)
                    try await engine.resizeContainer(id, size)
                },
                // Attaching ends well, however the program ends: its exit code is told by the pod's status.
                code: { 0 }
            )
        } catch {
            throw error as? StatusError ?? Self.failure(error)
        }
    }

    public func portForward(
        namespace: String,
        pod: String,
        port: Int
    ) async throws(StatusError) -> PodConnection {
        let found = try await find(namespace, pod)
        guard let place = await found.place else {
            throw StatusError(
                400,
                "BadRequest",
                "unable to forward port because pod is not running. Current status=\(await found.phase)"
            )
        }
        do {
            return PodConnection(try await node.places.connect(to: place, port: port))
        } catch {
            throw StatusError(
                500,
                "InternalError",
                "failed to connect to localhost:\(port) inside namespace \"\(place.request.name)\", IPv4: \(error)"
            )
        }
    }

    // MARK: Finding

    /// Who runs a pod; nil for a pod that no node has.
    private func look(_ namespace: String, _ pod: String) async throws(StatusError) -> PodWorker? {
        if let worker = worker(namespace, pod) { return worker }
        let object = try await node.api.get(.pods, namespace: namespace, name: pod)
        guard !PodSpec(object).nodeName.isEmpty else { return nil }
        // It is bound, and the news of it is on its way.
        throw .badRequest("pod \(pod) isn't known to its node yet")
    }

    private func find(_ namespace: String, _ pod: String) async throws(StatusError) -> PodWorker {
        guard let found = try await look(namespace, pod) else {
            throw .badRequest("pod \(pod) does not have a host assigned")
        }
        return found
    }

    private func runningID(
        _ namespace: String,
        _ pod: String,
        _ name: String
    ) async throws(StatusError) -> String {
        let found = try await find(namespace, pod)
        let container = try await found.container(name)
        guard let id = await found.runningID(container) else {
            throw Self.notFound("container not found (\"\(container)\")")
        }
        return id
    }

    /// There is no container whose streams could be had.
    private static func notFound(_ why: String) -> StatusError { StatusError(500, "InternalError", why) }

    private static func failure(_ error: any Error) -> StatusError {
        StatusError(500, "InternalError", "\(error)")
    }
}

/// What those who look at a pod ask its worker.
extension PodWorker {
    var phase: String { PodSummary(pod, situation).phase.rawValue }

    /// The name of a container; an empty one is the only container's.
    func container(_ name: String) throws(StatusError) -> String {
        let spec = spec
        if spec.container(name) != nil { return name }
        guard name.isEmpty else { throw .badRequest("container \(name) is not valid for pod \(pod.name)") }
        guard spec.main.count == 1 else {
            throw .badRequest(
                "a container name must be specified for pod \(pod.name), choose one of: "
                    + GoText.list(spec.main.map(\.name))
            )
        }
        return spec.main[0].name
    }

    /// The engine's container that has the log.
    func logID(_ container: String, previous: Bool) throws(StatusError) -> String {
        let found = runs[container] ?? Runs()
        if previous {
            guard situation.containers[container]?.last != nil else {
                throw .badRequest(
                    "previous terminated container \"\(container)\" in pod \"\(pod.name)\" not found"
                )
            }
            // While it waits to be started again, the run before is the one that ended last.
            let isWaiting =
                situation.containers[container]?.isRunning != true
                && situation.containers[container]?.termination == nil
            if let id = isWaiting ? found.current : found.previous { return id }
        } else if let id = found.current {
            return id
        }
        var reason = "ContainerCreating"
        if case .waiting(let why, _) = situation.containers[container]?.state { reason = why }
        if ["ErrImagePull", "ImagePullBackOff"].contains(reason) {
            reason = "trying and failing to pull image"
        }
        throw .badRequest("container \"\(container)\" in pod \"\(pod.name)\" is waiting to start: \(reason)")
    }

    /// Whether whoever attaches to a container is shown what it has written so far, however soon that was.
    ///
    /// What was made for one caller, by `kubectl run -i` or `kubectl debug`, is shown to that one from its beginning. Another
    /// that has just been started wouldn't yet be known to run on a real node: there kubectl turns to its log.
    func isHeardFromItsBeginning(_ name: String) -> Bool {
        guard let container = spec.container(name) else { return false }
        if container.isEphemeral || container.json["stdinOnce"]?.isTrue == true { return true }
        guard case .running(let start) = situation.containers[name]?.state else { return false }
        return clock.now < start.advanced(by: .seconds(2))
    }

    /// The engine's container, if it runs.
    func runningID(_ container: String) -> String? {
        situation.containers[container]?.isRunning == true ? runs[container]?.current : nil
    }
}
