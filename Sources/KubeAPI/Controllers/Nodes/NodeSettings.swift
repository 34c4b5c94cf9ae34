/// A simulated node: what it is called and how much it holds.
public struct NodeSettings: Hashable, Sendable {
    public var name: String
    /// Labels beside those that every node has.
    public var labels: [String: String]
    /// Taints as `kubectl taint` writes them: `key=value:NoSchedule`.
    public var taints: [String]
    /// As objects write amounts: `8`, `16Gi`.
    public var cpu: String
    public var memory: String
    public var storage: String
    /// How many pods it takes at most.
    public var pods: Int
    /// Its `InternalIP`.
    public var address: String
    /// The addresses of its pods: `10.244.0.0/24`.
    public var podNetwork: String
    /// As Go names it: `amd64`.
    public var architecture: String
    public var kubeletVersion: String
    public var osImage: String
    public var kernelVersion: String
    /// As a kubelet names what runs its containers: `containerd://1.7.24`.
    public var runtimeVersion: String

    public init(
        name: String = "slidectl",
        labels: [String: String] = [:],
        taints: [String] = [],
        cpu: String = "8",
        memory: String = "16Gi",
        storage: String = "100Gi",
        pods: Int = 110,
        address: String = "192.168.49.2",
        podNetwork: String = "10.244.0.0/24",
        architecture: String = "amd64",
        kubeletVersion: String = KubernetesVersion.text,
        osImage: String = "Debian GNU/Linux 13 (trixie)",
        kernelVersion: String = "6.12.0",
        runtimeVersion: String = "containerd://1.7.24"
    ) {
        self.name = name
        self.labels = labels
        self.taints = taints
        self.cpu = cpu
        self.memory = memory
        self.storage = storage
        self.pods = pods
        self.address = address
        self.podNetwork = podNetwork
        self.architecture = architecture
        self.kubeletVersion = kubeletVersion
        self.osImage = osImage
        self.kernelVersion = kernelVersion
        self.runtimeVersion = runtimeVersion
    }
}
