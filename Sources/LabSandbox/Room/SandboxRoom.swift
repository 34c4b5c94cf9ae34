public import EngineAPI
import Host
public import LabGrader

/// A session as the grader of a lab sees it.
public struct SandboxRoom: LabRoom {
    private let session: SandboxSession
    /// What refusals begin with, so that clients tell whose they are.
    private static let mark = "slidectl: "
    /// The workspace, which files can be laid into, too.
    public let workspace: SessionFiles

    public var files: any WorkspaceFiles { workspace }
    public var workspacePath: String? { session.record.workspace }

    /// The session's world in the student's own names, over a connection that no student can reach.
    public var engine: any ContainerEngine { session.gate }
    public var models: (any ModelledResults)? { session.engine.embedded.map { EmbeddedModels(engine: $0) } }
    public var cluster: SessionCluster? { session.cluster?.session }
    public var refusals: [String] {
        session.refusals.messages.map { String($0.trimmingPrefix(Self.mark)) }
    }
    public var network: any NetworkProbe { SessionProbe(session: session) }

    /// A room of a session.
    ///
    /// - Throws: ``RoomError`` where the workspace can't be opened.
    public init(_ session: SandboxSession) throws {
        self.session = session
        workspace = try SessionFiles(workspace: session.record.workspace)
    }

    /// The folder and the variables that the command before left, as ``run(_:)`` keeps them; nil where there are none.
    public func shellState() async -> [UInt8]? {
        guard case .file(let bytes, _)? = try? await home?.read(ShellScript.state, limit: 1 << 20) else {
            return nil
        }
        return bytes
    }

    /// Gives the next command the folder and the variables that some earlier one left.
    public func setShellState(_ state: [UInt8]?) throws {
        if let state { try home?.write(ShellScript.state, state) } else { home?.remove(ShellScript.state) }
    }

    private var home: SessionFiles? { try? SessionFiles(workspace: session.home) }

    public func run(_ command: RoomCommand) async throws -> RoomEnd {
        var inside = SandboxCommand(["bash", "-c", ShellScript(command.script).text])
        inside.environment = ["COLUMNS": "120", "BUILDKIT_PROGRESS": "plain"]
        inside.outputLimit = command.outputLimit
        inside.timeLimits = command.limits.map { TimeLimit($0.name, .milliseconds($0.milliseconds)) }
        inside.onOutput = { stream, bytes in command.onOutput(stream == .output ? .output : .error, bytes) }
        inside.interruption = command.until
        do {
            if let typed = command.typed {
                let (end, lines) = try await session.runTyping(inside, typed)
                let text = lines.map { $0 + "\n" }.joined()
                command.onOutput(.output, Array(text.utf8)[...])
                return Self.end(end)
            }
            guard command.readsTerminal else { return Self.end(try await session.run(inside)) }
            let terminal = try BareTerminal()
            inside.input = terminal.input
            // A service reads nothing, and is interrupted when it has done its part.
            let typing = command.until == nil ? Task { try await terminal.endInput() } : nil
            defer { typing?.cancel() }
            let end = try await session.run(inside)
            return withExtendedLifetime(terminal) { Self.end(end) }
        } catch let error as SandboxError {
            throw RoomError(error.description)
        }
    }

    private static func end(_ end: CommandEnd) -> RoomEnd {
        switch end.cut {
        case nil: .exited(code: end.status)
        case .interruption: .left(code: end.status)
        case .some(let cut): .cut("\(cut)")
        }
    }
}
