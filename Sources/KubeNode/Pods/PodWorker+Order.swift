import KubeAPI

/// In which order a pod's containers run.
extension PodWorker {
    /// Runs the init containers one after the other, then all others at once, until none is to run again.
    func runContainers() async throws {
        let spec = spec
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.keepVolumesFresh() }
            for container in spec.initial {
                if container.isSidecar {
                    let started = Latch()
                    group.addTask {
                        try await self.keepRunning(container.name, tried: Latch(), started: started)
                    }
                    await started.wait()
                    try Task.checkCancellation()
                } else {
                    try await keepRunning(container.name, tried: Latch(), started: Latch())
                    guard situation.containers[container.name]?.hasSucceeded == true else {
                        // An init container that failed for good fails the pod; the others never run.
                        group.cancelAll()
                        return
                    }
                }
            }
            try await runMain(spec.main)
            group.cancelAll()
        }
        await stopAll(grace: spec.grace)
    }

    /// Each of the others is tried once before the next one, as a kubelet does; then they are on their own.
    private func runMain(_ containers: [ContainerSpec]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, container) in containers.enumerated() {
                let tried = Latch()
                isStartingUp = index < containers.count - 1
                group.addTask {
                    try await self.keepRunning(container.name, tried: tried, started: Latch())
                }
                await tried.wait()
            }
            try await group.waitForAll()
        }
    }

    private func keepVolumesFresh() async throws {
        while true {
            try await clock.sleep(for: node.settings.refresh)
            await refreshVolumes()
        }
    }
}
