public import EngineAPI
public import KubeAPI

/// Runs the pods of a cluster as containers of an engine, and keeps their statuses.
///
/// ```swift
/// let kubelet = Kubelet(api: store, clock: clock, engine: engine)
/// let running = Task { await kubelet.run() }
/// ```
/// It does what a kubelet and a kube-proxy do for all nodes at once: everything that it makes in the engine has its labels
/// and is taken away at the end. On an engine that has places for pods (``PodFabric``) services have their addresses and
/// names there; on another each pod has a container that holds its network.
public actor Kubelet {
    let node: NodeContext
    private let services: ServiceWatcher
    private var workers: [String: PodWorker] = [:]
    /// The uid of the pod of a namespace and a name.
    private var uids: [String: String] = [:]
    private var isRefreshing = false

    /// Makes a kubelet that does nothing yet.
    ///
    /// - Parameters:
    ///   - api: The cluster.
    ///   - clock: The cluster's time.
    ///   - engine: What runs the containers.
    ///   - fabric: What gives pods their network; nil for the engine itself where it can, else for containers that hold it.
    ///   - settings: How it does its work.
    public init(
        api: any ClusterAPI,
        clock: any ClusterClock,
        engine: any ContainerEngine,
        fabric: (any PodFabric)? = nil,
        settings: KubeletSettings = KubeletSettings()
    ) {
        let places: any PodPlaces
        if let fabric = fabric ?? (settings.usesHolders ? nil : engine as? any PodFabric) {
            places = FabricPlaces(fabric)
        } else {
            places = HolderPlaces(engine, settings)
        }
        node = NodeContext(
            api: api,
            clock: clock,
            engine: engine,
            places: places,
            settings: settings,
            events: NodeEvents(api: api, clock: clock)
        )
        services = ServiceWatcher(api: api, clock: clock, places: places)
    }

    /// Runs pods until the task is cancelled, then takes away all that it made in the engine.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.services.run() }
            group.addTask { await self.node.accounts.fillSecrets() }
            await ObjectWatch(api: node.api, clock: node.clock, type: .pods).run { change in
                let new = await self.take(change)
                if !new.isEmpty, self.beginsRefreshing() {
                    group.addTask { await self.keepVolumesFresh() }
                }
                for worker in new { await worker.begin { [weak self] in await self?.forget($0) } }
            }
        }
        await withDiscardingTaskGroup { group in
            for worker in workers.values { group.addTask { await worker.leave() } }
        }
        // Whoever ends the cluster cancels this task; what is to be taken away isn't cancelled with it.
        await Task { await self.clean() }.value
    }

    /// Whether this was the first time that it was asked.
    private func beginsRefreshing() -> Bool {
        defer { isRefreshing = true }
        return !isRefreshing
    }

    /// Looks again, every now and then, at the files that come from objects: one task does for all pods.
    private func keepVolumesFresh() async {
        while (try? await node.clock.sleep(for: node.settings.refresh)) != nil {
            for worker in Array(workers.values) { await worker.refreshVolumes() }
        }
    }

    /// Takes a change in; returns the workers that are new.
    private func take(_ change: ObjectWatch.Change) async -> [PodWorker] {
        switch change {
        case .all(let pods):
            let there = Set(pods.map(\.uid))
            for (uid, worker) in workers where !there.contains(uid) { await worker.vanish() }
            var new: [PodWorker] = []
            for pod in pods { if let worker = await take(pod) { new.append(worker) } }
            return new
        case .one(let event):
            if event.kind == .deleted {
                await workers[event.object.uid]?.vanish()
                return []
            }
            return await take(event.object).map { [$0] } ?? []
        }
    }

    private func take(_ pod: KubeObject) async -> PodWorker? {
        if let worker = workers[pod.uid] {
            await worker.update(pod)
            return nil
        }
        let name = PodSpec(pod).nodeName
        guard !name.isEmpty, node.settings.nodes?.contains(name) ?? true else { return nil }
        let worker = PodWorker(pod, node)
        workers[pod.uid] = worker
        uids["\(pod.namespace ?? "")/\(pod.name)"] = pod.uid
        return worker
    }

    private func forget(_ worker: PodWorker) async {
        // One that was only cancelled still has containers, which are taken away at the end.
        guard !Task.isCancelled else { return }
        let pod = await worker.pod
        workers[pod.uid] = nil
        let key = "\(pod.namespace ?? "")/\(pod.name)"
        if uids[key] == pod.uid { uids[key] = nil }
    }

    private func clean() async {
        let rest = Array(workers.values)
        (workers, uids) = ([:], [:])
        await withTaskGroup(of: Void.self) { group in
            for worker in rest { group.addTask { await worker.remove() } }
        }
        await Self.reap(node.engine, prefix: node.settings.prefix)
    }

    /// Takes away what a kubelet with a prefix made in an engine and left there, such as after a crash.
    public static func reap(_ engine: any ContainerEngine, prefix: String) async {
        let filters = Filters(["label": ["\(KubeletSettings.clusterLabel)=\(prefix)"]])
        var query = ContainerListQuery()
        (query.all, query.filters) = (true, filters)
        for container in (try? await engine.listContainers(query)) ?? [] {
            try? await engine.removeContainer(container.id, RemoveOptions(force: true, volumes: true))
        }
        for volume in (try? await engine.listVolumes(filters))?.volumes ?? [] {
            try? await engine.removeVolume(volume.name, force: true)
        }
        for network in (try? await engine.listNetworks(filters)) ?? [] {
            try? await engine.removeNetwork(network.id)
        }
    }

    // MARK: For those who look at pods

    /// The worker of a pod; nil where no pod of this name runs here.
    func worker(_ namespace: String, _ pod: String) -> PodWorker? {
        uids["\(namespace)/\(pod)"].flatMap { workers[$0] }
    }

    /// The ports of the nodes that services have now, sorted: what a listener on the host is to open.
    public var nodePorts: [Int] {
        get async { await services.nodePorts }
    }

    /// Connects to one of the pods behind a port of the nodes, as whoever calls the node from outside.
    ///
    /// - Throws: `EngineError` where no service has the port, or no pod answers.
    public func connect(toNodePort port: Int) async throws -> PodConnection {
        guard let target = await services.target(ofNodePort: port) else {
            throw EngineError(.notFound, "no service has the port \(port) of the nodes")
        }
        return PodConnection(try await node.places.connect(toService: target.address, port: target.port))
    }

    /// Connects to a port of a service's, by its cluster address or its name in full.
    public func connect(toService host: String, port: Int) async throws -> PodConnection {
        PodConnection(try await node.places.connect(toService: host, port: port))
    }
}

extension PodConnection {
    init(_ connection: ByteConnection) {
        self.init(
            input: connection.incoming,
            send: { try await connection.send($0) },
            finish: { await connection.finish() }
        )
    }
}
