package import Ports
package import SystemPackage

/// Reads files below a root: a deck, and what it includes.
///
/// A path may climb (`lectures/../assets/x.go`) and links may be followed, as long as they end below the root.
/// Relative paths are taken from the process's working folder, as the user names files, unless another is given.
package struct RootedFileReader: FileReader {
    /// The limit unless another is given: 64 MiB.
    package static let usualLimit = 64 << 20

    /// The folder that nothing is read outside of.
    package let root: RootFolder
    /// The largest file to read, in bytes.
    package var limit: Int
    /// The folder that relative paths are taken from; nil for the working folder.
    package var base: FilePath?

    package init(root: RootFolder, limit: Int = Self.usualLimit) {
        self.root = root
        self.limit = limit
    }

    package func read(_ path: FilePath) throws(FileError) -> [UInt8] {
        // Errors name the path as it was given.
        let descriptor = try root.openFile(base?.pushing(path) ?? path, as: path)
        defer { try? descriptor.close() }
        return try FileSystem.readAll(descriptor, as: path, limit: limit)
    }
}
