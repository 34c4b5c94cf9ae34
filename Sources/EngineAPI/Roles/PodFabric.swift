/// What an embedded engine can do for the pods of a cluster, beyond what the Engine API has words for.
///
/// A place is a network of its own with one address, which containers share by the network mode `container:NAME`; it is
/// there before its containers and while they are started anew. In places, names and virtual addresses of services lead
/// to other places. Nothing outside of them sees any of this.
public protocol PodFabric: Sendable {
    /// Makes a place.
    ///
    /// - Throws: `EngineError` of kind `conflict` where the name or the address is taken.
    func openPlace(_ place: NetworkPlace) async throws
    /// Takes a place away; whoever is connected to it is cut off.
    func closePlace(_ name: String) async
    /// Says which services there are, in place of what was said before.
    func setServices(_ services: [VirtualService]) async
    /// Connects to a port, as a process in a place would; from nowhere in particular where none is named.
    ///
    /// - Throws: `EngineError`: `dial tcp HOST:PORT: connect: connection refused` and its like.
    func connect(from place: String?, to host: String, port: Int) async throws -> ByteConnection
    /// Lays files into a volume that is there.
    func writeArchive(intoVolume name: String, _ archive: ByteStream) async throws
    /// Takes files and folders out of a volume that is there; what isn't in it is passed over.
    func removeFiles(_ paths: [String], fromVolume name: String) async throws
    /// Lets everybody write into a volume that is there.
    func openVolume(_ name: String) async throws
}

/// A place in the network of a cluster's pods.
public struct NetworkPlace: Hashable, Sendable {
    public var name: String
    /// What its processes call their host.
    public var hostName: String
    /// An IPv4 address that nobody else has.
    public var address: String
    /// What is appended to a name, one after the other, where the name alone isn't known.
    public var searches: [String]
    /// Addresses of further names, by name.
    public var hosts: [String: String]
    /// What its containers have as `/etc/hosts`.
    public var hostsFile: String

    public init(
        name: String,
        hostName: String,
        address: String,
        searches: [String] = [],
        hosts: [String: String] = [:],
        hostsFile: String = ""
    ) {
        self.name = name
        self.hostName = hostName
        self.address = address
        self.searches = searches
        self.hosts = hosts
        self.hostsFile = hostsFile
    }
}

/// A service, as the network of a cluster's pods knows it.
public struct VirtualService: Hashable, Sendable {
    /// Where a connection to a port of the service's may end.
    public struct Backend: Hashable, Sendable {
        public var address: String
        public var port: Int

        public init(address: String, port: Int) {
            self.address = address
            self.port = port
        }
    }

    /// Its name in full: `web.default.svc.cluster.local`.
    public var name: String
    /// What the name resolves to: the virtual address, or those of the places behind a service without one.
    public var addresses: [String]
    /// Another name that it stands for; nil but for services outside of the cluster.
    public var alias: String?
    /// The backends of each port of the virtual address, in turn; a port without any is refused.
    public var ports: [Int: [Backend]]

    public init(
        name: String,
        addresses: [String],
        alias: String? = nil,
        ports: [Int: [Backend]] = [:]
    ) {
        self.name = name
        self.addresses = addresses
        self.alias = alias
        self.ports = ports
    }
}
