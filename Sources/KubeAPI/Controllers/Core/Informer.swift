import EngineAPI

/// Keeps the cache's objects of one type up to date: lists them once, then follows their changes.
struct Informer: Sendable {
    /// How long to wait after a failure.
    private static let pause = Duration.seconds(1)

    let shelf: Shelf
    let api: any ClusterAPI
    let clock: any ClusterClock
    let hub: ControllerHub

    /// Follows until the task is cancelled.
    func run() async {
        var version: Int?
        while !Task.isCancelled {
            do {
                let known: Int
                if let version {
                    known = version
                } else {
                    let list = try await api.list(shelf.type, ObjectQuery())
                    await hub.replace(list, on: shelf)
                    known = list.resourceVersion
                }
                version = known
                try await follow(from: known) { version = max(known, $0) }
            } catch let error as StatusError where error.code == 410 {
                // Too much has changed since: all is read anew.
                version = nil
                continue
            } catch {
                // The server couldn't answer; it is asked again below.
            }
            guard (try? await clock.sleep(until: clock.now.advanced(by: Self.pause))) != nil else { return }
        }
    }

    private func follow(from version: Int, reached: (Int) -> Void) async throws {
        let stream = try await api.watch(shelf.type, ObjectQuery(), from: version)
        try await withTaskCancellationHandler {
            while let event = try await stream.next() {
                reached(event.object.resourceVersion)
                switch event.kind {
                case .added, .modified: await hub.put(event.object, on: shelf)
                case .deleted:
                    await hub.remove(ObjectKey(event.object), uid: event.object.uid, on: shelf)
                case .bookmark: break
                }
            }
        } onCancel: {
            stream.cancel()
        }
    }
}
