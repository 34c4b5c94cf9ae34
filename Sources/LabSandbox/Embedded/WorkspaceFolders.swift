public import EngineAPI
public import EngineSim
import Glibc
public import SimShell

/// Gives a session's workspace, and only that, to the embedded engine for bind mounts.
///
/// Each path is followed name by name from the workspace's own folder, and no link of the host's is followed at all:
/// what a student puts there leads nowhere else.
public struct WorkspaceFolders: HostFolders {
    private let root: String

    /// The workspace, by its absolute path.
    public init(root: String) { self.root = root }

    public func files(at path: String, creating: Bool) throws(EngineError) -> any MountedFiles {
        let base = Self.names(root)
        let names = Self.names(path)
        guard names.starts(with: base), !names.contains("..") else {
            throw EngineError(
                .forbidden,
                "slidectl: only folders below the workspace can be mounted: '\(path)' lies outside of \(root)"
            )
        }
        let files = HostFolder(root: root, below: Array(names.dropFirst(base.count)))
        if let status = try? files.status([]) {
            guard status.kind == .directory || status.kind == .file else {
                throw EngineError(.forbidden, "slidectl: '\(path)' is no folder and no plain file")
            }
            return files
        }
        guard creating else {
            throw EngineError(
                .badRequest,
                "invalid mount config for type \"bind\": bind source path does not exist: \(path)"
            )
        }
        do throws(FileTreeError.Code) { try files.makeRoot() } catch {
            throw EngineError(
                .failed,
                "error while creating mount source path '\(path)': mkdir \(path): \(error.words.lowercased())"
            )
        }
        return files
    }

    private static func names(_ path: String) -> [String] {
        path.split(separator: "/").filter { $0 != "." }.map(String.init)
    }
}
