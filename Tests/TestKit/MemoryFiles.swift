public import Ports
public import SystemPackage

/// Files that stand nowhere but in memory.
public struct MemoryFiles: FileReader {
    /// The contents by path.
    public var files: [String: [UInt8]]

    public init(_ files: [String: [UInt8]] = [:]) { self.files = files }

    public init(texts: [String: String]) { files = texts.mapValues { Array($0.utf8) } }

    public func read(_ path: FilePath) throws(FileError) -> [UInt8] {
        if let bytes = files[path.string] { return bytes }
        throw isFolder(path) ? .isDirectory(path) : .notFound(path)
    }

    /// Whether files stand below the path.
    public func isFolder(_ path: FilePath) -> Bool {
        path == "." || files.keys.contains { $0.hasPrefix(path.string + "/") }
    }
}
