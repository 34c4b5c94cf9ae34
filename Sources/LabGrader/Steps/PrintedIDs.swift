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

    /// The new captures of a step whose shape is an id, and that the engine doesn't know.
    ///
    /// - Throws: What the engine threw where it couldn't be asked.
    func invented(_ step: LabStep, before: NameTable, after: NameTable) async throws -> [String] {
        var invented: [String] = []
        for name in Self.names(of: step) {
            guard let value = after.captures[name], before.captures[name] != value else { continue }
            if !(try await isKnown(value)) { invented.append(value) }
        }
        return invented
    }

    /// The names of captures that are ids.
    private static func names(of step: LabStep) -> [String] {
        var patterns: [LinePattern] = step.errorOutput?.lines ?? []
        switch step.output {
        case .block(let block): patterns += block.lines
        case .table(let table): patterns += table.rows.flatMap { $0.cells.values }
        case .document, .anything, nil: break
        }
        var names: Set<String> = []
        for pattern in patterns {
            guard case .line(let pieces, _) = pattern.form else { continue }
            for case .hole(let hole) in pieces {
                guard let name = hole.name, case .shape(let shape) = hole.content,
                    shape == .hex12 || shape == .hex64
                else { continue }
                names.insert(name)
            }
        }
        return names.sorted()
    }

    private func isKnown(_ id: String) async throws -> Bool {
        if try await exists({ _ = try await engine.inspectContainer(id, size: false) }) { return true }
        if try await exists({ _ = try await engine.inspectImage(id) }) { return true }
        if try await exists({ _ = try await engine.inspectNetwork(id) }) { return true }
        return try await wasThere(id)
    }

    private func exists(_ ask: () async throws -> Void) async throws -> Bool {
        do {
            try await ask()
            return true
        } catch let error as EngineError where error.kind == .notFound || error.kind == .badRequest {
            return false
        }
    }

    /// Whether a container of this id has come and gone.
    private func wasThere(_ id: String) async throws -> Bool {
        var query = EventQuery()
        query.since = "\(since)"
        query.until = "\(wallClock())"
        query.filters = Filters(["type": ["container"]])
        let events = try await engine.events(query)
        defer { events.cancel() }
        // What has happened is there at once; an engine that waits for more has nothing to add.
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                for try await event in events where event.actor.id.hasPrefix(id) { return true }
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
