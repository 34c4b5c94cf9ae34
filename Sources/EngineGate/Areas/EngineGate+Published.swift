import EngineAPI

/// A port that a container publishes: the number that was asked for, and the one that is open on the session's address.
public struct PublishedPort: Hashable, Sendable {
    public var asked: Int
    public var opened: Int
    /// `tcp` or `udp`.
    public var transport: String
}

extension EngineGate {
    /// The ports that the session's running containers publish.
    public func publishedPorts() async throws -> [PublishedPort] {
        var query = ContainerListQuery()
        query.filters = ownLabels
        let containers = try await asking { try await engine.listContainers(query) }
        return containers.filter { owns($0.labels) }.flatMap { container in
            let open = container.ports.filter { $0.publicPort != nil && $0.ip == session.loopback }
            return view.askedPlaces(open, container.labels).flatMap { name, places in
                places.map { opened, place in
                    let transport = name.drop { $0 != "/" }.dropFirst()
                    return PublishedPort(asked: place.number, opened: opened, transport: String(transport))
                }
            }
        }
    }
}
