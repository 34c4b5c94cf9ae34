import EngineAPI

/// Few engines can bound a container's disk, so the gate looks how much there is, and stops what fills it.
extension EngineGate {
    private static let pause = Duration.seconds(10)
    private static let longestPause = Duration.seconds(60)

    /// Watches how much room the session takes until the task is cancelled.
    public func watchDisk() async {
        while !Task.isCancelled {
            let began = ContinuousClock.now
            try? await lookAtDisk()
            // An engine counts all there is, of all sessions: it shall not do that all the time.
            let taken = began.duration(to: .now)
            guard (try? await Task.sleep(for: max(Self.pause, min(taken * 10, Self.longestPause)))) != nil
            else { return }
        }
    }

    /// Looks once: pauses the session's containers where they hold too much, and lets them go on when they don't.
    public func lookAtDisk() async throws {
        let running = try await engine.listContainers(
            ContainerListQuery().filtered(Filters(["label": [ownFilter], "status": ["running"]]))
        )
        // What doesn't run doesn't grow.
        guard !running.isEmpty || disk.isFull else { return }
        if disk.note(room(of: try await engine.diskUsage())) {
            for container in running {
                try await letting(container.id) { [engine] in try await engine.pauseContainer(container.id) }
                disk.notePaused(container.id)
            }
        } else {
            for id in disk.takePaused() {
                try? await letting(id) { [engine] in try await engine.unpauseContainer(id) }
            }
        }
    }

    /// What containers wrote, what volumes hold, and what images that were built here have beside other images.
    private func room(of usage: DiskUsage) -> Int {
        let containers = (usage.containers ?? []).filter { owns($0.labels) }.map { $0.sizeRw ?? 0 }
        let volumes = (usage.volumes ?? []).filter { owns($0.labels) }.map { $0.usageData?.size ?? 0 }
        let images = (usage.images ?? []).filter { owns($0.labels) }.map { $0.size - max($0.sharedSize, 0) }
        return (containers + volumes + images).reduce(0) { $0 + max($1, 0) }
    }
}

extension ContainerListQuery {
    fileprivate func filtered(_ filters: Filters) -> ContainerListQuery {
        var query = self
        query.filters = filters
        return query
    }
}
