import Glibc
package import Ports
package import SystemPackage

/// Reads any file that the process may read: those that the user names on the command line.
package struct LiveFileReader: FileReader {
    /// The largest file to read, in bytes.
    package var limit: Int

    package init(limit: Int = RootedFileReader.usualLimit) {
        self.limit = limit
    }

    package func read(_ path: FilePath) throws(FileError) -> [UInt8] {
        let descriptor = try FileSystem.open(path, O_RDONLY | O_NOCTTY, as: path)
        defer { try? descriptor.close() }
        return try FileSystem.readAll(descriptor, as: path, limit: limit)
    }
}
