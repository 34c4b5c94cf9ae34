/// Files that can be read, by the names that lead from their root to them.
///
/// Links aren't followed: that is ``FileTree``'s task. An empty path is the root. The path in an error that they throw
/// isn't looked at.
public protocol ReadableFiles: AnyObject, Sendable {
    /// What is known of a file.
    func status(_ path: [String]) throws(FileTreeError.Code) -> FileStatus
    /// What is in a folder, sorted by name.
    func list(_ path: [String]) throws(FileTreeError.Code) -> [FileListing]
    /// All of a file.
    func content(_ path: [String]) throws(FileTreeError.Code) -> FileContent
    /// At most `limit` bytes of a file from an offset on; empty at the end.
    func read(_ path: [String], from offset: Int, atMost limit: Int) throws(FileTreeError.Code) -> [UInt8]
}

/// Files that can be mounted into a tree: the container's own, a volume's, or a folder of the host.
public protocol MountedFiles: ReadableFiles {
    /// Writes a file, a new one with the attributes given; an old one keeps its mode and owner.
    ///
    /// Content other than bytes replaces what there is, wherever it is written.
    func write(
        _ path: [String],
        _ content: FileContent,
        at offset: FileOffset,
        new: FileAttributes
    )
        throws(FileTreeError.Code)
    /// Makes a folder.
    func makeDirectory(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code)
    /// Makes a symbolic link.
    func link(_ target: String, at path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code)
    /// Gives a file, or a symbolic link, a further name: a hard link.
    func addName(_ newPath: [String], to path: [String]) throws(FileTreeError.Code)
    /// Removes a file, a link, or a folder; one that isn't empty only where told so.
    func remove(_ path: [String], withContent: Bool) throws(FileTreeError.Code)
    /// Gives a file another place, in the room of a file or an empty folder that is there.
    func rename(_ path: [String], to newPath: [String]) throws(FileTreeError.Code)
    /// Sets a file's mode, owner and time.
    func setAttributes(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code)
}

/// Where bytes are written.
public enum FileOffset: Hashable, Sendable {
    /// In place of what there is.
    case replacing
    case atEnd
    /// From a place on, zeros before it where the file is shorter; what lies behind stays.
    case at(Int)
}

/// A file of a folder.
public struct FileListing: Hashable, Sendable {
    public var name: String
    public var status: FileStatus

    public init(name: String, status: FileStatus) {
        self.name = name
        self.status = status
    }
}
