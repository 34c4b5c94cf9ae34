import Synchronization

/// A host in memory: a container's network.
public final class SimHost: ProcessNetwork {
    private struct WeakListener {
        weak var listener: SimListener?
        /// Tells it from a later one of the same port.
        let turn: Int
    }

    private struct State {
        var ports: [Int: WeakListener] = [:]
        var lastTurn = 0
        var extraHosts: [String: String] = [:]
        var directory: (any NetworkDirectory)?
    }

    let id: Int
    /// What it calls itself.
    public let name: String
    private let network: SimNetwork
    private let state = Mutex(State())

    init(id: Int, name: String, network: SimNetwork) {
        self.id = id
        self.name = name
        self.network = network
    }

    deinit { network.forget(id) }

    public var addresses: [String] { network.seats(of: id).map(\.address) }

    public var cards: [NetworkCard] {
        [.loopback]
            + network.seats(of: id).enumerated().map { index, seat in
                NetworkCard(
                    name: "eth\(index)",
                    address: seat.address,
                    prefix: seat.prefix,
                    hardware: seat.hardware
                )
            }
    }

    public var gateway: String? { network.seats(of: id).compactMap(\.gateway).first }

    /// The ports that are listened on, sorted.
    public var ports: [Int] {
        state.withLock { $0.ports.filter { $0.value.listener?.isClosed == false }.keys.sorted() }
    }

    /// Names for addresses, as `--add-host` gives them.
    public func addHost(_ name: String, address: String) { state.withLock { $0.extraHosts[name] = address } }

    /// Gives the host a further source of names and addresses, which is asked before its networks.
    public func setDirectory(_ directory: any NetworkDirectory) {
        state.withLock { $0.directory = directory }
    }

    /// Closes all ports, as the end of a container does.
    public func closeAll() {
        let listeners = state.withLock { state in state.ports.values.compactMap(\.listener) }
        for listener in listeners { listener.close() }
    }

    public func listen(on port: Int) throws(NetworkError) -> any NetworkListener {
        guard (1...65_535).contains(port) else { throw .unreachable }
        let turn = state.withLock { state in
            state.lastTurn &+= 1
            return state.lastTurn
        }
        let listener = SimListener { [weak self] in self?.free(port, turn) }
        // The old listener is let go of outside the lock: its end takes the lock.
        let old = state.withLock { state in
            let old = state.ports[port]?.listener
            if old == nil { state.ports[port] = WeakListener(listener: listener, turn: turn) }
            return old
        }
        if old != nil { throw .addressInUse }
        return listener
    }

    private func free(_ port: Int, _ turn: Int) {
        state.withLock { state in
            if state.ports[port]?.turn == turn { state.ports[port] = nil }
        }
    }

    public func connect(to host: String, port: Int) async throws(NetworkError) -> any NetworkConnection {
        let isAddress = Self.isAddress(host)
        let found = await resolve(host)
        guard var address = found.first else { throw isAddress ? .unreachable : .unknownHost }
        var port = port
        if let route = try state.withLock(\.directory)?.route(to: address, port: port) {
            (address, port) = route
        }
        if isOwn(address) { return try call(self, from: address, to: address, port) }
        let neighbour = network.neighbours(of: id).first { $0.seat.address == address }
        guard let neighbour, let called = network.host(neighbour.host) else { throw .unreachable }
        let own = network.seats(of: id).first { $0.network == neighbour.seat.network }
        return try call(called, from: own?.address ?? "0.0.0.0", to: address, port)
    }

    private func call(
        _ called: SimHost,
        from: String,
        to address: String,
        _ port: Int
    ) throws(NetworkError)
        -> any NetworkConnection
    {
        let listener = called.state.withLock { $0.ports[port]?.listener }
        let (mine, theirs) = SimConnection.pair(caller: from, called: address)
        guard let listener, listener.offer(theirs) else { throw .refused }
        return mine
    }

    public func resolve(_ name: String) async -> [String] {
        if Self.isAddress(name) { return [name] }
        let plain = name.utf8.last == UInt8(ascii: ".") ? String(name.dropLast()) : name
        if plain == "localhost" { return ["127.0.0.1"] }
        if let extra = state.withLock({ $0.extraHosts[plain] }) { return [extra] }
        if let found = state.withLock(\.directory)?.addresses(of: plain), !found.isEmpty { return found }
        let seats = network.neighbours(of: id).map(\.seat)
        let named = seats.filter { seat in
            seat.names.contains { $0.lowercased() == plain.lowercased() }
                || seat.names.contains { "\($0).\(seat.network)".lowercased() == plain.lowercased() }
        }
        if named.isEmpty, plain == self.name { return addresses.isEmpty ? ["127.0.0.1"] : addresses }
        return named.map(\.address)
    }

    private func isOwn(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "0.0.0.0" || address == "::1" || addresses.contains(address)
    }

    private static func isAddress(_ host: String) -> Bool {
        if host.utf8.contains(UInt8(ascii: ":")) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
