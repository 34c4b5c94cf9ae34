public import EngineAPI
public import SimShell

/// Gives folders of the host's for bind mounts.
public protocol HostFolders: Sendable {
    /// The folder, or file, at an absolute path of the host's.
    ///
    /// - Parameters:
    ///   - path: Absolute.
    ///   - creating: Whether a missing folder is made.
    /// - Returns: The files, to be mounted.
    /// - Throws: `EngineError` of kind `badRequest` where it is missing, `forbidden` where it lies outside of what may be
    ///   mounted.
    func files(at path: String, creating: Bool) throws(EngineError) -> any MountedFiles
}
