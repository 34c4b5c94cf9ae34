import EngineAPI

/// While the engine reaches into files, nothing of the student's may move a link into the way.
extension EngineGate {
    /// Does something with a container's files; with `mounts`, the engine lays out what it mounts, too.
    ///
    /// What `writes` may put links into the container's volumes: none of them is filled meanwhile.
    func looking<Result: Sendable>(
        _ name: String,
        mounts: Bool = true,
        writes: Bool = false,
        _ body: @escaping @Sendable (String) async throws -> Result
    ) async throws -> Result {
        try await own(name) { id in
            let held = try await hold(id, mounts: mounts)
            do {
                // Who holds the volumes keeps them from being filled by that.
                let isNoted = writes && !held.contains(SessionHolds.volumes)
                let result =
                    isNoted
                    ? try await writing(to: id) { try await body(id) }
                    : try await Task { try await body(id) }.value
                await release(held)
                return result
            } catch {
                await release(held)
                throw error
            }
        }
    }

    /// Writes to a container, when nobody fills a volume.
    private func writing<Result: Sendable>(
        to id: String,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await starting { [holds] in holds?.beginWriting(to: id) }
        defer { holds?.endWriting(to: id) }
        do { return try await Task { try await body() }.value } catch {
            await settled(id)
            throw error
        }
    }

    /// Returns when an engine has done with a container; then its mounts are gone.
    private func settled(_ id: String) async {
        // It answers no question about the container before.
        _ = await Task { [engine] in try? await engine.inspectContainer(id, size: false) }.value
    }

    /// Does something with a container's files that goes on until a stream ends.
    func lookingOn<Result: Sendable>(
        _ name: String,
        _ body: @escaping @Sendable (String) async throws -> (Result, ByteStream)
    ) async throws -> (Result, ByteStream) {
        try await own(name) { id in
            let held = try await hold(id, mounts: true)
            do {
                let (result, stream) = try await Task { try await body(id) }.value
                return (result, stream.onEnd { [self] in Task { await release(held) } })
            } catch {
                await release(held)
                throw error
            }
        }
    }

    /// Does something that may let a container's processes run: not while somebody looks.
    func letting<Result: Sendable>(
        _ id: String,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let holds else { return try await body() }
        return try await holds.moving(id, body)
    }

    /// Waits until nobody looks into a container's files.
    func waitUntilReleased(_ id: String) async throws { try await letting(id) {} }

    /// Does something that may change any of the session's volumes, such as starting processes: not while one is filled.
    func starting<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
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
        return try await holds.alone(SessionHolds.volumes) { [self] in
            let used = Set(try await active().flatMap(\.mounts).compactMap(\.name))
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

    /// The session's containers that have processes, or may have some at any moment without being asked, or are written to.
    private func active() async throws -> [ContainerSummary] {
        var query = ContainerListQuery()
        query.all = true
        query.filters = ownLabels
        return try await engine.listContainers(query).filter {
            !["created", "exited", "dead"].contains($0.state) || holds?.isWritten(to: $0.id) == true
        }
    }

    /// Holds a container, and with `mounts` all who have a volume in which another of its mounts stands.
    ///
    /// - Returns: What is held, to be released.
    private func hold(_ id: String, mounts: Bool) async throws -> [String] {
        guard holds != nil else { return [] }
        let outer =
            mounts
            ? try ArchivePolicy.outerVolumes(try await engine.inspectContainer(id, size: false).mounts) : []
        var held: [String] = []
        func hold(_ id: String, _ freeze: @escaping @Sendable () async throws -> Bool) async throws {
            try await holds?.hold(id, freeze: freeze)
            held.append(id)
        }
        do {
            if !outer.isEmpty {
                // Nobody is to join those who are listed next.
                try await hold(SessionHolds.volumes) { false }
                for other in try await active() where other.id != id {
                    guard other.mounts.contains(where: { outer.contains($0.name ?? "") }) else { continue }
                    try await hold(other.id) { [self] in try await freeze(other.id) }
                }
            }
            try await hold(id) { [self] in try await freeze(id) }
            return held
        } catch {
            await release(held)
            throw error
        }
    }

    /// Stops what runs in a container; false where nothing does.
    private func freeze(_ id: String) async throws -> Bool {
        let state = try await engine.inspectContainer(id, size: false).state
        guard state.running, !state.paused else { return false }
        do { try await engine.pauseContainer(id) } catch let error as EngineError
            where error.kind == .conflict
        {
            // It may have ended in the meantime.
            guard try await !engine.inspectContainer(id, size: false).state.running else { throw error }
            return false
        }
        return true
    }

    private func release(_ held: [String]) async {
        if held.count > 1, let looked = held.last { await settled(looked) }
        for id in held.reversed() {
            await holds?.release(id) { [engine] in try? await engine.unpauseContainer(id) }
        }
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
