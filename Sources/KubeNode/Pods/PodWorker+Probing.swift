import KubeAPI

/// The probes of a container.
struct Probes: Hashable, Sendable {
    let startup: Probe?
    let readiness: Probe?
    let liveness: Probe?

    init(_ container: ContainerSpec) {
        startup = Probe(.startup, of: container)
        readiness = Probe(.readiness, of: container)
        liveness = Probe(.liveness, of: container)
    }

    var isEmpty: Bool { startup == nil && readiness == nil && liveness == nil }
}

/// Finds out whether containers work.
extension PodWorker {
    /// Probes a container for as long as it runs: first whether it has started, then the rest.
    func probe(_ container: ContainerSpec, _ id: String, _ probes: Probes, _ started: Latch) async throws {
        if let startup = probes.startup {
            guard try await probe(container, id, startup, until: true) else { return }
            set(container) {
                $0.isStarted = true
                $0.isReady = probes.readiness == nil
            }
            await publish()
            started.open()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            if let readiness = probes.readiness {
                group.addTask { _ = try await self.probe(container, id, readiness, until: nil) }
            }
            if let liveness = probes.liveness {
                group.addTask { _ = try await self.probe(container, id, liveness, until: nil) }
            }
            try await group.waitForAll()
        }
    }

    /// Runs one probe again and again.
    ///
    /// - Returns: True when it has succeeded and that was waited for, false when it has failed and the container is stopped.
    private func probe(
        _ container: ContainerSpec,
        _ id: String,
        _ probe: Probe,
        until goal: Bool?
    ) async throws -> Bool {
        guard let runner = runner(id) else { return false }
        var count = ProbeCount(probe)
        // What has just been started needs a moment before it can be asked anything.
        try await clock.sleep(for: max(probe.initialDelay, .milliseconds(200)))
        while true {
            let began = clock.now
            let result = await runner.run(probe.action, limit: probe.timeout)
            try Task.checkCancellation()
            if !result.isSuccess {
                await node.events.tell(
                    pod,
                    container,
                    .warning,
                    "Unhealthy",
                    "\(probe.role.rawValue) probe failed: \(result.output)"
                )
            }
            let isSettled = count.take(result.isSuccess)
            if probe.role == .readiness {
                if let isSettled, situation.containers[container.name]?.isReady != isSettled {
                    set(container) { $0.isReady = isSettled }
                    await publish()
                }
            } else if isSettled == false {
                let what = probe.role == .startup ? "startup" : "liveness"
                await stop(
                    container,
                    id,
                    grace: probe.grace ?? spec.grace,
                    "Container \(container.name) failed \(what) probe, will be restarted"
                )
                return false
            }
            if let goal, isSettled == goal { return true }
            try await clock.sleep(until: began.advanced(by: probe.period))
        }
    }

    func runner(_ id: String) -> ProbeRunner? {
        place.map {
            ProbeRunner(
                engine: node.engine,
                places: node.places,
                clock: clock,
                place: $0,
                containerID: id
            )
        }
    }
}
