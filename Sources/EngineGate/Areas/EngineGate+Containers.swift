public import EngineAPI

extension EngineGate {
    public func startContainer(_ name: String) async throws -> Transition {
        try disk.check()
        do {
            return try await starting { [self] in
                try await moving(name) { [self] id in
                    try await checkLinks(of: id)
                    return try await engine.startContainer(id)
                }
            }
        } catch let error as EngineError where error.message.contains("0.0.0.0:") {
            throw await withAskedHosts(error, name)
        }
    }

    /// A failure to open a port, with the address that the student named where he named one.
    private func withAskedHosts(_ error: EngineError, _ name: String) async -> EngineError {
        guard let id = try? await containers.id(of: name),
            let labels = try? await engine.inspectContainer(id, size: false).config.labels,
            let asked = view.asked(labels)
        else { return error }
        let bindings = asked.values.flatMap { $0 ?? [] }
        let message = error.message.replacing(/0\.0\.0\.0:(\d+)/) { match in
            let binding = bindings.first { $0.hostPort == match.1 && !$0.hostIP.isEmpty }
            return binding.map { "\($0.hostIP):\(match.1)" } ?? String(match.0)
        }
        return EngineError(error.kind, message)
    }

    public func stopContainer(_ name: String, _ options: StopOptions) async throws -> Transition {
        try await moving(name) { [engine] in try await engine.stopContainer($0, options) }
    }

    public func restartContainer(_ name: String, _ options: StopOptions) async throws {
        try disk.check()
        try await starting { [self] in
            try await moving(name) { [engine] in try await engine.restartContainer($0, options) }
        }
    }

    public func killContainer(_ name: String, signal: String?) async throws {
        do {
            try await moving(name) { [engine] in try await engine.killContainer($0, signal: signal) }
        } catch let error as EngineError where error == .noSuchContainer(name) {
            // The engine says twice what failed.
            let start = try await engine.ping().apiVersion >= APIVersion(1, 44) ? "cannot" : "Cannot"
            throw EngineError(.notFound, "\(start) kill container: \(name): \(error.message)")
        }
    }

    public func removeContainer(_ name: String, _ options: RemoveOptions) async throws {
        guard !options.link else {
            throw EngineError.denied("links between containers can't be removed; remove the container")
        }
        try await moving(name) { [engine, containers] id in
            try await engine.removeContainer(id, options)
            containers.remove(id)
        }
    }

    public func waitContainer(
        _ name: String,
        _ condition: WaitCondition
    ) async throws -> EngineStream<WaitResult> {
        let results = try await own(name) { try await engine.waitContainer($0, condition) }
        return results.compactMap { [self] result in
            await portsMoved()
            return result
        }
    }

    public func pauseContainer(_ name: String) async throws {
        try await own(name) { id in
            try await letting(id) { [engine] in try await engine.pauseContainer(id) }
        }
    }

    public func unpauseContainer(_ name: String) async throws {
        try disk.check()
        try await moving(name) { [engine] in try await engine.unpauseContainer($0) }
    }

    public func updateContainer(_ name: String, _ update: ContainerUpdate) async throws -> Warnings {
        let policy = ContainerPolicy(session: session, settings: settings)
        let judged = try policy.judge(update)
        return try await own(name) { try await engine.updateContainer($0, judged) }
    }

    public func pruneContainers(_ filters: Filters) async throws -> PruneReport {
        try filters.check(known: ["label", "label!", "until"])
        let report = try await whenFree { try await engine.pruneContainers(narrowed(filters)) }
        for id in report.deleted ?? [] { containers.remove(id) }
        return report
    }

    /// The student's filters, and the session's label with them: all labels must hold.
    func narrowed(_ filters: Filters) -> Filters {
        var narrowed = filters
        narrowed.insert("label", ownFilter)
        return narrowed
    }

    /// Does something with a container that may open or close its ports: whoever is told that it is done finds them so.
    func moving<Result: Sendable>(
        _ name: String,
        _ body: @escaping @Sendable (String) async throws -> Result
    ) async throws -> Result {
        let result = try await own(name) { id in try await letting(id) { try await body(id) } }
        await portsMoved()
        return result
    }

    /// Does something with a container of the session's, by its full id.
    func own<Result>(_ name: String, _ body: (String) async throws -> Result) async throws -> Result {
        let id = try await asking { try await containers.id(of: name) }
        return try await asking(id, as: name) { try await body(id) }
    }
}
