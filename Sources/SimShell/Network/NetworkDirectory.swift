/// What a host asks beside its network's own names and addresses: the names and the virtual addresses of a cluster.
public protocol NetworkDirectory: Sendable {
    /// The addresses of a name; empty where it is unknown.
    func addresses(of name: String) -> [String]
    /// Who answers a call to a virtual address; nil where the address is none.
    func route(to address: String, port: Int) throws(NetworkError) -> (address: String, port: Int)?
}
