import Glibc

/// A folder that one process at a time works in; the lock goes with the process, however that ends.
public final class FolderLock: Sendable {
    private let file: Int32

    /// Takes the lock of a folder, which is made where it is missing.
    ///
    /// - Throws: ``FileFailure`` where another process has it.
    public init(_ folder: String) throws(FileFailure) {
        try DiskFiles().makeFolder(folder)
        let path = folder + "/lock"
        file = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw DiskFiles.failure(path) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw FileFailure(folder, "another slidectl is grading there")
        }
    }

    /// Gives the lock back.
    public func release() { flock(file, LOCK_UN) }

    deinit { close(file) }
}
