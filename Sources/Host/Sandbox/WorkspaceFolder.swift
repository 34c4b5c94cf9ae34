import CSandbox
import Glibc

/// The files of a workspace, read and written without following any link that a student may have put there.
package final class WorkspaceFolder: Sendable {
    /// What is at a path.
    package enum Found: Hashable, Sendable {
        case missing
        /// A folder, a link or something else; the text says what.
        case other(String)
        /// The first bytes, and the size of all.
        case file(bytes: [UInt8], size: Int)
    }

    /// The system's reason why a file can't be read or written.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        package let description: String

        init(_ path: String, _ code: Int32) { description = "\(path): \(String(cString: strerror(code)))" }
    }

    private let folder: Int32
    private let owner: (user: uid_t, group: gid_t)

    /// Opens a workspace; nil where it is no folder.
    package init?(_ path: String) {
        folder = csandbox_open_folder(path)
        guard folder >= 0 else { return nil }
        var status = stat()
        fstat(folder, &status)
        owner = (status.st_uid, status.st_gid)
    }

    deinit { close(folder) }

    /// Reads a file below the workspace.
    ///
    /// - Throws: ``Failure`` where the system fails; what isn't there is a result.
    package func read(_ path: String, limit: Int) throws(Failure) -> Found {
        let place = csandbox_open_beneath(folder, path)
        guard place >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return .missing
            case ELOOP, EXDEV: return .other("a link stands on the way")
            default: throw Failure(path, errno)
            }
        }
        defer { close(place) }
        var status = stat()
        guard fstat(place, &status) == 0 else { throw Failure(path, errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: return .other("a folder")
        case S_IFLNK: return .other("a link")
        default: return .other("no regular file")
        }
        let file = open("/proc/self/fd/\(place)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw Failure(path, errno) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: min(limit, Int(status.st_size)))
        var count = 0
        while count < bytes.count {
            let read = bytes[count...].withUnsafeMutableBytes { buffer in
                pread(file, buffer.baseAddress, buffer.count, off_t(count))
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw Failure(path, errno) }
            if read == 0 { break }
            count += read
        }
        return .file(bytes: Array(bytes[..<count]), size: Int(status.st_size))
    }

    /// Writes a file below the workspace, owned as the workspace is; folders on the way are made.
    ///
    /// What stands there is replaced, not written through: a link there leads nowhere.
    ///
    /// - Throws: ``Failure`` with the system's reason.
    package func write(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o644) throws(Failure) {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last, !parts.contains(".."), !parts.contains(".") else {
            throw Failure(path, EINVAL)
        }
        let parent = try openFolders(parts.dropLast(), path)
        defer { close(parent) }
        let temporary = ".slidectl-\(getpid())-\(name)"
        unlinkat(parent, temporary, 0)
        let file = openat(parent, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw Failure(path, errno) }
        let isWritten = StreamSocket.writeAll(bytes[...], to: file)
        fchown(file, owner.user, owner.group)
        fchmod(file, mode)
        close(file)
        guard isWritten, renameat(parent, temporary, parent, name) == 0 else {
            let code = errno
            unlinkat(parent, temporary, 0)
            throw Failure(path, code)
        }
    }

    /// Removes a file below the workspace; nothing happens where there is none.
    package func remove(_ path: String) {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last else { return }
        let parent = csandbox_open_beneath(
            folder,
            parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
        )
        guard parent >= 0 else { return }
        unlinkat(parent, name, 0)
        close(parent)
    }

    private func openFolders(_ parts: ArraySlice<String>, _ path: String) throws(Failure) -> Int32 {
        var place = dup(folder)
        for part in parts {
            if mkdirat(place, part, 0o755) == 0 {
                fchownat(place, part, owner.user, owner.group, AT_SYMLINK_NOFOLLOW)
            }
            let next = csandbox_open_beneath(place, part)
            let code = errno
            close(place)
            guard next >= 0 else { throw Failure(path, code) }
            place = next
        }
        return place
    }
}
