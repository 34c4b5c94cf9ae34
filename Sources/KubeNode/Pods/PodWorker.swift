import EngineAPI
import KubeAPI
import TarStream

/// Looks after one pod, from its being bound to the node to its end.
///
/// One task leads the pod's life, from ``begin(_:)`` on; another one takes it away, once somebody wants that.
actor PodWorker {
    let node: NodeContext
    /// As it was last seen or written.
    private(set) var pod: KubeObject
    var situation = PodSituation()
    /// The engine's containers of each of the pod's: the one that runs or ran last, and the one before.
    var runs: [String: Runs] = [:]
    var place: PodPlace?
    var volumes: VolumePlan?
    var contents: [String: [TarMember]] = [:]
    /// How they were laid into their volumes last.
    var layouts: [String: VolumeLayout] = [:]
    /// What leads its life; nil before the beginning.
    private var life: Task<Void, Never>?
    /// What takes it away; nil as long as nobody wants it to end.
    private var ending: Task<Void, Never>?
    /// What is told that it was taken away.
    private var whenGone: (@Sendable (PodWorker) async -> Void)?
    /// The object is gone already.
    private var isGone = false
    private var changes: [String: Latch] = [:]
    /// The engine's containers that are watched, by the pod's names for them.
    private var watched: [String: String] = [:]
    /// Whether further containers are about to be started: their status is written together.
    var isStartingUp = false
    private var lastWrite: Task<Void, Never>?
    /// The hash of the status that was written last: the status itself is in the store, once.
    private var written: Int?
    /// What runs the ephemeral containers, by their names; ends with the pod.
    private var debuggers: [String: Task<Void, Never>] = [:]

    struct Runs: Sendable {
        var current: String?
        var previous: String?
        /// How many containers were made.
        var made = 0
    }

    init(_ pod: KubeObject, _ node: NodeContext) { (self.pod, self.node) = (pod, node) }

    var clock: any ClusterClock { node.clock }
    var spec: PodSpec { PodSpec(pod) }

    // MARK: From outside

    /// Takes in what became of the object.
    func update(_ new: KubeObject) {
        guard new.uid == pod.uid, new.resourceVersion >= pod.resourceVersion else { return }
        let old = spec
        pod = new
        for container in spec.containers where old.container(container.name)?.image != container.image {
            changes.removeValue(forKey: container.name)?.open()
            if let id = watched[container.name] { replace(container, id) }
        }
        if new.isBeingDeleted { finish() } else { startDebuggers() }
    }

    /// Runs the ephemeral containers that have been put beside the others, each once.
    private func startDebuggers() {
        for container in spec.ephemeral where debuggers[container.name] == nil {
            debuggers[container.name] = Task {
                try? await self.keepRunning(container.name, tried: Latch(), started: Latch())
            }
        }
    }

    /// Takes note that the object is gone: nothing is waited for any more.
    func vanish() async {
        isGone = true
        finish()
        for id in runs.values.compactMap(\.current) {
            try? await node.engine.killContainer(id, signal: nil)
        }
    }

    /// Opens when a container's image is replaced.
    func change(of container: String) -> Latch {
        let latch = changes[container] ?? Latch()
        changes[container] = latch
        return latch
    }

    /// Takes note that a run is watched; one whose image has been replaced meanwhile is stopped at once.
    func beginWatching(_ container: ContainerSpec, _ id: String, _ change: Latch) {
        watched[container.name] = id
        if change.isOpen { replace(container, id) }
    }

    func endWatching(_ container: ContainerSpec) { watched[container.name] = nil }

    /// Stops a run for a new image, in a task of its own, since most runs never need it; whoever watches sees the end.
    private func replace(_ container: ContainerSpec, _ id: String) {
        let message = "Container \(container.name) definition changed, will be restarted"
        Task { await self.stop(container, id, grace: self.spec.grace, message) }
    }

    // MARK: The whole course

    /// Runs the pod until it is deleted; `whenGone` is told when it was taken away.
    func begin(_ whenGone: @escaping @Sendable (PodWorker) async -> Void) {
        self.whenGone = whenGone
        guard !pod.isBeingDeleted, !isGone else { return finish() }
        life = Task {
            await self.live()
            // A task that is over has its room as long as somebody holds it.
            self.life = nil
        }
    }

    /// Ends the pod's life, then takes away what it had: in a task that most pods don't need for long.
    private func finish() {
        guard ending == nil, let whenGone else { return }
        ending = Task {
            life?.cancel()
            await life?.value
            guard !Task.isCancelled else { return }
            await terminate()
            await whenGone(self)
        }
    }

    /// Leaves the pod as it is, its containers with it; returns when nothing is done for it any more.
    func leave() async {
        ending?.cancel()
        life?.cancel()
        await life?.value
        await ending?.value
    }

    private func live() async {
        let isOver = ["Succeeded", "Failed"].contains(pod["status", "phase"]?.text ?? "")
        guard !isOver else { return }
        await aside { await self.introduce() }
        do { try await runInTime() } catch { return }
        // Nothing of it runs any more: its address is free for others.
        situation.isSandboxReady = false
        await publish()
        await closePlace()
    }

    /// Says what is known of a pod that has just come to its node.
    private func introduce() async {
        let spec = spec
        situation.startTime = pod["status", "startTime"]?.text.flatMap { KubeTime($0) } ?? clock.now
        situation.hostAddress = await node.address(ofNode: spec.nodeName)
        let first = spec.initial.isEmpty ? "ContainerCreating" : "PodInitializing"
        for container in spec.containers {
            situation.containers[container.name] = ContainerSituation(waitingFor: first)
        }
        await publish()
    }

    /// Runs all of the pod, no longer than it may be active.
    private func runInTime() async throws {
        guard let deadline = spec.deadline, let start = situation.startTime else { return try await runAll() }
        try await runAll(until: start.advanced(by: .seconds(max(0, deadline))))
    }

    /// Not inlined, so that the tasks of the many that have no such limit keep no room for it.
    @inline(never)
    private func runAll(until end: KubeTime) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await self.runAll()
                return true
            }
            group.addTask { [clock] in
                try await clock.sleep(until: end)
                return false
            }
            defer { group.cancelAll() }
            if try await group.next() == false {
                group.cancelAll()
                while let _ = try? await group.next() {}
                await giveUp()
            }
        }
    }

    private func runAll() async throws {
        try await aside { try await self.prepare() }
        try await runContainers()
    }

    /// Ends a pod that was on its node for too long.
    private func giveUp() async {
        situation.failure = "DeadlineExceeded"
        situation.failureMessage = "Pod was active on the node longer than the specified deadline"
        await node.events.tell(pod, nil, "DeadlineExceeded", situation.failureMessage)
        await stopAll(grace: spec.grace)
    }

    var facts: PodFacts {
        PodFacts(address: situation.address, hostAddress: situation.hostAddress)
    }

    /// Gets objects that a pod names; those that aren't there are left out.
    func gather(_ needs: [(PodObjects.Kind, String)]) async throws -> PodObjects {
        var objects = PodObjects(namespace: pod.namespace ?? "default")
        for (kind, name) in needs {
            do throws(StatusError) {
                objects.add(try await node.api.get(kind.type, namespace: pod.namespace, name: name), kind)
            } catch {
                guard error.code == 404 else { throw ConfigError(error.message) }
            }
        }
        return objects
    }

    // MARK: The end

    /// Ends the pod's containers, takes away what it had, and lets the object go.
    private func terminate() async {
        let grace = isGone ? 0 : pod["metadata", "deletionGracePeriodSeconds"]?.integer ?? spec.grace
        let stay = clock.now.advanced(by: .seconds(2))
        await stopAll(grace: grace)
        if !isGone {
            situation.isSandboxReady = false
            await publish()
        }
        await remove()
        guard !isGone else { return }
        if comesBack { try? await clock.sleep(until: stay) }
        _ = try? await node.api.delete(
            .pods,
            namespace: pod.namespace,
            name: pod.name,
            DeleteOptions(gracePeriodSeconds: 0, uid: pod.uid)
        )
    }

    /// Whether another pod takes its name as soon as it is free.
    ///
    /// Such a one stays as long as it would where containers end less promptly: `kubectl delete` looks again after its
    /// request before it watches, and a pod that has gone and come back by then is waited for without end.
    private var comesBack: Bool {
        (pod["metadata", "ownerReferences"]?.elements ?? []).contains { $0["kind"]?.text == "StatefulSet" }
    }

    /// Stops what runs: first the containers, then those that are there for them.
    func stopAll(grace: Int) async {
        let running = (spec.containers + spec.ephemeral).filter {
            situation.containers[$0.name]?.isRunning == true
        }
        await withTaskGroup(of: Void.self) { group in
            for container in running where !container.isSidecar {
                group.addTask { await self.stopForGood(container, grace) }
            }
        }
        for container in running.reversed() where container.isSidecar { await stopForGood(container, grace) }
    }

    /// Takes away all that the engine has of the pod.
    func remove() async {
        let ended = Array(debuggers.values)
        debuggers = [:]
        for debugger in ended { debugger.cancel() }
        // One that is just making its container is waited for, so that this is taken away, too.
        for debugger in ended { await debugger.value }
        for found in runs.values {
            for id in [found.current, found.previous].compactMap(\.self) {
                try? await node.engine.removeContainer(id, RemoveOptions(force: true, volumes: true))
            }
        }
        runs = [:]
        await closePlace()
        for name in volumes?.own ?? [] { try? await node.engine.removeVolume(name, force: true) }
        volumes = nil
    }

    // MARK: The status

    /// Writes the status as it is now, after all that was to be written before; returns when it is written.
    func publish() async {
        let before = lastWrite
        let status = PodStatus(pod: pod, situation: situation, now: clock.now).json()
        guard status.hashValue != written else {
            await before?.value
            return
        }
        written = status.hashValue
        // Apart from the caller's task: what was told to happen is written even while that is being cancelled.
        let write = Task {
            await before?.value
            await self.write(status)
        }
        lastWrite = write
        await write.value
        // A task that is over has its room as long as somebody holds it.
        if lastWrite == write { lastWrite = nil }
    }

    private func write(_ status: JSON) async {
        guard !isGone else { return }
        let patch = ObjectPatch.merge(.of(["metadata": .of(["uid": pod.uid.json]), "status": status]))
        let result = try? await node.api.patch(
            .pods,
            namespace: pod.namespace,
            name: pod.name,
            patch,
            subresource: "status",
            WriteOptions("kubelet")
        )
        if let new = result?.object, new.uid == pod.uid, new.resourceVersion > pod.resourceVersion {
            update(new)
        }
    }
}
