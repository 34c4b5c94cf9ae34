import EngineGate
import Host

/// Finds the ports that a session's containers and its cluster publish.
struct OpenPorts: Sendable {
    let gate: EngineGate
    let cluster: ClusterPorts?

    /// The ports that are published now: each the number that was asked for, and the one that the engine opened.
    func all() async throws -> PublishedPorts.Ports {
        var ports: PublishedPorts.Ports = [:]
        for port in try await gate.publishedPorts() {
            guard let transport = ForwardedPort.Transport(rawValue: port.transport),
                let asked = UInt16(exactly: port.asked), let opened = UInt16(exactly: port.opened)
            else { continue }
            ports[ForwardedPort(asked, transport)] = opened
        }
        let clusters = (cluster?.current ?? [:]).map { (ForwardedPort($0.key), $0.value) }
        // What a container publishes under the same number is what commands mean.
        return ports.merging(clusters) { published, _ in published }
    }
}
