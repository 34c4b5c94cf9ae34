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
        try write(cluster.kubeconfig("127.0.0.1", OpenCluster.serverPort), to: folder + "/config")
        try write(cluster.kubeconfig(record.loopback, port), to: outerKubeconfig)
        for path in [folder, folder + "/config"] { student.own(path) }
    }

    /// A token is for nobody else's eyes.
    private func write(_ text: String, to path: String) throws {
        unlink(path)
        guard
            FileManager.default.createFile(
                atPath: path,
                contents: Data(text.utf8),
                attributes: [.posixPermissions: 0o600]
            )
        else { throw SandboxError("\(path) can't be written") }
    }
}
