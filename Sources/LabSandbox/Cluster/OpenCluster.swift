import LabGrader

/// The cluster of a session while that is open.
struct OpenCluster: Sendable {
    /// As checks ask it.
    let session: SessionCluster
    /// What of it is open at the session's address.
    let ports: ClusterPorts
    /// The kubeconfig, for a server that is reached at an address.
    let kubeconfig: @Sendable (_ host: String, _ port: UInt16) -> String
    /// Serves it until the task is cancelled; tells once it can be reached.
    let serve: @Sendable (_ onReady: @escaping @Sendable () -> Void) async throws -> Void
    /// Takes it away, which a cancelled task does, too.
    let end: @Sendable () async -> Void

    /// The port of its API server as commands inside see it.
    static let serverPort: UInt16 = 6443
}
