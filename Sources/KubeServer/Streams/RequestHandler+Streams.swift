import EngineAPI
import HTTPWire
import KubeAPI

extension RequestHandler {
    func exec(_ wanted: ResourceRequest) async throws {
        let command = request.query.all("command")
        guard !command.isEmpty else { throw StatusError.badRequest("you must specify at least 1 command") }
        let options = try await streamOptions(wanted)
        try expectUpgrade()
        try await connect(options) { () async throws(StatusError) in
            try await service.streams.exec(
                namespace: wanted.path.namespace ?? "",
                pod: wanted.name,
                command: command,
                options
            )
        }
    }

    func attach(_ wanted: ResourceRequest) async throws {
        let options = try await streamOptions(wanted)
        try expectUpgrade()
        try await connect(options) { () async throws(StatusError) in
            try await service.streams.attach(
                namespace: wanted.path.namespace ?? "",
                pod: wanted.name,
                options
            )
        }
    }

    func portForward(_ wanted: ResourceRequest) async throws {
        let pod = try await api.get(.pods, namespace: wanted.path.namespace, name: wanted.name)
        guard pod["status", "phase"]?.text == "Running" else {
            throw StatusError.badRequest(
                "unable to forward port because pod is not running. Current status=\(pod["status", "phase"]?.text ?? "")"
            )
        }
        try expectUpgrade()
        let relay = PortForwardRelay(
            streams: service.streams,
            namespace: wanted.path.namespace ?? "",
            pod: wanted.name
        )
        let exchange = request.exchange
        if let (socket, _) = try await WebSocketConnection.accept(
            exchange,
            protocols: [PortForwardRelay.tunnel]
        ) {
            try await relay.run(over: TunnelTransport(socket: socket))
            try? await socket.close()
        } else {
            try await relay.run(over: try await takeOverSPDY(PortForwardRelay.version))
        }
    }

    private func connect(
        _ options: PodStreamOptions,
        to open: () async throws(StatusError) -> PodProcess
    ) async throws {
        let process: PodProcess
        do throws(StatusError) { process = try await open() } catch {
            guard error.code == 500 else { throw error }
            return try await tell(error)
        }
        defer { process.close() }
        if let (socket, _) = try await WebSocketConnection.accept(
            request.exchange,
            protocols: WebSocketTerminal.protocols
        ) {
            try await ProcessRelay(process: process, terminal: WebSocketTerminal(socket: socket)).run()
        } else {
            let wire = try await takeOverSPDY(SPDYTerminal.version)
            try await SPDYTerminal(wire, options).run(process)
        }
    }

    /// Says why a node doesn't give the streams of a container: where that is asked the client has its WebSocket already.
    private func tell(_ error: StatusError) async throws {
        guard
            let (socket, _) = try await WebSocketConnection.accept(
                request.exchange,
                protocols: WebSocketTerminal.protocols
            )
        else {
            // The node's own answer: kubectl puts the same words before it.
            return try await request.answer(text: error.message, status: error.code)
        }
        let terminal = WebSocketTerminal(socket: socket)
        try await terminal.end(ExitStatus.json(.failed("unable to upgrade connection: \(error.message)")))
        await terminal.drain()
    }

    private func takeOverSPDY(_ version: String) async throws -> WireConnection {
        let head = request.exchange.head
        let offered = head.fields.values("X-Stream-Protocol-Version")
            .flatMap { $0.split(whereSeparator: { $0 == "," || $0 == " " }) }
        guard head.upgrade == "spdy/3.1", offered.contains(where: { $0 == version }) else {
            throw StatusError.badRequest("unable to upgrade: none of the offered protocols is spoken here")
        }
        // A body would be read as frames.
        guard try await request.body().isEmpty else {
            throw StatusError.badRequest("unable to upgrade: the request has a body")
        }
        return try await request.exchange.takeOver(
            HTTPResponseHead(101, ["X-Stream-Protocol-Version": version])
        )
    }

    private func expectUpgrade() throws(StatusError) {
        guard ["websocket", "spdy/3.1"].contains(request.exchange.head.upgrade ?? "") else {
            throw .badRequest("Upgrade request required")
        }
    }

    private func streamOptions(_ wanted: ResourceRequest) async throws -> PodStreamOptions {
        let pod = try await api.get(.pods, namespace: wanted.path.namespace, name: wanted.name)
        let hasTerminal = request.flag("tty")
        let options = PodStreamOptions(
            container: try PodContainers(pod).name(asked: request.query.text("container")),
            input: request.flag("stdin"),
            output: request.flag("stdout"),
            error: request.flag("stderr") && !hasTerminal,
            terminal: hasTerminal
        )
        guard options.input || options.output || options.error else {
            throw StatusError.badRequest("you must specify at least one of stdin, stdout, stderr")
        }
        return options
    }
}
