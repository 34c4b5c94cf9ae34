// Whose module `stat` is of depends on what else is loaded: both are named.
import CoreFoundation
import Glibc
import SimShell

/// A folder or file of the host's, mounted into a container of the embedded engine.
///
/// Every call walks from the root's descriptor down, one name at a time, and follows no link: a link that the student
/// swaps in meanwhile is an error, not a way out. Owners are the engine's own user, whatever a container asks for.
final class HostFolder: MountedFiles {
    /// The largest file that is read as a whole.
    private static let largest = 64 << 20

    /// `UTIME_OMIT`, which is a macro that Swift can't see.
    private static let unchanged = (1 << 30) - 2

    private let root: String
    private let prefix: [String]

    /// What lies at a path below a folder that can be trusted.
    init(root: String, below prefix: [String]) { (self.root, self.prefix) = (root, prefix) }

    // MARK: Reading

    func status(_ path: [String]) throws(FileTreeError.Code) -> FileStatus {
        try inParent(of: path) { (folder, name) throws(FileTreeError.Code) in
            var info = stat()
            guard fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 else { throw Self.failure() }
            return Self.status(info, target: Self.target(folder, name, info))
        }
    }

    func list(_ path: [String]) throws(FileTreeError.Code) -> [FileListing] {
        let folder = try open(path, O_RDONLY | O_DIRECTORY)
        guard let stream = fdopendir(folder) else {
            close(folder)
            throw Self.failure()
        }
        defer { closedir(stream) }
        var found: [FileListing] = []
        while let entry = readdir(stream), found.count < 20_000 {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
            }
            guard let name, name != ".", name != ".." else { continue }
            var info = stat()
            guard fstatat(dirfd(stream), name, &info, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            let target = Self.target(dirfd(stream), name, info)
            found.append(FileListing(name: name, status: Self.status(info, target: target)))
        }
        return found.sorted { $0.name < $1.name }
    }

    func content(_ path: [String]) throws(FileTreeError.Code) -> FileContent {
        let size = try status(path).size
        guard size <= Self.largest else { throw .tooLarge }
        return .bytes(try read(path, from: 0, atMost: Self.largest))
    }

    func read(_ path: [String], from offset: Int, atMost limit: Int) throws(FileTreeError.Code) -> [UInt8] {
        let file = try openFile(path, O_RDONLY)
        defer { close(file) }
        var (bytes, place): ([UInt8], Int) = ([], max(0, offset))
        let most = min(limit, Self.largest)
        var buffer = [UInt8](repeating: 0, count: min(max(1, most), 128 << 10))
        while bytes.count < most {
            let count = pread(file, &buffer, min(buffer.count, most - bytes.count), off_t(place))
            guard count >= 0 else { throw Self.failure() }
            if count == 0 { break }
            bytes += buffer[..<count]
            place += count
        }
        return bytes
    }

    // MARK: Writing

    func write(
        _ path: [String],
        _ content: FileContent,
        at offset: FileOffset,
        new: FileAttributes
    ) throws(FileTreeError.Code) {
        let bytes: [UInt8]
        switch content {
        case .bytes(let all): bytes = all
        case .program(let name, let size): bytes = Array("#!slidectl-program \(name) \(size)\n".utf8)
        case .sparse, .device: throw .notPermitted
        }
        let flags = offset == .replacing ? O_TRUNC : offset == .atEnd ? O_APPEND : 0
        let file = try openFile(path, O_WRONLY | O_CREAT | flags, mode: mode_t(new.mode & 0o777))
        defer { close(file) }
        var place = 0
        if case .at(let start) = offset { place = max(0, start) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { buffer in
                offset == .atEnd
                    ? Glibc.write(file, buffer.baseAddress, buffer.count)
                    : pwrite(file, buffer.baseAddress, buffer.count, off_t(place + written))
            }
            guard count > 0 else { throw Self.failure() }
            written += count
        }
    }

    func makeDirectory(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        try inParent(of: path) { (folder, name) throws(FileTreeError.Code) in
            guard mkdirat(folder, name, mode_t(attributes.mode & 0o777)) == 0 else { throw Self.failure() }
        }
    }

    /// Makes the folder that is mounted, with those on the way to it.
    func makeRoot() throws(FileTreeError.Code) {
        for count in prefix.indices.map({ $0 + 1 }) {
            let way = HostFolder(root: root, below: Array(prefix[..<count]))
            if (try? way.status([]))?.kind == .directory { continue }
            try way.makeDirectory([], FileAttributes(mode: 0o755))
        }
    }

    func link(_ target: String, at path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        try inParent(of: path) { (folder, name) throws(FileTreeError.Code) in
            guard symlinkat(target, folder, name) == 0 else { throw Self.failure() }
        }
    }

    func addName(_ newPath: [String], to path: [String]) throws(FileTreeError.Code) {
        try inParent(of: path) { (from, name) throws(FileTreeError.Code) in
            try self.inParent(of: newPath) { (to, newName) throws(FileTreeError.Code) in
                // Without AT_SYMLINK_FOLLOW: a link gets the name, not what it leads to.
                guard linkat(from, name, to, newName, 0) == 0 else { throw Self.failure() }
            }
        }
    }

