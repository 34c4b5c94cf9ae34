import EngineAPI
import EngineClient
import EngineGate
import Foundation
import Glibc
import Host

extension SandboxSession {
    /// Lets published ports answer on the loopback interface inside, until the task is cancelled; the command begins when
    /// those answer that are published already.
    func forwardPorts(_ launch: SandboxLaunch) async throws {
        let process = try await launch.process()
        let path = request.places.runtime(of: record.id) + "/ports-\(process)"
        guard let gateway = PortGateway(at: path, host: record.loopback) else {
            throw SandboxError("\(path) can't be listened at")
        }
        defer { gateway.stop() }
        var forwarder: InnerForwarder?
        defer { forwarder?.end() }
        var known: [ForwardedPort: UInt16]?
        for try await ports in publishedPorts() where ports != known {
            gateway.allow(ports)
            known = ports
            if let forwarder {
                guard forwarder.tell(ports.keys) else { return }
            } else {
                forwarder = try await InnerForwarder.start(
                    request.program,
                    in: process,
                    gateway: path,
                    telling: ports.keys
                )
                launch.begin()
            }
        }
        // The command still waits for its beginning.
        if forwarder == nil, !Task.isCancelled {
            throw SandboxError("the engine doesn't say which ports are published")
        }
    }

    /// The ports that the session's containers publish, anew whenever something may have changed.
    ///
    /// Each is the number that was asked for, and the one that the engine opened.
    private func publishedPorts() -> AsyncThrowingStream<[ForwardedPort: UInt16], any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    var query = EventQuery()
                    query.filters = Filters([
                        "label": ["dev.slidectl.session=\(record.id)"], "type": ["container"],
                    ])
                    let events = try await engine.client.events(query)
                    defer { events.cancel() }
                    continuation.yield(try await openedPorts())
                    let opened = cluster.map { cluster in
                        Task {
                            for await _ in cluster.ports.changes() {
                                continuation.yield(try await openedPorts())
                            }
                        }
                    }
                    defer { opened?.cancel() }
                    for try await event in events where Self.movesPorts(event.action) {
                        continuation.yield(try await openedPorts())
                    }
                } catch {}
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private static func movesPorts(_ action: String) -> Bool {
        ["start", "restart", "die", "destroy", "unpause", "connect"].contains(action)
    }

    /// The ports that are published now: each the number that was asked for, and the one that the engine opened.
    func openedPorts() async throws -> [ForwardedPort: UInt16] {
        let seen = try await gate.listContainers(ContainerListQuery())
        var query = ContainerListQuery()
        query.filters = Filters(["label": ["dev.slidectl.session=\(record.id)"]])
        let real = try await engine.client.listContainers(query)
        var ports: [ForwardedPort: UInt16] = [:]
        for container in seen {
            guard let actual = real.first(where: { $0.id == container.id }) else { continue }
            var rest = actual.ports.filter { $0.publicPort != nil && $0.ip == record.loopback }
            for port in container.ports {
                guard let transport = ForwardedPort.Transport(rawValue: port.type),
                    let asked = port.publicPort.flatMap(UInt16.init(exactly:)),
                    let index = rest.firstIndex(where: {
                        $0.privatePort == port.privatePort && $0.type == port.type
                    }),
                    let opened = rest.remove(at: index).publicPort.flatMap(UInt16.init(exactly:))
                else { continue }
                ports[ForwardedPort(asked, transport)] = opened
            }
        }
        let clusters = (cluster?.ports.current ?? [:]).map { (ForwardedPort($0.key), $0.value) }
        // What a container publishes under the same number is what commands mean.
        return ports.merging(clusters) { published, _ in published }
    }
}
