/// Why a session can't be had or can't do its work, in words for its user, with the way out.
public struct SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
