import Glibc

/// The machine's own disk; all that is made is for its owner only: files have mode 0600, folders 0700.
public struct DiskFiles: DurableFiles {
    public init() {}

    public func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if file < 0, errno == ENOENT { return nil }
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        return try Self.contents(of: file, path, limit: limit)
    }

    /// Reads an open regular file to its end.
    static func contents(of file: Int32, _ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure(path, "not a regular file") }
        guard status.st_size <= limit else { throw FileFailure(path, "more than \(limit) bytes") }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw FileFailure(path, "more than \(limit) bytes") }
        }
    }

    public func append(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        let isNew = access(path, F_OK) != 0
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Self.failure(path) }
        defer { close(file) }
        try Self.write(bytes, to: file, path)
        guard fsync(file) == 0 else { throw Self.failure(path) }
        if isNew { try Self.settle(folderOf: path) }
    }

    public func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        let draft = path + ".new-\(getpid())"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Self.failure(draft) }
        do throws(FileFailure) {
            defer { close(file) }
            try Self.write(bytes, to: file, draft)
            guard fsync(file) == 0 else { throw Self.failure(draft) }
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, path) == 0 else {
            let failure = Self.failure(path)
            unlink(draft)
            throw failure
        }
        try Self.settle(folderOf: path)
    }

    public func cut(_ path: String, to size: Int) throws(FileFailure) {
        let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw Self.failure(path) }
        defer { close(file) }
        guard ftruncate(file, off_t(size)) == 0, fsync(file) == 0 else { throw Self.failure(path) }
    }

    public func makeFolder(_ path: String) throws(FileFailure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += part
            if mkdir(made, 0o700) == 0 {
                try Self.settle(folderOf: made)
            } else if errno != EEXIST {
                throw Self.failure(made)
            }
            made += "/"
        }
    }

    public func names(in folder: String) throws(FileFailure) -> [String] {
        guard let stream = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw Self.failure(folder)
        }
        defer { closedir(stream) }
        return FolderNames.all(stream).sorted()
    }

    public func remove(_ path: String) throws(FileFailure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw Self.failure(path) }
    }

    private static func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws(FileFailure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            written += count
        }
    }

    /// Makes what was changed in a file's folder outlive a power cut: a new name, another file behind it.
    private static func settle(folderOf path: String) throws(FileFailure) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw failure(folder) }
        defer { close(file) }
        // Some file systems can't flush folders; they say so.
        guard fsync(file) == 0 || errno == EINVAL else { throw failure(folder) }
    }

    static func failure(_ path: String) -> FileFailure {
        FileFailure(path, String(cString: strerror(errno)).lowercased())
    }

    private func failure(_ path: String) -> FileFailure { Self.failure(path) }
}

/// The names that an open folder holds.
enum FolderNames {
    /// All names but `.` and `..`, in the folder's order; a name that isn't UTF-8 is repaired, so that it matches no file.
    static func all(_ stream: OpaquePointer) -> [String] {
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
