import EngineAPI
import KubeAPI
import LabModel

/// Rings a bell whenever something happens to a subject's kind of thing.
///
/// Events only say when to look; what they say themselves is never taken for granted.
struct EventWatcher: Sendable {
    /// Something that tells of what happens, and can be asked to again.
    struct Source: Sendable {
        let subscribe: @Sendable () async throws -> EngineStream<Void>
        var stream: EngineStream<Void>?
    }

    let room: any LabRoom
    let subject: CheckSubject
    let bell: Bell
    let stopwatch: Stopwatch

    /// Begins to listen to all that tells of the subject; to nothing where only polling helps.
    func subscribe() async -> [Source] {
        var sources: [Source] = []
        for source in await self.sources() {
            sources.append(Source(subscribe: source, stream: await open(source)))
        }
        return sources
    }

    /// Listens until the task is cancelled; a stream that ends is opened again.
    func listen(to sources: [Source]) async {
        await withTaskGroup(of: Void.self) { group in
            for source in sources { group.addTask { await listen(to: source) } }
        }
    }

    private func listen(to source: Source) async {
        var stream = source.stream
        while !Task.isCancelled {
            if let stream { await listen(stream) }
            try? await stopwatch.sleep(milliseconds: Self.pause)
            if Task.isCancelled { return }
            stream = await open(source.subscribe)
            // Something may have happened in between.
            if stream != nil { bell.ring() }
        }
    }

    private static let pause = 1000
    /// What doesn't say whether it will tell is polled.
    private static let patience = 1000

    private func open(
        _ subscribe: @escaping @Sendable () async throws -> EngineStream<Void>
    ) async -> EngineStream<Void>? {
        await stopwatch.limited(milliseconds: Self.patience) { try? await subscribe() } ?? nil
    }

    private func listen(_ stream: EngineStream<Void>) async {
        await withTaskCancellationHandler {
            do {
                while try await stream.next() != nil { bell.ring() }
            } catch {
                // Polling goes on without events.
            }
            stream.cancel()
        } onCancel: {
            stream.cancel()
        }
    }

    // MARK: Sources

    private func sources() async -> [@Sendable () async throws -> EngineStream<Void>] {
        switch subject {
        case .container, .compose: [engineEvents("container")]
        case .image: [engineEvents("image")]
        case .volume: [engineEvents("volume")]
        case .network: [engineEvents("network")]
        case .object, .pods, .events: await clusterChanges()
        case .tcp, .http, .file: []
        }
    }

    private func engineEvents(_ type: String) -> @Sendable () async throws -> EngineStream<Void> {
        let engine = room.engine
        return {
            var query = EventQuery()
            query.filters.insert("type", type)
            return try await engine.events(query).compactMap { Self.matters($0) ? () : nil }
        }
    }

    private func clusterChanges() async -> [@Sendable () async throws -> EngineStream<Void>] {
        guard let cluster = room.cluster else { return [] }
        return await ClusterObserver(cluster: cluster).types(of: subject).map { type in
            {
                let query = ObjectQuery(namespace: type.isNamespaced ? cluster.namespace : nil)
                return try await cluster.api.watch(type, query, from: nil).compactMap { _ in () }
            }
        }
    }

    /// Health checks run commands all the time; what they find has an event of its own.
    private static func matters(_ event: EngineEvent) -> Bool {
        !["exec_", "top", "attach", "resize"].contains(where: event.action.hasPrefix)
    }
}
