import Glibc
package import Ports
package import SystemPackage

/// The folder that nothing is read outside of.
///
/// What a path leads to is opened without being read, asked for its real place, and only then read, so no link that is
/// swapped in between can lead out. The folder itself is held open: renaming it does no harm.
package final class RootFolder: Sendable {
    /// The folder's path, absolute; its own links aren't followed.
    package let path: FilePath
    private let descriptor: FileDescriptor

    /// Opens the folder.
    ///
    /// - Throws: ``FileError``, also where the path leads to something else than a folder.
    package init(_ path: FilePath) throws(FileError) {
        self.path = Self.absolute(path)
        descriptor = try FileSystem.open(
            path.isEmpty ? "." : path,
            FileSystem.placeOnly | O_DIRECTORY,
            as: path
        )
    }

    deinit { try? descriptor.close() }

    /// Returns a path as it is taken from the process's working folder, without dots.
    static func absolute(_ path: FilePath) -> FilePath {
        guard !path.isAbsolute, let folder = getcwd(nil, 0) else { return path.lexicallyNormalized() }
        defer { free(folder) }
        return FilePath(platformString: folder).pushing(path).lexicallyNormalized()
    }

    /// Opens a place below the folder without reading it.
    ///
    /// The path is absolute, or taken from the working folder; errors name the other one.
    func locate(_ path: FilePath, as name: FilePath) throws(FileError) -> FileDescriptor {
        let found: FileDescriptor
        do throws(FileError) {
            found = try FileSystem.open(path, FileSystem.placeOnly, as: name)
        } catch {
            // Whether something exists outside is nobody's business.
            guard Self.absolute(path).starts(with: self.path) else { throw .outsideRoot(name) }
            throw error
        }
        do throws(FileError) {
            let place = try FileSystem.realPath(of: found, as: name)
            guard try place.starts(with: FileSystem.realPath(of: descriptor, as: name)) else {
                throw FileError.outsideRoot(name)
            }
        } catch {
            try? found.close()
            throw error
        }
        return found
    }

    /// Opens a regular file below the folder for reading.
    func openFile(_ path: FilePath, as name: FilePath) throws(FileError) -> FileDescriptor {
        let place = try locate(path, as: name)
        defer { try? place.close() }
        switch try FileSystem.status(of: place, as: name).st_mode & S_IFMT {
        case S_IFREG: return try FileSystem.reopen(place, as: name)
        case S_IFDIR: throw .isDirectory(name)
        default: throw .unreadable(name, "not a regular file")
        }
    }
}
