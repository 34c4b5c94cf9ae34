import Foundation
import Glibc
import Host

extension SandboxSession {
    /// The kubeconfig for commands outside.
    var outerKubeconfig: String { request.places.folder(of: record.id) + "/kubeconfig" }

    /// Writes the kubeconfigs of the session's cluster, once it can be reached: one for commands inside, one for
    /// those outside.
    func writeKubeconfigs() throws {
        guard let cluster, let port = cluster.ports.current[OpenCluster.serverPort] else { return }
        let folder = home + "/.kube"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // A token is for nobody else's eyes.
        let inner = cluster.kubeconfig("127.0.0.1", OpenCluster.serverPort)
        try EphemeralFile.write(inner, to: folder + "/config", mode: 0o600)
        try EphemeralFile.write(cluster.kubeconfig(record.loopback, port), to: outerKubeconfig, mode: 0o600)
        for path in [folder, folder + "/config"] { student.own(path) }
    }
}
