import EngineAPI
import KubeAPI

/// How a pod's programs look names up: what its `dnsPolicy` gives, with what its `dnsConfig` adds.
struct PodResolver: Hashable, Sendable {
    var servers: [String] = []
    /// What is appended to names that aren't found as they are.
    var searches: [String] = []
    var options: [String] = []

    /// Where the cluster's names are looked up.
    static let clusterServer = "10.96.0.10"
    /// Where a node itself looks names up: the engine's own resolver.
    static let nodeServer = "127.0.0.11"
    /// A resolver takes no more servers than these: a kubelet leaves the rest out.
    private static let mostServers = 3

    init() {}

    /// - Parameters:
    ///   - policy: `ClusterFirst`, `ClusterFirstWithHostNet`, `Default` or `None`.
    ///   - config: The pod's `dnsConfig`.
    ///   - namespace: The namespace whose names are found first.
    init(policy: String, config: JSON?, namespace: String) {
        let isCluster = policy.hasPrefix("ClusterFirst")
        let more = config?["nameservers"]?.texts ?? []
        if isCluster {
            let domain = PlaceRequest.domain
            servers = [Self.clusterServer]
            searches = ["\(namespace).svc.\(domain)", "svc.\(domain)", domain]
            options = ["ndots:5"]
        } else if policy != "None", !more.isEmpty {
            // Without more of them the engine writes its own by itself.
            servers = [Self.nodeServer]
        }
        servers = Array(Self.unique(servers + more).prefix(Self.mostServers))
        searches = Self.unique(searches + (config?["searches"]?.texts ?? []))
        for option in config?["options"]?.elements ?? [] { set(option) }
    }

    /// The servers that aren't the cluster's or the node's own: those that an engine with a resolver of its own is told of.
    var otherServers: [String] { servers.filter { $0 != Self.clusterServer && $0 != Self.nodeServer } }

    /// An option of the pod's takes the place of one that it would have by itself.
    private mutating func set(_ option: JSON) {
        guard let name = option["name"]?.text, !name.isEmpty else { return }
        let word = option["value"]?.text.map { $0.isEmpty ? name : "\(name):\($0)" } ?? name
        let old = options.firstIndex { $0 == name || $0.hasPrefix(name + ":") }
        if let old { options[old] = word } else { options.append(word) }
    }

    private static func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }
}
