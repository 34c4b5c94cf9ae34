/// Whose world a gate shows.
public struct GateSession: Hashable, Sendable {
    /// The session's id: 4 to 24 lower-case letters and digits.
    public let id: String
    /// Who owns it; kept as a label for people who look at the engine.
    public var owner: String
    /// The address of this machine on which the session's published ports listen.
    public var loopback: String
    /// The gate's own socket, for containers that ask for Docker's; nil to refuse that.
    public var socketPath: String?

    /// Makes a session; nil where the id isn't one.
    public init?(id: String, owner: String = "", loopback: String = "127.0.0.1", socketPath: String? = nil) {
        guard (4...24).contains(id.utf8.count),
            id.utf8.allSatisfy({
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            })
        else { return nil }
        self.id = id
        self.owner = owner
        self.loopback = loopback
        self.socketPath = socketPath
    }
}
