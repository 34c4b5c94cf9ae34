/// The network as a process sees it.
public protocol ProcessNetwork: Sendable {
    /// The container's own addresses, the loopback one not among them.
    var addresses: [String] { get }
    /// The loopback card, and one for each network.
    var cards: [NetworkCard] { get }
    /// The address that leads out; nil where none does.
    var gateway: String? { get }
    /// Takes a TCP port on all of the container's addresses.
    ///
    /// - Throws: ``NetworkError/addressInUse`` where a process of the container has it.
    func listen(on port: Int) throws(NetworkError) -> any NetworkListener
    /// Connects to a port of a host, by name or address; `localhost` is the container itself.
    func connect(to host: String, port: Int) async throws(NetworkError) -> any NetworkConnection
    /// The addresses of a name, as the network's DNS gives them; empty where it has none.
    func resolve(_ name: String) async -> [String]
}

/// A port that is listened on.
public protocol NetworkListener: Sendable {
    /// The next caller; nil when the listener is closed or its process ends.
    func accept() async -> (any NetworkConnection)?
    /// Hands every caller over from now on, those that wait first: a server with nobody to serve needs no task for that.
    ///
    /// `taker` is called where the caller connects, and must not wait. It is let go of when the listener is closed.
    func serve(_ taker: @escaping @Sendable (any NetworkConnection) -> Void)
    /// Gives the port up; whoever connects then is refused.
    func close()
}

/// A TCP connection: what is read and what is written.
public protocol NetworkConnection: ByteSource, ByteSink {
    /// The other side's address.
    var peer: String { get }
    /// Drops the connection.
    func close()
}

/// Why there is no connection.
public enum NetworkError: Error, Hashable, Sendable {
    case unknownHost
    case refused
    case unreachable
    case timedOut
    case addressInUse
}
