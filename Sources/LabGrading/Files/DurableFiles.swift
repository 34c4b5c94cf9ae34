/// What grading asks of a disk: what a call has done stays done when the power goes the moment after.
///
/// Paths are absolute, or taken from the process's working folder. Nothing here follows a link in a path's last part.
public protocol DurableFiles: Sendable {
    /// Reads a file whole.
    ///
    /// - Returns: Its bytes; nil where there is no file.
    /// - Throws: ``FileFailure`` where it can't be read or has more than `limit` bytes.
    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]?
    /// Appends to a file, which is made where it is missing; returns when the bytes are on the disk.
    ///
    /// When it fails, or the process dies in it, any first part of the bytes may be there.
    func append(_ bytes: [UInt8], to path: String) throws(FileFailure)
    /// Replaces a file in one step, or makes it: whoever looks sees all of the old one or all of the new one.
    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure)
    /// Cuts a file off behind so many bytes.
    func cut(_ path: String, to size: Int) throws(FileFailure)
    /// Makes a folder, and those above it that are missing, for their owner only.
    func makeFolder(_ path: String) throws(FileFailure)
    /// The names in a folder, sorted; none where there is no folder.
    func names(in folder: String) throws(FileFailure) -> [String]
    /// Removes a file; it is fine if there is none.
    func remove(_ path: String) throws(FileFailure)
}

/// A disk that doesn't do what it is asked.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public var path: String
    public var reason: String

    public init(_ path: String, _ reason: String) { (self.path, self.reason) = (path, reason) }

    public var description: String { "'\(path)': \(reason)" }
}
