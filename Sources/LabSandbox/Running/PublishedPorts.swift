import Host

/// The ports that a session publishes, and the forwarders that let them answer inside.
///
/// Whoever changes what is published waits in ``refresh()`` until all forwarders have followed: so a port answers when
/// `docker run -d` returns, and refuses when `docker rm -f` does.
actor PublishedPorts {
    /// Each port's number as it was asked for, and the one that the engine opened.
    typealias Ports = [ForwardedPort: UInt16]

    private let look: @Sendable () async throws -> Ports
    private var known: Ports?
    private var forwarders: [ObjectIdentifier: PortForwarder] = [:]
    /// The look that is under way, and the one that begins after it.
    private var running: Task<Void, any Error>?
    private var waiting: Task<Void, any Error>?

    /// - Parameter look: Asks the engine, and the cluster, which ports are open.
    init(_ look: @escaping @Sendable () async throws -> Ports) { self.look = look }

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
        // All are told before one is waited for, so that none is told of ports in another order.
        let told = Array(forwarders.values)
        for forwarder in told { forwarder.tell(ports) }
        for forwarder in told { await forwarder.answer() }
    }

    /// Lets a forwarder follow from now on; it knows the ports that were current a moment ago.
    func attach(_ forwarder: PortForwarder) async {
        forwarders[ObjectIdentifier(forwarder)] = forwarder
        forwarder.tell(known ?? [:])
        await forwarder.answer()
    }

    func detach(_ forwarder: PortForwarder) { forwarders[ObjectIdentifier(forwarder)] = nil }
}
