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
    /// Takes files and folders out of a volume of a pod's.
    func remove(_ paths: [String], fromVolume name: String, of place: PodPlace) async throws
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
    /// How its programs look names up.
    var resolver: PodResolver
    var labels: [String: String]
    /// The engine's volumes whose files the kubelet writes.
    var volumes: [String]
    /// Whether its programs call their host by its name in full.
    var usesFullName = false

    /// Its host's name in full; nil where it has none.
    var fullName: String? {
        subdomain.isEmpty ? nil : "\(hostName).\(subdomain).\(namespace).svc.\(Self.domain)"
    }

    /// What its programs call their host.
    var shownName: String { usesFullName ? fullName ?? hostName : hostName }

    /// The addresses of the further names.
    var hosts: [String: String] {
        Dictionary(aliases.flatMap { alias in alias.names.map { ($0, alias.address) } }) { $1 }
    }

    static let domain = "cluster.local"
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
