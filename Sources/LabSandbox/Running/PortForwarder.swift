import Host

/// Both halves of a command's forwarder: what listens in its network, and what takes connections from there outside.
final class PortForwarder: Sendable {
    private let gateway: PortGateway
    private let inner: InnerForwarder

    /// Starts to forward into the network of a process.
    ///
    /// - Parameters:
    ///   - program: The program that has the inner half.
    ///   - process: A process in the network.
    ///   - path: Where the halves meet.
    ///   - host: The session's address.
    ///   - ports: Which ports there are.
    /// - Throws: ``SandboxError`` where the halves can't meet, or the network can't be entered.
    init(
        _ program: String,
        in process: Int32,
        at path: String,
        host: String,
        _ ports: PublishedPorts.Ports
    ) async throws {
        guard let gateway = PortGateway(at: path, host: host) else {
            throw SandboxError("\(path) can't be listened at")
        }
        gateway.allow(ports)
        self.gateway = gateway
        do {
            inner = try await InnerForwarder.start(program, in: process, gateway: path, telling: ports.keys)
        } catch {
            gateway.stop()
            throw error
        }
    }

    /// Says which ports there are now; returns before the inner half has followed.
    func tell(_ ports: PublishedPorts.Ports) {
        gateway.allow(ports)
        inner.tell(ports.keys)
    }

    /// Waits until the inner half has followed what it was told, each time as often as it was told.
    func answer() async { _ = await inner.hasAnswered() }

    /// Ends both halves.
    func end() {
        inner.end()
        gateway.stop()
    }
}