    func remove(_ path: [String], withContent: Bool) throws(FileTreeError.Code) {
        guard !path.isEmpty else { throw .busy }
        guard try status(path).kind == .directory else {
            try inParent(of: path) { (folder, name) throws(FileTreeError.Code) in
                guard unlinkat(folder, name, 0) == 0 else { throw Self.failure() }
            }
            return
        }
        if withContent {
            guard path.count < 256 else { throw .nameTooLong }
            for entry in try list(path) { try remove(path + [entry.name], withContent: true) }
        }
        try inParent(of: path) { (folder, name) throws(FileTreeError.Code) in
            guard unlinkat(folder, name, AT_REMOVEDIR) == 0 else { throw Self.failure() }
        }
    }

    func rename(_ path: [String], to newPath: [String]) throws(FileTreeError.Code) {
        guard !path.isEmpty, !newPath.isEmpty else { throw .busy }
        try inParent(of: path) { (from, name) throws(FileTreeError.Code) in
            try self.inParent(of: newPath) { (to, newName) throws(FileTreeError.Code) in
                guard renameat(from, name, to, newName) == 0 else { throw Self.failure() }
            }
        }
    }

    func setAttributes(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        guard try status(path).kind != .link else { return }
        let file = try open(path, O_RDONLY | O_NONBLOCK)
        defer { close(file) }
        // Set-user-id bits have no business on the host.
        guard fchmod(file, mode_t(attributes.mode & 0o777)) == 0 else { throw Self.failure() }
        let seconds = attributes.modified.nanoseconds / 1_000_000_000
        var times = [timespec(), timespec()]
        times[0].tv_nsec = Self.unchanged
        times[1].tv_sec = seconds
        times[1].tv_nsec = attributes.modified.nanoseconds - seconds * 1_000_000_000
        if times[1].tv_nsec >= 0 { futimens(file, times) }
    }

    // MARK: The way down

    /// Opens a plain file; what is none, such as a pipe, would hold the caller up.
    private func openFile(
        _ path: [String],
        _ flags: Int32,
        mode: mode_t = 0
    ) throws(FileTreeError.Code) -> Int32 {
        let file = try open(path, flags | O_NONBLOCK, mode: mode)
        var info = stat()
        guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw .isADirectory
        }
        return file
    }

    private func open(_ path: [String], _ flags: Int32, mode: mode_t = 0) throws(FileTreeError.Code) -> Int32
    {
        try inParent(of: path) { (folder, name) throws(FileTreeError.Code) in
            let file = openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC, mode)
            guard file >= 0 else { throw Self.failure() }
            return file
        }
    }

    /// Opens the folder around a place, for the time of a call; the root itself is `.` in its own folder.
    private func inParent<Result>(
        of path: [String],
        _ body: (Int32, String) throws(FileTreeError.Code) -> Result
    ) throws(FileTreeError.Code) -> Result {
        let names = prefix + path
        guard names.allSatisfy({ !$0.isEmpty && $0 != ".." && !$0.contains("/") && !$0.utf8.contains(0) })
        else {
            throw .invalid
        }
        var folder = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Self.failure() }
        defer { close(folder) }
        for name in names.dropLast() {
            let next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else { throw Self.failure() }
            close(folder)
            folder = next
        }
        return try body(folder, names.last ?? ".")
    }

    // MARK: The system's answers

    private static func failure() -> FileTreeError.Code {
        switch errno {
        case ENOENT: .notFound
        case EEXIST: .exists
        case ENOTDIR: .notADirectory
        case EISDIR: .isADirectory
        case ENOTEMPTY: .notEmpty
        case EACCES: .permissionDenied
        case EPERM: .notPermitted
        case EROFS: .readOnly
        case ENOSPC, EDQUOT: .noSpace
        case ENAMETOOLONG: .nameTooLong
        // A link where none may be.
        case ELOOP: .tooManyLinks
        case EMLINK: .tooManyNames
        case EBUSY: .busy
        case EXDEV: .otherDevice
        case EFBIG: .tooLarge
        case ENXIO: .noDevice
        case EINVAL: .invalid
        default: .inputOutput
        }
    }

    private static func target(_ folder: Int32, _ name: String, _ info: stat) -> String? {
        guard info.st_mode & S_IFMT == S_IFLNK else { return nil }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { bytes -> Int in
            guard let start = bytes.baseAddress else { return 0 }
            return readlinkat(folder, name, start.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        return count > 0 ? String(validating: buffer[..<count], as: UTF8.self) : ""
    }

    private static func status(_ info: stat, target: String?) -> FileStatus {
        let kind: FileKind =
            switch info.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            default: .device
            }
        let (nanoseconds, overflows) = Int(info.st_mtim.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        return FileStatus(
            kind: kind,
            mode: Int(info.st_mode & 0o777),
            size: Int(info.st_size),
            modified: WallTime(nanoseconds: overflows ? 0 : nanoseconds &+ Int(info.st_mtim.tv_nsec)),
            linkTarget: target,
            names: kind == .file ? Int(clamping: info.st_nlink) : 1,
            number: kind == .file && info.st_nlink > 1 ? Int(truncatingIfNeeded: info.st_ino) : nil
        )
    }
}
