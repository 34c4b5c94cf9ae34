import EngineAPI
import LabModel
import TextMatch

/// Finds ids that a command printed and nobody knows: an id that is asked for is one of the engine's.
struct PrintedIDs {
    let engine: any ContainerEngine
    /// When the lab began, in seconds of Unix time: what has gone since then was there, too.
    let since: Int
    /// Seconds of Unix time.
    let wallClock: @Sendable () -> Int

    /// The ids that a step printed anew and that the engine doesn't know.
    ///
    /// - Parameters:
    ///   - step: The step; its output is as expected.
    ///   - lab: The lab that it is a step of.
    ///   - command: What it printed.
    ///   - before: What names stood for before it.
    /// - Returns: The ids, each once, in order of their holes.
    /// - Throws: What the engine threw where it couldn't be asked.
    func invented(
        _ step: LabStep,
        of lab: Lab,
        _ command: CommandRecord,
        before: NameTable
    ) async throws -> [String] {
        let holes = IDHoles(step)
        let after = holes.captures(of: command, before.captures)
        let isAboutVolumes = IDCommand(step.command.text).isAboutVolumes
        var invented: [String] = []
        for name in holes.names {
            guard let value = after[name], before.captures[name] != value, !invented.contains(value) else {
                continue
            }
            var isKnown =
                lab.usesAsContainer(name, from: step.id)
                ? try await isContainer(value) : try await isAnything(value)
            if !isKnown, isAboutVolumes { isKnown = try await isVolume(value) }
            if !isKnown { invented.append(value) }
        }
        return invented
    }

    private func isContainer(_ id: String) async throws -> Bool {
        if try await exists({ _ = try await engine.inspectContainer(id, size: false) }) { return true }
        return try await wasThere(id, ["container"])
    }

    private func isAnything(_ id: String) async throws -> Bool {
        if try await exists({ _ = try await engine.inspectContainer(id, size: false) }) { return true }
        if try await exists({ _ = try await engine.inspectImage(id) }) { return true }
        if try await exists({ _ = try await engine.inspectNetwork(id) }) { return true }
        // A session sees networks that it can't ask for by their ids: the engine's own.
        if try await engine.listNetworks(Filters()).contains(where: { $0.id.hasPrefix(id) }) { return true }
        return try await wasThere(id, ["container", "image", "network"])
    }

    /// A volume without a name has one that looks like an id.
    private func isVolume(_ name: String) async throws -> Bool {
        if try await exists({ _ = try await engine.inspectVolume(name) }) { return true }
        return try await wasThere(name, ["volume"])
    }

    private func exists(_ ask: () async throws -> Void) async throws -> Bool {
        do {
            try await ask()
            return true
        } catch let error as EngineError where error.kind == .notFound || error.kind == .badRequest {
            return false
        }
    }

    /// Whether something of this id has come and gone.
    private func wasThere(_ id: String, _ types: Set<String>) async throws -> Bool {
        var query = EventQuery()
        query.since = "\(since)"
        query.until = "\(wallClock())"
        query.filters = Filters(["type": types])
        let events = try await engine.events(query)
        defer { events.cancel() }
        // What has happened is there at once; an engine that waits for more has nothing to add.
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                for try await event in events
                where event.actor.id.trimmingPrefix("sha256:").hasPrefix(id) { return true }
                return false
            }
            group.addTask {
                try await Task.sleep(for: .seconds(5))
                return false
            }
            defer {
                events.cancel()
                group.cancelAll()
            }
            return try await group.next() ?? false
        }
    }
}

extension Lab {
    /// Whether checks of a step, or of those behind it, mean a container by a name that the step's output gives.
    fileprivate func usesAsContainer(_ name: String, from id: String) -> Bool {
        let behind = steps.drop { $0.id != id }
        guard let first = behind.first else { return false }
        // Another output may give the same name to something else.
        let others = behind.dropFirst().prefix { !$0.gives(name) }
        return ([first] + others).contains { step in
            step.checks.contains { check in
                guard case .container(let text) = check.subject else { return false }
                return Self.reference(text)?.name == name
            }
        }
    }

    /// `$cid`, `$cid[:12]`, `{{=cid}}`.
    private static func reference(_ text: String) -> CaptureReference? {
        if text.hasPrefix("$") { return CaptureReference(parsing: text.dropFirst()) }
        guard text.hasPrefix("{{="), text.hasSuffix("}}") else { return nil }
        return CaptureReference(parsing: text.dropFirst(3).dropLast(2))
    }
}

extension LabStep {
    /// Whether the step's output may give a name.
    fileprivate func gives(_ name: String) -> Bool {
        var patterns = errorOutput?.lines ?? []
        switch output {
        case .block(let block): patterns += block.lines
        case .table(let table): patterns += table.rows.flatMap { $0.cells.values }
        case .document(_, let text): if text.contains("{{\(name)") { return true }
        case .anything, nil: break
        }
        return patterns.contains { $0.captureNames.contains(name) }
    }
}
