import EngineAPI

extension EngineGate {
    /// Gives the containers that a build makes the session's limit of processes: a builder can't be asked for one.
    ///
    /// - Returns: What ends it.
    func limitingProcesses() async throws -> @Sendable () -> Void {
        guard !settings.ownsEngine else { return {} }
        var query = EventQuery()
        query.filters = Filters([
            "type": ["container"], "event": ["create", "start"], "label": [ownFilter],
        ])
        let events = try await engine.events(query)
        let most = settings.quotas.pids
        let work = Task { [engine] in
            while let id = try? await events.next()?.actor.id {
                // What the student makes meanwhile has its own.
                let resources = try? await engine.inspectContainer(id, size: false).hostConfig.resources
                guard (resources?.pidsLimit ?? 0) <= 0 else { continue }
                _ = try? await engine.updateContainer(
                    id,
                    ContainerUpdate().with { $0.resources.pidsLimit = most }
                )
            }
        }
        return {
            work.cancel()
            events.cancel()
        }
    }
}
