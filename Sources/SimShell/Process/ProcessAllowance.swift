/// What a container's host lets its processes do and have, as far as they can tell.
public struct ProcessAllowance: Hashable, Sendable {
    /// Whether root may give files to others.
    public var changesOwners = true
    /// The files that a process may have open.
    public var openFiles = 1_048_576
    /// What a process may raise that to.
    public var mostOpenFiles = 1_048_576

    public init() {}
}
