import Glibc
import Ports
import SystemPackage

extension FileError {
    /// The system's reason for a failure, worded as Go does.
    init(_ code: CInt, _ path: FilePath) {
        switch code {
        case ENOENT, ENOTDIR: self = .notFound(path)
        case EISDIR: self = .isDirectory(path)
        default:
            let reason = Errno(rawValue: code).description
            self = .unreadable(path, reason.prefix(1).lowercased() + reason.dropFirst())
        }
    }
}

extension FileStamp {
    init(_ status: stat) {
        self.init(
            size: Int(status.st_size),
            modified: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec,
            inode: UInt64(status.st_ino),
            isFolder: status.st_mode & S_IFMT == S_IFDIR
        )
    }
}

/// The calls of the system that the live file ports share.
enum FileSystem {
    /// Linux's `O_PATH`, which glibc's headers hide from Swift: opens a place without reading or waking it.
    static let placeOnly: CInt = 0o10_000_000

    /// Opens a file that the path leads to, links followed.
    static func open(_ path: FilePath, _ flags: CInt, as name: FilePath) throws(FileError) -> FileDescriptor {
        while true {
            let number = path.withPlatformString { Glibc.open($0, flags | O_CLOEXEC) }
            if number >= 0 { return FileDescriptor(rawValue: number) }
            let code = errno
            guard code == EINTR else { throw FileError(code, name) }
        }
    }

    static func status(of descriptor: FileDescriptor, as name: FilePath) throws(FileError) -> stat {
        var status = stat()
        guard fstat(descriptor.rawValue, &status) == 0 else { throw FileError(errno, name) }
        return status
    }

    /// The path, free of links, of what a descriptor is open for.
    static func realPath(of descriptor: FileDescriptor, as name: FilePath) throws(FileError) -> FilePath {
        let length = Int(PATH_MAX)
        let path = withUnsafeTemporaryAllocation(of: CChar.self, capacity: length + 1) {
            buffer -> FilePath? in
            guard let start = buffer.baseAddress else { return nil }
            let count = readlink("/proc/self/fd/\(descriptor.rawValue)", start, length)
            guard count > 0 else { return nil }
            start[count] = 0
            return FilePath(platformString: start)
        }
        guard let path else { throw .unreadable(name, "its real place can't be told: /proc is needed") }
        return path
    }

    /// Opens for reading what a descriptor stands for, the very same file whatever its name means by now.
    static func reopen(_ descriptor: FileDescriptor, as name: FilePath) throws(FileError) -> FileDescriptor {
        try open(FilePath("/proc/self/fd/\(descriptor.rawValue)"), O_RDONLY | O_NONBLOCK | O_NOCTTY, as: name)
    }

    /// Reads to the end.
    static func readAll(
        _ descriptor: FileDescriptor,
        as name: FilePath,
        limit: Int
    ) throws(FileError) -> [UInt8] {
        let status = try status(of: descriptor, as: name)
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory(name) }
        let expected = Int(status.st_size)
        guard expected <= limit else { throw .tooLarge(name, limit: limit) }
        var bytes: [UInt8] = []
        while true {
            // One byte more than expected, so that the end shows without growing the array.
            let room = max(expected + 1 - bytes.count, 16_384)
            let chunk = try read(descriptor, atMost: room, as: name)
            guard !chunk.isEmpty else { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            guard bytes.count <= limit else { throw .tooLarge(name, limit: limit) }
        }
    }

    private static func read(
        _ descriptor: FileDescriptor,
        atMost room: Int,
        as name: FilePath
    ) throws(FileError) -> [UInt8] {
        var failure: CInt = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            while true {
                let result = Glibc.read(descriptor.rawValue, buffer.baseAddress, room)
                if result >= 0 {
                    count = result
                    return
                }
                guard errno == EINTR else {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else { throw FileError(failure, name) }
        return bytes
    }
}
