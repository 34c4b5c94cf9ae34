import EngineAPI
import KubeAPI

/// The hooks of a container, and its end.
extension PodWorker {
    /// Runs what a container wants done right after its start; where that fails, the container is stopped.
    func runPostStart(_ container: ContainerSpec, _ id: String) async {
        guard let hook = container.json.at("lifecycle", "postStart"), let runner = runner(id) else { return }
        if let seconds = hook.at("sleep", "seconds")?.integer {
            try? await clock.sleep(for: .seconds(max(0, min(seconds, 1_000_000))))
            return
        }
        let result = await runner.run(Probe.action(hook, container), limit: .seconds(3600))
        guard !result.isSuccess, !Task.isCancelled else { return }
        await node.events.tell(
            pod,
            container,
            .warning,
            "FailedPostStartHook",
            // What the hook printed may be a secret.
            "PostStartHook failed"
        )
        await stop(container, id, grace: spec.grace, "FailedPostStartHook")
    }

    /// Ends a container: its hook, then a signal, then force when its time is over.
    func stop(_ container: ContainerSpec, _ id: String, grace: Int, _ message: String) async {
        await node.events.tell(pod, container, "Killing", message)
        let began = clock.now
        if grace > 0, let hook = container.json.at("lifecycle", "preStop") {
            await runPreStop(hook, container, id, grace)
        }
        let (seconds, _) = began.duration(to: clock.now).components
        // After a hook there are two seconds left at least.
        let rest = grace > 0 ? max(grace - Int(clamping: seconds), seconds > 0 ? 2 : 0) : 0
        _ = try? await node.engine.stopContainer(id, StopOptions(timeout: rest))
    }

    private func runPreStop(_ hook: JSON, _ container: ContainerSpec, _ id: String, _ grace: Int) async {
        if let seconds = hook.at("sleep", "seconds")?.integer {
            try? await clock.sleep(for: .seconds(max(0, min(seconds, grace))))
            return
        }
        let result = await runner(id)?.run(Probe.action(hook, container), limit: .seconds(grace))
        guard let result, !result.isSuccess, !Task.isCancelled else { return }
        await node.events.tell(
            pod,
            container,
            .warning,
            "FailedPreStopHook",
            "PreStopHook failed: \(result.output)"
        )
    }

    /// Ends a container that isn't watched any more, and takes note of how it ended.
    func stopForGood(_ container: ContainerSpec, _ grace: Int) async {
        guard let id = runs[container.name]?.current else { return }
        await stop(container, id, grace: grace, "Stopping container \(container.name)")
        await ended(container, id, 0)
    }
}
