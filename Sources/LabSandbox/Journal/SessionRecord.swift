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
    /// What made it: `up`, `shell`, `run`.
    public var purpose: String

    /// Whether the process that holds it still runs.
    public var isAlive: Bool { holder.isAlive }
}

extension SessionRecord {
    /// Sends the process that holds it a signal.
    public func signalHolder(_ number: Int32) { holder.signal(number) }
}
