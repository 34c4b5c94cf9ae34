import EngineAPI

extension ContainerView {
    /// The ports of a list: the session's address stands for the one that the student named.
    func ports(_ ports: [ContainerSummary.Port], _ labels: [String: String]) -> [ContainerSummary.Port] {
        let places = askedPlaces(ports, labels)
        return ports.flatMap { port in
            guard let opened = port.publicPort, let place = places[port.name]?[opened] else { return [port] }
            return addresses(place.hostIP).map { address in
                port.with { ($0.ip, $0.publicPort) = (address, place.number) }
            }
        }
    }

    /// What was asked for behind each port that the engine opened, by the container's port.
    func askedPlaces(
        _ ports: [ContainerSummary.Port],
        _ labels: [String: String]
    ) -> [String: [Int: AskedPlace]] {
        let asked = asked(labels)
        return Dictionary(grouping: ports, by: \.name).reduce(into: [:]) { places, entry in
            let bindings = (asked?[entry.key] ?? nil) ?? []
            places[entry.key] = AskedPlace.found(entry.value.compactMap(\.publicPort), bindings)
        }
    }

    /// The ports of a running container.
    func bindings(
        _ bindings: [String: [PortBinding]?],
        _ labels: [String: String]?
    ) -> [String: [PortBinding]?]? {
        let asked = asked(labels)
        return bindings.reduce(into: [:]) { shown, entry in
            let opened = entry.value ?? []
            let places = AskedPlace.found(
                opened.compactMap { Int($0.hostPort) },
                (asked?[entry.key] ?? nil) ?? []
            )
            shown[entry.key] = .some(
                entry.value.map {
                    $0.flatMap { binding -> [PortBinding] in
                        guard let place = Int(binding.hostPort).flatMap({ places[$0] }) else {
                            return [binding]
                        }
                        return addresses(place.hostIP).map {
                            PortBinding(hostIP: $0, hostPort: String(place.number))
                        }
                    }
                }
            )
        }
    }

    /// The bindings as the student asked for them.
    func asked(_ labels: [String: String]?) -> [String: [PortBinding]?]? {
        labels?[SessionLabels.ports].flatMap(Self.read).flatMap { try? [String: [PortBinding]?](json: $0) }
    }

    /// The mounts as the student asked for them.
    func askedBinds(_ labels: [String: String]?) -> [String]? {
        labels?[SessionLabels.binds].flatMap(Self.read).flatMap { try? [String](json: $0) }
    }

    /// How the student asked for logs to be kept; without a wish that is the engine's usual way.
    func askedLog(_ labels: [String: String]?) -> LogConfig {
        labels?[SessionLabels.log].flatMap(Self.read).flatMap { try? LogConfig(json: $0) }
            ?? LogConfig(type: "json-file", config: [:])
    }

    private static func read(_ text: String) -> JSON? { try? JSON(Array(text.utf8)) }

    /// What an engine says where a port was asked for on this address.
    private func addresses(_ hostIP: String) -> [String] { hostIP.isEmpty ? ["0.0.0.0", "::"] : [hostIP] }
}

/// Where a student wanted a port to be, whatever place of the session's it got.
struct AskedPlace: Hashable, Sendable {
    var hostIP: String
    var number: Int

    /// Finds what was asked for behind each number that the engine opened for one port of a container.
    ///
    /// An engine lists its numbers in an order of its own; but what a definite number became is known. Ranges take of the
    /// rest what is theirs, and any number will do for those that named none.
    static func found(_ opened: [Int], _ asked: [PortBinding]) -> [Int: AskedPlace] {
        var rest = Set(opened).sorted()
        var found: [Int: AskedPlace] = [:]
        let wishes = asked.map { ($0.hostIP, Self.numbers($0.hostPort)) }
        let (definite, others) = (wishes.filter { $0.1?.count == 1 }, wishes.filter { $0.1?.count != 1 })
        let (ranges, free) = (others.filter { $0.1 != nil }, others.filter { $0.1 == nil })
        for (hostIP, numbers) in definite + ranges + free {
            for (index, opened) in rest.enumerated() {
                guard let number = Self.number(opened, among: numbers) else { continue }
                found[opened] = AskedPlace(hostIP: hostIP, number: number)
                rest.remove(at: index)
                break
            }
        }
        // What the gate itself published (-P).
        for opened in rest { found[opened] = AskedPlace(hostIP: "", number: opened) }
        return found
    }

    /// The number among those asked for that became the opened one; all were asked for where there are none.
    private static func number(_ opened: Int, among numbers: ClosedRange<Int>?) -> Int? {
        guard let numbers else { return opened }
        return [opened, ContainerPolicy.viewPort(opened)].first {
            numbers.contains($0) && ContainerPolicy.enginePort($0) == opened
        }
    }

    private static func numbers(_ hostPort: String) -> ClosedRange<Int>? {
        let ends = hostPort.split(separator: "-", maxSplits: 1).compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last, last > 0 else { return nil }
        return first...last
    }
}

extension ContainerSummary.Port {
    /// As bindings name it: `80/tcp`.
    fileprivate var name: String { "\(privatePort)/\(type)" }
}
