import EngineAPI
import EngineGate
import Foundation
import HTTPWire
import KubeAPI
import KubeNode
import KubeServer
import LabGrader
import WireSecurity

extension OpenCluster {
    /// The cluster that we bring, for one session.
    ///
    /// - Parameters:
    ///   - record: The session.
    ///   - gate: The session's world on a real engine.
    ///   - engine: The engine itself: an embedded one is all the session's, so its pods need no gate.
    /// - Returns: The cluster, which does nothing before it is served and asked.
    /// - Throws: What is wrong with the certificate.
    static func embedded(
        _ record: SessionRecord,
        _ gate: EngineGate,
        _ engine: OpenEngine
    ) throws -> OpenCluster {
        var settings = KubeletSettings()
        if engine.embedded != nil { settings.labels = ["dev.slidectl.session": record.id] }
        let tokens = ServiceTokens()
        settings.token = { tokens.token(of: $0, from: $1) }
        let identity = try ServerIdentity(
            names: ["localhost", "kubernetes"],
            addresses: ["127.0.0.1", record.loopback]
        )
        let ports = ClusterPorts()
        let cluster = EmbeddedCluster(
            engine: engine.embedded ?? gate,
            fabric: engine.embedded,
            settings: settings,
            authority: identity.certificate,
            nodePorts: NodePorts(address: record.loopback, ports: ports)
        )
        let door = ClusterSwitch { () async throws(StatusError) in try await cluster.running() }
        let token = UUID().uuidString + UUID().uuidString
        let server = KubeServer(
            door,
            streams: door,
            clock: SystemClusterClock(),
            at: .tcp(host: record.loopback, port: 0),
            access: .token(token),
            tokens: tokens,
            underlay: { try identity.secure($0) },
            pages: { path throws(StatusError) in
                try await ClusterSteering(cluster: cluster, ports: ports, token: token).answer(path)
            }
        )
        return OpenCluster(
            session: SessionCluster(door),
            ports: ports,
            kubeconfig: { host, port in
                Kubeconfig(
                    server: "https://\(host):\(port)",
                    name: "minikube",
                    token: token,
                    authority: identity.certificate
                ).text
            },
            serve: { onReady in
                try await server.run { port in
                    ports.change { $0[serverPort] = UInt16(clamping: port) }
                    onReady()
                }
            },
            end: { await cluster.end() }
        )
    }
}

/// What the session's `minikube` asks: `/slidectl/cluster/VERB`.
struct ClusterSteering: Sendable {
    let cluster: EmbeddedCluster
    let ports: ClusterPorts
    let token: String

    /// The text of a page; nil for a path that is none of ours.
    ///
    /// - Throws: ``StatusError`` 404 where there is no cluster.
    func answer(_ path: [String]) async throws(StatusError) -> String? {
        guard path.count == 3, path[0] == "slidectl", path[1] == "cluster" else { return nil }
        switch path[2] {
        case "start": await cluster.start()
        case "stop": await cluster.stop()
        case "delete": await cluster.delete()
        case "state":
            guard let word = await cluster.word else {
                throw StatusError(404, "NotFound", "there is no cluster: `minikube start` makes one")
            }
            return word
        case "dashboard": return "https://127.0.0.1:\(OpenCluster.serverPort)/dashboard?token=\(token)\n"
        default: return nil
        }
        return "ok\n"
    }
}
