import Glibc
import LabGrader
import LabSandbox
import SystemPackage

/// What a session has when a step begins, so that the step can begin once more.
struct StepStart: Sendable {
    struct File: Hashable, Sendable {
        var bytes: [UInt8]
        var isProgram: Bool
    }

    let engine: EngineMark
    /// The workspace's files; nil where there is more than anybody writes by hand.
    let files: [String: File]?
    private let shellState: [UInt8]?

    /// Looks at a session.
    ///
    /// - Parameters:
    ///   - session: The session.
    ///   - room: The same, as a grader sees it.
    ///   - keepsFiles: Whether the workspace is the session's own, whose files can be put back.
    /// - Throws: `RoomError` where the engine doesn't answer.
    init(_ session: SandboxSession, _ room: SandboxRoom, keepsFiles: Bool = true) async throws {
        engine = try await EngineMark(room.engine)
        shellState = await room.shellState()
        files = keepsFiles ? try? Self.files(in: session.record.workspace) : nil
    }

    /// Puts a session back: what was made since is removed, and files are as they were.
    ///
    /// - Returns: What can't be as it was, a line each.
    /// - Throws: `RoomError` where the engine or the workspace fails.
    func restore(_ session: SandboxSession, _ room: SandboxRoom) async throws -> [String] {
        let lost = try await engine.restore(room.engine)
        try room.setShellState(shellState)
        guard let files else { return lost }
        let now: [String: File]
        do { now = try Self.files(in: session.record.workspace) } catch {
            return lost + ["the workspace's files: \(error.message)"]
        }
        for path in now.keys where files[path] == nil { room.workspace.remove(path) }
        for (path, file) in files where now[path] != file {
            try room.workspace.write(path, file.bytes, isProgram: file.isProgram)
        }
        return lost
    }

    private static func files(in workspace: String) throws(CommandFailure) -> [String: File] {
        var files: [String: File] = [:]
        for (path, bytes) in try AnswerFolder.files(in: FilePath(workspace)) {
            files[path] = File(bytes: bytes, isProgram: access("\(workspace)/\(path)", X_OK) == 0)
        }
        return files
    }
}
