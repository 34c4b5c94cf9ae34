package import Host

/// What is known of a session beside the session itself, so that it can be taken away without it.
public struct SessionRecord: Codable, Hashable, Sendable {
    public var id: String
    /// The process that holds the session.
    package var holder: ProcessIdentity
    /// The engine's socket.
    public var engineSocket: String
    /// What the engine is, for people: `docker 20.10.24`.
    public var engine: String
    /// The session's own socket.
    public var socket: String
    public var workspace: String
    /// Whether the workspace was made for the session and goes with it.
    public var ownsWorkspace: Bool
    /// The address at which published ports listen.
    public var loopback: String
    /// In seconds since 1970.
    public var started: Double
    /// When it ends by itself, in seconds since 1970; nil for never.
    public var ends: Double?
    /// The real cluster in which it has a namespace; nil for none.
    public var cluster: ClusterRecord?
    /// What made it: `up`, `shell`, `run`.
    public var purpose: String

    /// Whether the process that holds it still runs.
    public var isAlive: Bool { holder.isAlive }
}

/// How a real cluster is reached again, to take a session's namespace away.
public struct ClusterRecord: Codable, Hashable, Sendable {
    /// The context of the kubeconfig; nil for the one that is current.
    public var context: String?
    /// The caller's `KUBECONFIG`; nil for the usual place.
    public var kubeconfig: String?
}

extension SessionRecord {
    /// Sends the process that holds it a signal.
    public func signalHolder(_ number: Int32) { holder.signal(number) }
}
