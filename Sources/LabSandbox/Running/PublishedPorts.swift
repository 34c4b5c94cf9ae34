import Host

/// The ports that a session publishes, and the forwarders that let them answer inside.
///
/// Whoever changes what is published waits in ``refresh()`` until all forwarders have followed: so a port answers when
/// `docker run -d` returns, and refuses when `docker rm -f` does.
actor PublishedPorts {
    /// Each port's number as it was asked for, and the one that the engine opened.
    typealias Ports = [ForwardedPort: UInt16]

    private let look: @Sendable () async throws -> Ports
    private let path: String
    private let host: String
    private var known: Ports?
    /// The outer half of all forwarders; there once a command has run.
    private var gateway: PortGateway?
    private var forwarders: [ObjectIdentifier: InnerForwarder] = [:]
    /// The look that is under way, and the one that begins after it.
    private var running: Task<Void, any Error>?
    private var waiting: Task<Void, any Error>?

    /// - Parameters:
    ///   - path: Where the halves of the forwarders meet.
    ///   - host: The session's address.
    ///   - look: Asks the engine, and the cluster, which ports are open.
    init(at path: String, host: String, _ look: @escaping @Sendable () async throws -> Ports) {
        (self.path, self.host, self.look) = (path, host, look)
    }

    /// The ports as they were when something moved last.
    func current() async throws -> Ports {
        if known == nil { try await refresh() }
        return known ?? [:]
    }

    /// Looks anew, and returns when all forwarders listen at what was found.
    func refresh() async throws {
        // A look under way may have missed what has just changed; one that waits for its turn won't.
        if let waiting { return try await waiting.value }
        let before = running
        let next = Task {
            _ = await before?.result
            (running, waiting) = (waiting, nil)
            try await lookAndTell()
        }
        waiting = next
        try await next.value
    }

    private func lookAndTell() async throws {
        let ports = try await look()
        guard ports != known else { return }
        known = ports
        gateway?.allow(ports)
        // All are told before one is waited for, so that none is told of ports in another order.
        let told = Array(forwarders.values)
        for forwarder in told { forwarder.tell(ports.keys) }
        for forwarder in told { _ = await forwarder.hasAnswered() }
    }

    /// Lets the ports answer in the network of a process, until ``detach(_:)``.
    ///
    /// - Parameters:
    ///   - program: The program that has the inner half.
    ///   - process: A process in the network.
    /// - Returns: What follows them in that network.
    /// - Throws: ``SandboxError`` where the engine doesn't say which ports there are, the halves can't meet, or the network
    ///   can't be entered.
    func attach(_ program: String, in process: Int32) async throws -> InnerForwarder {
        let ports: Ports
        do { ports = try await current() } catch is CancellationError { throw CancellationError() } catch {
            throw SandboxError("the engine doesn't say which ports are published: \(error)")
        }
        try openGateway()
        let forwarder = try await InnerForwarder.start(
            program,
            in: process,
            gateway: path,
            telling: ports.keys
        )
        forwarders[ObjectIdentifier(forwarder)] = forwarder
        // They may have moved in the meantime.
        if let known, known != ports {
            forwarder.tell(known.keys)
            _ = await forwarder.hasAnswered()
        }
        return forwarder
    }

    func detach(_ forwarder: InnerForwarder) {
        forwarders[ObjectIdentifier(forwarder)] = nil
        forwarder.end()
    }

    /// Takes no more connections; the session is over.
    func end() {
        gateway?.stop()
        gateway = nil
    }

    private func openGateway() throws(SandboxError) {
        guard gateway == nil else { return }
        guard let opened = PortGateway(at: path, host: host) else {
            throw SandboxError("\(path) can't be listened at")
        }
        opened.allow(known ?? [:])
        gateway = opened
    }
}
