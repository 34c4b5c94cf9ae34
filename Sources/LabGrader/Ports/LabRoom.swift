public import EngineAPI
public import KubeAPI

/// Where a lab happens, as its grader sees it: commands run inside, questions are asked from outside.
///
/// Nothing that a command prints, writes or replaces stands between the grader and the answers.
public protocol LabRoom: Sendable {
    /// The session's world on the engine, over the grader's own connection.
    var engine: any ContainerEngine { get }
    /// The ports that the session publishes.
    var network: any NetworkProbe { get }
    /// The files of the workspace.
    var files: any WorkspaceFiles { get }
    /// Where the workspace lies, as commands inside name it; nil where nobody knows.
    var workspacePath: String? { get }
    /// What of the engine's results is only modelled; nil for an engine that does all that it says.
    var models: (any ModelledResults)? { get }
    /// The session's cluster, over the grader's own connection; nil for a session without one.
    var cluster: SessionCluster? { get }
    /// What the sandbox's rules refused so far, in the words that the client was told, oldest first; of very many the
    /// first ones.
    var refusals: [String] { get }
    /// Runs a command inside, and returns when it has ended or was told to leave.
    ///
    /// - Throws: ``RoomError`` where the command couldn't be started or its end not be seen.
    func run(_ command: RoomCommand) async throws -> RoomEnd
}

extension LabRoom {
    /// A real engine models nothing.
    public var models: (any ModelledResults)? { nil }
    public var cluster: SessionCluster? { nil }
    public var workspacePath: String? { nil }
    /// A room without rules refuses nothing.
    public var refusals: [String] { [] }
}

/// A cluster, and the part of it that is the session's.
public struct SessionCluster: Sendable {
    public var api: any ClusterAPI
    /// The namespace that commands and checks mean where they name none.
    public var namespace: String

    public init(_ api: any ClusterAPI, namespace: String = "default") {
        (self.api, self.namespace) = (api, namespace)
    }
}

/// The room failed, not the student: no verdict follows from it.
public struct RoomError: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
}
