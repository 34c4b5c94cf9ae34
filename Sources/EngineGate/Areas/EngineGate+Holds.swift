import EngineAPI

/// While the engine looks into a container's files, nothing in it may move a link into the way.
extension EngineGate {
    /// Does something with a container's files.
    func looking<Result>(_ name: String, _ body: (String) async throws -> Result) async throws -> Result {
        try await own(name) { id in
            try await hold(id)
            do {
                let result = try await body(id)
                await release(id)
                return result
            } catch {
                await release(id)
                throw error
            }
        }
    }

    /// Does something with a container's files that goes on until a stream ends.
    func lookingOn<Result>(
        _ name: String,
        _ body: (String) async throws -> (Result, ByteStream)
    ) async throws -> (Result, ByteStream) {
        try await own(name) { id in
            try await hold(id)
            do {
                let (result, stream) = try await body(id)
                return (result, stream.onEnd { [self] in Task { await release(id) } })
            } catch {
                await release(id)
                throw error
            }
        }
    }

    /// Does something that may let a container's processes run: not while somebody looks.
    func letting<Result>(_ id: String, _ body: () async throws -> Result) async throws -> Result {
        guard let holds else { return try await body() }
        return try await holds.moving(id, body)
    }

    private func hold(_ id: String) async throws {
        try await holds?.hold(id) { [engine] in
            let details = try await engine.inspectContainer(id, size: false)
            try ArchivePolicy.check(details.mounts)
            guard details.state.running, !details.state.paused else { return false }
            do { try await engine.pauseContainer(id) } catch let error as EngineError
                where error.kind == .conflict
            {
                // It may have ended in the meantime.
                guard try await !engine.inspectContainer(id, size: false).state.running else { throw error }
                return false
            }
            return true
        }
    }

    private func release(_ id: String) async {
        await holds?.release(id) { [engine] in try? await engine.unpauseContainer(id) }
    }

    /// What runs but for us is said to run.
    func unheld(_ container: ContainerSummary) -> ContainerSummary {
        guard container.state == "paused", holds?.isFrozen(container.id) == true else { return container }
        return container.with {
            $0.state = "running"
            $0.status = container.status.replacing(" (Paused)", with: "")
        }
    }

    /// What runs but for us is said to run.
    func unheld(_ container: ContainerDetails) -> ContainerDetails {
        guard container.state.paused, holds?.isFrozen(container.id) == true else { return container }
        return container.with {
            $0.state.paused = false
            $0.state.status = "running"
        }
    }

    /// Whether an event is one of ours, and none of the student's.
    func isOfHold(_ event: EngineEvent) -> Bool {
        guard let holds, event.action == "pause" || event.action == "unpause" else { return false }
        return holds.wasFrozen(event.actor.id, at: event.timeNano)
    }
}
