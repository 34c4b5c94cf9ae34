import EngineAPI

/// While the engine reaches into files, nothing of the student's may move a link into the way.
extension EngineGate {
    /// Does something with a container's files; with `mounts`, the engine lays out what it mounts, too.
    func looking<Result>(
        _ name: String,
        mounts: Bool = true,
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        try await own(name) { id in
            try await hold(id, mounts: mounts)
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
            try await hold(id, mounts: true)
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

    /// Starts processes that may use any of the session's volumes: not while one is filled.
    func starting<Result>(_ body: () async throws -> Result) async throws -> Result {
        try await letting(SessionHolds.volumes, body)
    }

    /// Makes a container, for which the engine fills its empty volumes with what the image has in their places.
    ///
    /// The engine follows links that it finds in them, on the host: so nobody else may have such a volume meanwhile, and
    /// one that somebody has is not filled.
    func filling(_ creation: ContainerCreation) async throws -> ContainerCreated {
        guard let holds, let mounts = creation.hostConfig.mounts, mounts.contains(where: \.isFilled) else {
            return try await engine.createContainer(creation)
        }
        return try await holds.alone(SessionHolds.volumes) {
            var query = ContainerListQuery()
            query.all = true
            query.filters = ownLabels
            let moving = try await engine.listContainers(query).filter {
                !["created", "exited", "dead"].contains($0.state)
            }
            let used = Set(moving.flatMap(\.mounts).compactMap(\.name))
            let judged = creation.with {
                $0.hostConfig.mounts = mounts.map { mount in
                    guard mount.isFilled, used.contains(mount.source) else { return mount }
                    return mount.with {
                        $0.volumeOptions = ($0.volumeOptions ?? Mount.VolumeOptions()).with {
                            $0.noCopy = true
                        }
                    }
                }
            }
            return try await engine.createContainer(judged)
        }
    }

    private func hold(_ id: String, mounts: Bool) async throws {
        try await holds?.hold(id) { [engine] in
            let details = try await engine.inspectContainer(id, size: false)
            if mounts { try ArchivePolicy.check(details.mounts) }
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
}

extension Mount {
    /// Whether an engine copies what the image has in its place into it.
    fileprivate var isFilled: Bool { type == "volume" && volumeOptions?.noCopy != true }
}
