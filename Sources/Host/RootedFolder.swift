import Glibc
package import Ports
package import SystemPackage

/// The files below a root, opened to be served.
package struct RootedFolder: ServedFolder {
    /// The folder that nothing is served from outside of.
    package let root: RootFolder

    package init(_ root: RootFolder) {
        self.root = root
    }

    package var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    package func stamp(of path: FilePath) -> FileStamp? {
        var status = stat()
        let result = root.path.pushing(path).withPlatformString { fstatat(AT_FDCWD, $0, &status, 0) }
        return result == 0 ? FileStamp(status) : nil
    }

    package func contains(_ path: FilePath) -> Bool {
        do {
            try root.locate(root.path.pushing(path), as: path).close()
            return true
        } catch {
            return false
        }
    }

    package func open(_ path: FilePath) throws(FileError) -> any ServedFile {
        let descriptor = try root.openFile(root.path.pushing(path), as: path)
        do throws(FileError) {
            let stamp = FileStamp(try FileSystem.status(of: descriptor, as: path))
            return OpenFile(path: path, descriptor: descriptor, stamp: stamp)
        } catch {
            try? descriptor.close()
            throw error
        }
    }
}

/// An open file, closed with its last user.
private final class OpenFile: ServedFile {
    let stamp: FileStamp
    private let path: FilePath
    private let descriptor: FileDescriptor

    init(path: FilePath, descriptor: FileDescriptor, stamp: FileStamp) {
        self.path = path
        self.descriptor = descriptor
        self.stamp = stamp
    }

    deinit { try? descriptor.close() }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        while true {
            let count = pread(descriptor.rawValue, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { throw FileError(errno, path) }
        }
    }
}
