import EngineAPI
import Foundation
import HTTPWire
import KubeAPI
import LabGrader

extension OpenCluster {
    /// A namespace of a real cluster, for one session.
    ///
    /// Inside a session nothing leads out of the machine, so its API server is reached through a port of the session's.
    static func real(
        _ record: SessionRecord,
        _ namespace: ClusterNamespace,
        lifetime: Int
    ) async throws -> OpenCluster {
        let config = try await namespace.make(lifetime: lifetime)
        guard let json = try? JSON(Array(config.utf8)),
            let address = json["clusters"]?.elements?.first?["cluster"]?["server"]?.text,
            let server = URL(string: address), let host = server.host
        else { throw SandboxError("the kubeconfig names no server") }
        let port = server.port ?? (server.scheme == "http" ? 80 : 443)
        let ports = ClusterPorts()
        return OpenCluster(
            session: SessionCluster(KubectlCluster(program: namespace.program), namespace: namespace.name),
            ports: ports,
            kubeconfig: { own, opened in
                relayed(json, scheme: server.scheme ?? "https", to: own, opened, named: host)
            },
            serve: { onReady in
                let listener = try await StreamListener.open(host: record.loopback, port: 0) { caller in
                    await TCPRelay.run(caller, to: host, port)
                }
                ports.change { $0[serverPort] = UInt16(clamping: listener.port) }
                onReady()
                // The listener lives as long as this task.
                while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
                await Task { await listener.close() }.value
            },
            // The namespace goes with the session, whose journal knows of it.
            end: {}
        )
    }

    /// A kubeconfig that goes through the session's port; the server's certificate still has to be its own.
    private static func relayed(
        _ config: JSON,
        scheme: String,
        to host: String,
        _ port: UInt16,
        named server: String
    ) -> String {
        var config = config
        guard var entry = config["clusters"]?.elements?.first, var cluster = entry["cluster"] else {
            return ""
        }
        cluster.set(.string("\(scheme)://\(host):\(port)"), at: ["server"])
        if scheme == "https", cluster["tls-server-name"] == nil {
            cluster.set(.string(server), at: ["tls-server-name"])
        }
        entry.set(cluster, at: ["cluster"])
        config.set(.array([entry]), at: ["clusters"])
        return String(decoding: config.bytes, as: UTF8.self) + "\n"
    }
}
