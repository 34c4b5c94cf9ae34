import Host
public import LabGrader

/// The workspace of a session, as its grader reads it and lays files into it.
public struct SessionFiles: WorkspaceFiles {
    private let folder: WorkspaceFolder

    init(workspace: String) throws {
        guard let folder = WorkspaceFolder(workspace) else {
            throw RoomError("the workspace \(workspace) is gone")
        }
        self.folder = folder
    }

    public func read(_ path: String, limit: Int) async throws -> WorkspaceFile {
        do throws(WorkspaceFolder.Failure) {
            return switch try folder.read(path, limit: limit) {
            case .missing: .missing
            case .other(let what): .notAFile(what)
            case .file(let bytes, let size): .file(bytes: bytes, size: size)
            }
        } catch {
            throw RoomError("the workspace can't be read: \(error)")
        }
    }

    /// Writes a file; a link that stands at its place is replaced.
    ///
    /// - Throws: ``RoomError`` with the system's reason.
    public func write(_ path: String, _ bytes: [UInt8], isProgram: Bool = false) throws {
        do {
            try folder.write(path, bytes, mode: isProgram ? 0o755 : 0o644)
        } catch {
            throw RoomError("the workspace can't be written: \(error)")
        }
    }

    /// Removes a file; nothing happens where there is none.
    public func remove(_ path: String) { folder.remove(path) }
}
