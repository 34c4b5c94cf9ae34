import EngineAPI
import KubeAPI
import KubeNode

/// The cluster that we bring: objects in memory, controllers, and a kubelet that runs its pods on the session's engine.
///
/// It begins when it is first asked something, so a session that needs none pays nothing for it.
actor EmbeddedCluster {
    private enum State {
        /// Nobody has asked for anything yet.
        case idle
        case running(ClusterSwitch.Running, ClusterStore, life: Task<Void, Never>)
        /// Its objects are kept.
        case stopped(ClusterStore)
        case deleted
        /// The session is over.
        case ended
    }

    /// Its node: courses name it as the one of minikube, whose words the session's shim has.
    static let node = NodeSettings(
        name: "minikube",
        labels: [
            "minikube.k8s.io/name": "minikube", "minikube.k8s.io/primary": "true",
            "node-role.kubernetes.io/control-plane": "",
            "node.kubernetes.io/exclude-from-external-load-balancers": "",
        ]
    )

    private let engine: any ContainerEngine
    private let fabric: (any PodFabric)?
    private let settings: KubeletSettings
    private let authority: String
    private let nodePorts: NodePorts
    private let clock = SystemClusterClock()
    private var state = State.idle

    /// A cluster that does nothing yet.
    ///
    /// - Parameters:
    ///   - engine: What runs its pods.
    ///   - fabric: The network for pods, where the engine has one.
    ///   - settings: How the kubelet does its work.
    ///   - authority: The certificate that its pods know its server by.
    ///   - nodePorts: Opens the ports of its nodes.
    init(
        engine: any ContainerEngine,
        fabric: (any PodFabric)?,
        settings: KubeletSettings,
        authority: String,
        nodePorts: NodePorts
    ) {
        (self.engine, self.fabric, self.settings) = (engine, fabric, settings)
        (self.authority, self.nodePorts) = (authority, nodePorts)
    }

    private var newStore: ClusterStore {
        ClusterStore(clock: clock, settings: StoreSettings(rootCertificate: authority))
    }

    /// The cluster, for whoever asks it something.
    ///
    /// - Throws: ``StatusError`` 503 where it was stopped or deleted.
    func running() throws(StatusError) -> ClusterSwitch.Running {
        switch state {
        case .idle: return begin(newStore)
        case .running(let running, _, _): return running
        case .stopped: throw Self.unavailable("the cluster is stopped: `minikube start` starts it")
        case .deleted: throw Self.unavailable("there is no cluster: `minikube start` makes one")
        case .ended: throw Self.unavailable("the session is over")
        }
    }

    /// What `minikube status` calls it; nil where there is none.
    var word: String? {
        switch state {
        case .idle, .running: "Running"
        case .stopped: "Stopped"
        case .deleted, .ended: nil
        }
    }

    /// Starts what was stopped, or a new one.
    func start() {
        switch state {
        case .idle, .deleted: _ = begin(newStore)
        case .stopped(let store): _ = begin(store)
        case .running, .ended: break
        }
    }

    /// Ends all pods; the objects stay.
    func stop() async {
        switch state {
        case .idle: state = .stopped(newStore)
        case .running(_, let store, let life):
            state = .stopped(store)
            await Self.end(life)
        case .stopped, .deleted, .ended: break
        }
    }

    /// Ends all pods and forgets all objects.
    func delete() async {
        let before = state
        if case .ended = before { return }
        state = .deleted
        if case .running(_, _, let life) = before { await Self.end(life) }
    }

    /// Ends for good.
    func end() async {
        let before = state
        state = .ended
        if case .running(_, _, let life) = before { await Self.end(life) }
    }

    private static func end(_ life: Task<Void, Never>) async {
        life.cancel()
        await life.value
    }

    private func begin(_ store: ClusterStore) -> ClusterSwitch.Running {
        var settings = settings
        // A pod that was bound by hand to a node that isn't there waits for it.
        settings.nodes = [Self.node.name]
        let kubelet = Kubelet(api: store, clock: clock, engine: engine, fabric: fabric, settings: settings)
        let controllers = ControllerManager(api: store, clock: clock, nodes: [Self.node])
        let nodePorts = nodePorts
        let life = Task {
            await withDiscardingTaskGroup { group in
                group.addTask { await controllers.run() }
                group.addTask { await kubelet.run() }
                group.addTask { await nodePorts.run(of: store, kubelet) }
            }
        }
        let running = ClusterSwitch.Running(api: store, streams: kubelet)
        state = .running(running, store, life: life)
        return running
    }

    private static func unavailable(_ message: String) -> StatusError {
        StatusError(503, "ServiceUnavailable", message)
    }
}
