import EngineAPI
import EngineClient
import EngineGate
import Host

extension SandboxSession {
    /// Lets published ports answer on the loopback interface inside, until the task is cancelled; the command begins when
    /// those answer that are published already.
    func forwardPorts(_ launch: SandboxLaunch) async throws {
        let process = try await launch.report.process()
        let forwarder = try await ports.attach(request.program, in: process)
        launch.begin()
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(86_400)) }
        await ports.detach(forwarder)
    }

    /// Follows what opens and closes ports without being asked by a client, until the task is cancelled: containers that
    /// end or are started again, and the cluster.
    func watchPorts() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                while !Task.isCancelled {
                    await followEvents()
                    // An engine that is started anew is back in a moment.
                    try? await Task.sleep(for: .seconds(1))
                }
            }
            if let cluster {
                group.addTask { [ports] in
                    for await _ in cluster.ports.changes() { try? await ports.refresh() }
                }
            }
        }
        await ports.end()
    }

    private func followEvents() async {
        var query = EventQuery()
        query.filters = Filters(["label": ["dev.slidectl.session=\(record.id)"], "type": ["container"]])
        guard let events = try? await engine.client.events(query) else { return }
        await withTaskCancellationHandler {
            // From here on nothing is missed.
            try? await ports.refresh()
            while let event = try? await events.next() {
                if Self.movesPorts(event.action) { try? await ports.refresh() }
            }
        } onCancel: {
            events.cancel()
        }
        events.cancel()
    }

    private static func movesPorts(_ action: String) -> Bool {
        ["start", "restart", "die", "destroy", "unpause", "connect"].contains(action)
    }
}
