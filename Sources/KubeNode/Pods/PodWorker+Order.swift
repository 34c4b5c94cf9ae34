import KubeAPI

/// In which order a pod's containers run.
extension PodWorker {
    /// Runs the init containers one after the other, then all others at once, until none is to run again.
    func runContainers() async throws {
        let spec = spec
        if spec.initial.isEmpty {
            try await runMain(spec.main)
        } else {
            try await runInitial(spec)
        }
        await stopAll(grace: spec.grace)
    }

    /// Runs the init containers and, where none has failed for good, the others.
    @inline(never)
    private func runInitial(_ spec: PodSpec) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
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
    }

    private func runMain(_ containers: [ContainerSpec]) async throws {
        if containers.count == 1 {
            try await keepRunning(containers[0].name, tried: Latch(), started: Latch())
        } else {
            try await runTogether(containers)
        }
    }

    /// Each is tried once before the next one, as a kubelet does; then they are on their own.
    @inline(never)
    private func runTogether(_ containers: [ContainerSpec]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for container in containers.dropLast() {
                let tried = Latch()
                isStartingUp = true
                group.addTask {
                    try await self.keepRunning(container.name, tried: tried, started: Latch())
                }
                await tried.wait()
            }
            isStartingUp = false
            // After the last one there is nothing to do but wait: it needs no task of its own.
            if let last = containers.last {
                try await keepRunning(last.name, tried: Latch(), started: Latch())
            }
            try await group.waitForAll()
        }
    }
}
