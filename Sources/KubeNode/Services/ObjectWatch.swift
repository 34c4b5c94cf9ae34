import EngineAPI
import KubeAPI

/// Follows all objects of a type: a list, then what changes, and anew where the watch breaks.
struct ObjectWatch: Sendable {
    enum Change: Sendable {
        /// All that there are now, in place of what was told before.
        case all([KubeObject])
        case one(WatchEvent)
    }

    let api: any ClusterAPI
    let clock: any ClusterClock
    let type: ResourceType

    /// Tells of changes until the task is cancelled.
    func run(_ tell: (Change) async -> Void) async {
        while !Task.isCancelled {
            do {
                let list = try await api.list(type, ObjectQuery())
                await tell(.all(list.items))
                let events = try await api.watch(type, ObjectQuery(), from: list.resourceVersion)
                try await withTaskCancellationHandler {
                    while let event = try await events.next(), !Task.isCancelled {
                        if event.kind != .bookmark { await tell(.one(event)) }
                    }
                } onCancel: {
                    events.cancel()
                }
                events.cancel()
            } catch {
                // What breaks a watch is over soon, or nothing helps.
                try? await clock.sleep(for: .seconds(1))
            }
        }
    }
}
