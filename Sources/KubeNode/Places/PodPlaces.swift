import EngineAPI

/// How the pods of a node get their network from an engine.
protocol PodPlaces: Sendable {
    /// Makes a pod's network before its containers, and keeps it until it is closed.
    func open(_ request: PlaceRequest) async throws -> PodPlace
    /// Takes a pod's network away; nothing where there is none.
    func close(_ place: PodPlace) async
    /// Says which services there are.
    func setServices(_ services: [VirtualService]) async
    /// Connects to a port of a pod, as from its own loopback.
    func connect(to place: PodPlace, port: Int) async throws -> ByteConnection
    /// Connects to one of the pods behind a service, by its address in the cluster or its name in full.
    func connect(toService host: String, port: Int) async throws -> ByteConnection
    /// Lays files into a volume of a pod's.
    func write(_ archive: [UInt8], intoVolume name: String, of place: PodPlace) async throws
    /// Lets everybody write into a volume of a pod's.
    func open(volume name: String, of place: PodPlace) async throws
    /// Sets what a container's description says of its network.
    func set(_ creation: inout ContainerCreation, in place: PodPlace)
}

/// A pod that is to get a network.
struct PlaceRequest: Hashable, Sendable {
    /// Names the pod in the engine.
    var name: String
    var hostName: String
    var namespace: String
    /// The headless service that it has a name in full by; empty for none.
    var subdomain: String
    /// Further names for addresses.
    var aliases: [HostAlias]
    /// Where names are looked up: `ClusterFirst`, `Default` or `None`.
    var dnsPolicy: String
    var labels: [String: String]
    /// The engine's volumes whose files the kubelet writes.
    var volumes: [String]

    /// What is appended to names that aren't found as they are.
    var searches: [String] {
        guard dnsPolicy.hasPrefix("ClusterFirst") else { return [] }
        return ["\(namespace).svc.\(Self.domain)", "svc.\(Self.domain)", Self.domain]
    }

    /// Its host's name in full; nil where it has none.
    var fullName: String? {
        subdomain.isEmpty ? nil : "\(hostName).\(subdomain).\(namespace).svc.\(Self.domain)"
    }

    /// The addresses of the further names.
    var hosts: [String: String] {
        Dictionary(aliases.flatMap { alias in alias.names.map { ($0, alias.address) } }) { $1 }
    }

    static let domain = "cluster.local"
    /// Where the cluster's names are looked up.
    static let server = "10.96.0.10"
}

/// An entry of a pod's `hostAliases`.
struct HostAlias: Hashable, Sendable {
    var address: String
    var names: [String]
}

/// The network of a pod.
struct PodPlace: Hashable, Sendable {
    var request: PlaceRequest
    var address: String
    /// What the engine knows it by: a place's name, or the id of the container that holds it.
    var engineName: String
}
