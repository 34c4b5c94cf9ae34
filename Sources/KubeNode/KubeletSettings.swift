public import KubeAPI

/// How a kubelet does its work.
public struct KubeletSettings: Sendable {
    /// The nodes whose pods it runs; nil for all nodes of the cluster.
    public var nodes: Set<String>?
    /// What the names of containers, volumes and networks that it makes begin with.
    ///
    /// Two clusters on one engine need different ones.
    public var prefix = "k8s_"
    /// What is put on all that it makes beside its own labels.
    public var labels: [String: String] = [:]
    /// How statuses name the runtime: `containerd://HEX`.
    public var runtime = "containerd"
    /// Whether pods get containers that hold their network even where the engine has places for pods.
    public var usesHolders = false
    /// The image of the container that holds a pod's network where the engine has no places for pods.
    ///
    /// It needs `sh`, `cat`, `chmod`, `shuf` and `nc`.
    public var holderImage = "busybox"
    /// Makes a token of a service account that holds from a moment on; empty where the cluster knows none.
    ///
    /// It is asked again and again for the same one, and makes that.
    public var token: @Sendable (_ account: KubeObject, _ start: KubeTime) -> String = { _, _ in "" }
    /// How often files that come from objects are looked at again.
    public var refresh = Duration.seconds(60)
    /// How long a status of a failure stands before the one that tells of its back-off.
    public var resync = Duration.seconds(1)

    public init() {}

    /// The label that says which cluster something belongs to; its value is the prefix.
    public static let clusterLabel = "io.kubernetes.cluster"
}
