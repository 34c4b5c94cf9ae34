import Synchronization

/// Networks in memory, and the hosts on them: who is on the same network as another can be called by it.
///
/// ```swift
/// let networks = SimNetwork()
/// let web = networks.host("web")
/// networks.join(web, "front", address: "172.18.0.2", names: ["web", "www"])
/// let listener = try web.listen(on: 80)
/// ```
public final class SimNetwork: Sendable {
    /// A host's place on a network.
    struct Seat {
        let network: String
        let address: String
        /// What the network's DNS calls it.
        let names: [String]
        let prefix: Int
        let hardware: String
        let gateway: String?
    }

    struct State {
        var seats: [Int: [Seat]] = [:]
        var hosts: [Int: WeakHost] = [:]
        var lastID = 0
    }

    /// A container's network lives as long as its container.
    struct WeakHost {
        weak var host: SimHost?
    }

    let state = Mutex(State())

    public init() {}

    /// A host that is on no network yet; it knows itself by its name.
    public func host(_ name: String) -> SimHost {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let host = SimHost(id: id, name: name, network: self)
        state.withLock { $0.hosts[id] = WeakHost(host: host) }
        return host
    }

    /// Lets go of what is known of a host that is no more.
    func forget(_ host: Int) {
        state.withLock { state in
            state.hosts[host] = nil
            state.seats[host] = nil
        }
    }

    /// Puts a host on a network, under an address and the names that the others there call it by.
    ///
    /// What its card there looks like may be said, too: the address's network bits, a hardware address, the way out.
    public func join(
        _ host: SimHost,
        _ network: String,
        address: String,
        names: [String],
        prefix: Int = 16,
        hardware: String? = nil,
        gateway: String? = nil
    ) {
        let seat = Seat(
            network: network,
            address: address,
            names: names,
            prefix: prefix,
            hardware: hardware ?? NetworkCard.hardware(for: address),
            gateway: gateway
        )
        state.withLock { state in
            state.seats[host.id, default: []].removeAll { $0.network == network }
            state.seats[host.id, default: []].append(seat)
        }
    }

    /// Takes a host off a network; connections that stand are left.
    public func leave(_ host: SimHost, _ network: String) {
        state.withLock { $0.seats[host.id]?.removeAll { $0.network == network } }
    }

    func seats(of host: Int) -> [Seat] { state.withLock { $0.seats[host] ?? [] } }

    /// The seats of all that share a network with a host, in the order of its own.
    func neighbours(of host: Int) -> [(host: Int, seat: Seat)] {
        state.withLock { state in
            (state.seats[host] ?? []).flatMap { own in
                state.seats.sorted { $0.key < $1.key }.flatMap { other in
                    other.value.filter { $0.network == own.network }.map { (host: other.key, seat: $0) }
                }
            }
        }
    }

    func host(_ id: Int) -> SimHost? { state.withLock { $0.hosts[id]?.host } }
}
