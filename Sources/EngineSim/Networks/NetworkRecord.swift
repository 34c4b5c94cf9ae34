import EngineAPI
import SimShell

/// A network, as the engine keeps it.
struct NetworkRecord: Hashable, Sendable {
    let id: String
    let name: String
    let created: WallTime
    let driver: String
    var subnet: Subnet?
    var gateway: UInt32?
    /// The part of the subnet that addresses are given out of.
    var range: Subnet?
    var ipamOptions: [String: String]?
    /// Whether the subnet was asked for: only then may addresses be, too.
    var hasOwnSubnet = false
    var isInternal = false
    var isAttachable = false
    var hasIPv6 = false
    var options: [String: String] = [:]
    var labels: [String: String] = [:]
    var isPredefined = false
    /// The addresses given out, by container.
    var addresses: [String: UInt32] = [:]
    private var next: UInt32?

    init(id: String, name: String, created: WallTime, driver: String) {
        (self.id, self.name, self.created, self.driver) = (id, name, created, driver)
    }

    /// Refuses an address that is asked for where none may be.
    func check(asked settings: EndpointSettings) throws(EngineError) {
        guard let address = settings.ipamConfig?.ipv4Address, !address.isEmpty else { return }
        var reasons: [String] = []
        if isPredefined {
            reasons.append("user specified IP address is supported on user defined networks only")
        }
        if !hasOwnSubnet {
            reasons.append(
                "user specified IP address is supported only when connecting to networks with user configured subnets"
            )
        }
        guard let first = reasons.first else { return }
        let text = reasons.count == 1 ? first : reasons.map { "* \($0)" }.joined(separator: "\n")
        throw EngineError(.badRequest, "invalid endpoint settings:\n\(text)")
    }

    /// Gives an address to a container: the one asked for, or the next free one.
    mutating func lease(to container: String, asked: UInt32?) throws(EngineError) -> UInt32? {
        guard let subnet else { return nil }
        if let address = addresses[container], asked == nil || asked == address { return address }
        let taken = Set(addresses.values)
        if let asked {
            guard subnet.contains(asked) else {
                throw EngineError(
                    .badRequest,
                    "invalid config for network \(name): invalid endpoint settings:\nno configured subnet contains IP address \(Subnet.text(asked))"
                )
            }
            guard !taken.contains(asked), asked != gateway else {
                throw EngineError(.forbidden, "Address already in use")
            }
            addresses[container] = asked
            return asked
        }
        let pool = range ?? subnet
        let first = max(pool.base, subnet.base + 1)
        var candidate = next ?? first
        for _ in 0...taken.count + 4 {
            if candidate < first || candidate >= pool.last { candidate = first }
            if !taken.contains(candidate), candidate != gateway {
                addresses[container] = candidate
                next = candidate + 1
                return candidate
            }
            candidate += 1
        }
        throw EngineError(
            .failed,
            "no available IPv4 addresses on this network's address pools: \(name) (\(id))"
        )
    }

    /// Takes an address back.
    mutating func release(_ container: String) {
        guard let address = addresses.removeValue(forKey: container) else { return }
        // The lowest free address is the next to go, as under a real engine after a while.
        if let next, address < next { self.next = address }
    }

    /// The network in a list or alone.
    func details(_ members: [String: NetworkDetails.Member]) -> NetworkDetails {
        NetworkDetails().with {
            ($0.name, $0.id, $0.created) = (name, id, Timestamp.text(created))
            ($0.scope, $0.driver) = ("local", driver)
            ($0.enableIPv4, $0.enableIPv6) = (true, hasIPv6)
            $0.ipam.driver = "default"
            $0.ipam.options = ipamOptions
            $0.ipam.config = subnet.map { subnet in
                [
                    IPAM.Pool().with {
                        $0.subnet = subnet.description
                        $0.gateway = gateway.map(Subnet.text)
                        $0.ipRange = range?.description
                    }
                ]
            }
            ($0.isInternal, $0.isAttachable, $0.containers) = (isInternal, isAttachable, members)
            ($0.options, $0.labels) = (options, labels)
        }
    }
}

extension NetworkDetails {
    fileprivate var isAttachable: Bool {
        get { attachable }
        set { attachable = newValue }
    }
}

/// A container's place in a network.
struct Endpoint: Hashable, Sendable {
    var networkID: String
    var networkName: String
    /// What the client asked for, given back as it came.
    var settings: EndpointSettings
    var endpointID = ""
    var address: UInt32?
    var prefix = 0
    var gateway: UInt32?
    var mac = ""

    var isJoined: Bool { !endpointID.isEmpty }

    /// Whether it is in the network of a name or an id.
    func isIn(_ network: String) -> Bool { networkID == network || networkName == network }
}
