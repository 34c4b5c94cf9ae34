/// Files of a workspace, read as a stranger's: no link is followed, no size is believed.
public protocol WorkspaceFiles: Sendable {
    /// Reads a file below the workspace.
    ///
    /// - Parameters:
    ///   - path: From the workspace, with `/` between.
    ///   - limit: The most bytes that are read.
    /// - Returns: What is there.
    /// - Throws: ``RoomError`` where the machine fails.
    func read(_ path: String, limit: Int) async throws -> WorkspaceFile
}

/// What is at a path of a workspace.
public enum WorkspaceFile: Hashable, Sendable {
    case missing
    /// A folder, a link, a socket: no file that is graded.
    case notAFile(String)
    /// All bytes, or the first ones with the whole size.
    case file(bytes: [UInt8], size: Int)
}
