import EngineAPI
import KubeAPI

/// What all pods of a kubelet share.
struct NodeContext: Sendable {
    let api: any ClusterAPI
    let clock: any ClusterClock
    let engine: any ContainerEngine
    let places: any PodPlaces
    let settings: KubeletSettings
    let events: NodeEvents

    var accounts: AccountTokens { AccountTokens(api: api, clock: clock, settings: settings) }
    var puller: ImagePuller { ImagePuller(engine: engine, clock: clock) }

    /// The labels of what belongs to a pod.
    func labels(_ pod: KubeObject, container: String? = nil) -> [String: String] {
        var labels = settings.labels
        labels[KubeletSettings.clusterLabel] = settings.prefix
        labels["io.kubernetes.pod.name"] = pod.name
        labels["io.kubernetes.pod.namespace"] = pod.namespace ?? ""
        labels["io.kubernetes.pod.uid"] = pod.uid
        if let container { labels["io.kubernetes.container.name"] = container }
        return labels
    }

    /// The address of a node; empty where it has none.
    func address(ofNode name: String) async -> String {
        let node = try? await api.get(.nodes, namespace: nil, name: name)
        let addresses = node?["status", "addresses"]?.elements ?? []
        return addresses.first { $0["type"]?.text == "InternalIP" }?["address"]?.text ?? ""
    }
}

/// Tells of what happens to pods, each in the name of its node.
actor NodeEvents {
    private let api: any ClusterAPI
    private let clock: any ClusterClock
    private var recorders: [String: EventRecorder] = [:]

    init(api: any ClusterAPI, clock: any ClusterClock) { (self.api, self.clock) = (api, clock) }

    /// Tells of something that went as it should.
    func tell(
        _ pod: KubeObject,
        _ container: ContainerSpec?,
        _ reason: String,
        _ message: String
    ) async {
        await tell(pod, container, .normal, reason, message)
    }

    func tell(
        _ pod: KubeObject,
        _ container: ContainerSpec?,
        _ severity: EventRecorder.Severity,
        _ reason: String,
        _ message: String
    ) async {
        let node = PodSpec(pod).nodeName
        let recorder =
            recorders[node]
            ?? EventRecorder(api: api, clock: clock, source: EventRecorder.Source("kubelet", host: node))
        recorders[node] = recorder
        await recorder.record(pod, severity, reason, message, field: container?.fieldPath)
    }
}
