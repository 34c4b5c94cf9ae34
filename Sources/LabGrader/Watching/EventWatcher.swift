import EngineAPI
import LabModel

/// Rings a bell whenever something happens to a subject's kind of thing.
///
/// Events only say when to look; what they say themselves is never taken for granted.
struct EventWatcher: Sendable {
    let engine: any ContainerEngine
    let subject: CheckSubject
    let bell: Bell
    let stopwatch: Stopwatch

    /// The kind of thing that events of the subject are about; nil where only polling helps.
    private var type: String? {
        switch subject {
        case .container, .compose: "container"
        case .image: "image"
        case .volume: "volume"
        case .network: "network"
        case .tcp, .http, .file, .object, .pods, .events: nil
        }
    }

    /// Begins to listen; nil where the engine doesn't let one, or there is nothing to listen to.
    func subscribe() async -> EngineStream<EngineEvent>? {
        guard let type else { return nil }
        var query = EventQuery()
        query.filters.insert("type", type)
        let (engine, asked) = (engine, query)
        return await stopwatch.limited(milliseconds: Self.patience) { try? await engine.events(asked) } ?? nil
    }

    /// Listens until the task is cancelled; a stream that ends is opened again.
    func listen(to first: EngineStream<EngineEvent>?) async {
        guard type != nil else { return }
        var stream = first
        while !Task.isCancelled {
            if let stream { await listen(stream) }
            try? await stopwatch.sleep(milliseconds: Self.pause)
            if Task.isCancelled { return }
            stream = await subscribe()
            // Something may have happened in between.
            if stream != nil { bell.ring() }
        }
    }

    private static let pause = 1000
    /// An engine that doesn't say whether it will tell is polled.
    private static let patience = 1000

    private func listen(_ stream: EngineStream<EngineEvent>) async {
        await withTaskCancellationHandler {
            do {
                while let event = try await stream.next() {
                    if matters(event) { bell.ring() }
                }
            } catch {
                // Polling goes on without events.
            }
            stream.cancel()
        } onCancel: {
            stream.cancel()
        }
    }

    /// Health checks run commands all the time; what they find has an event of its own.
    private func matters(_ event: EngineEvent) -> Bool {
        !["exec_", "top", "attach", "resize"].contains(where: event.action.hasPrefix)
    }
}
