public import SystemPackage

/// Reads files by path.
public protocol FileReader: Sendable {
    /// Reads a whole file.
    ///
    /// - Throws: ``FileError``, with the system's own reason.
    func read(_ path: FilePath) throws(FileError) -> [UInt8]
}

/// A file that couldn't be read, with the system's reason in its own words.
public enum FileError: Error, Hashable, Sendable {
    case notFound(FilePath)
    case isDirectory(FilePath)
    /// The path, or a link on it, leads out of the root that the reader was given.
    case outsideRoot(FilePath)
    /// The file is larger than the reader allows.
    case tooLarge(FilePath, limit: Int)
    /// Anything else; the message is the system's, such as `permission denied`.
    case unreadable(FilePath, String)
}

extension FileError: CustomStringConvertible {
    /// The message in the form of Go's `os.PathError`, which the real `present` prints.
    public var description: String {
        switch self {
        case .notFound(let path): "open \(path): no such file or directory"
        case .isDirectory(let path): "read \(path): is a directory"
        case .outsideRoot(let path): "open \(path): outside the lecture's root"
        case .tooLarge(let path, let limit): "read \(path): larger than \(limit) bytes"
        case .unreadable(let path, let reason): "open \(path): \(reason)"
        }
    }
}
