public import SystemPackage

/// Tells one state of a file from another without reading it.
public struct FileStamp: Hashable, Sendable {
    /// The length, in bytes.
    public var size: Int
    /// When the contents last changed, in nanoseconds since 1970.
    public var modified: Int
    /// The file's number, which changes when a save replaces the file.
    public var inode: UInt64
    public var isFolder: Bool

    public init(size: Int, modified: Int, inode: UInt64, isFolder: Bool = false) {
        self.size = size
        self.modified = modified
        self.inode = inode
        self.isFolder = isFolder
    }
}

/// A folder whose files are served to others; paths are taken from it.
public protocol ServedFolder: Sendable {
    /// The present moment on the clock that stamps files, in nanoseconds since 1970.
    var now: Int { get }
    /// Tells the state of a file or folder wherever links lead; nil where there is none.
    func stamp(of path: FilePath) -> FileStamp?
    /// Tells whether the path, its links followed, leads to something inside the folder.
    func contains(_ path: FilePath) -> Bool
    /// Opens a regular file inside the folder.
    ///
    /// - Throws: ``FileError/outsideRoot(_:)`` where a link leads out of the folder.
    func open(_ path: FilePath) throws(FileError) -> any ServedFile
}

/// A file that was opened to be served, and stays the same file whatever happens to its name.
public protocol ServedFile: Sendable {
    /// The file's state when it was opened.
    var stamp: FileStamp { get }
    /// Reads bytes from a place.
    ///
    /// - Returns: How many bytes were read; 0 only at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int
}
