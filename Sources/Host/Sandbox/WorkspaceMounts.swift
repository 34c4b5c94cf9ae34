import CSandbox
import Glibc
import Synchronization

/// Folders and files of a workspace, mounted where no student can change what stands at the path.
///
/// A path is opened below the workspace without following any link; what was opened, not the path, is mounted. So a link
/// that is put in its place afterwards changes nothing.
package final class WorkspaceMounts: Sendable {
    /// Why something can't be mounted.
    package enum Failure: Error, Hashable {
        /// The path isn't below the workspace, or a link stands on the way.
        case outside
        case missing
        case failed(String)
    }

    private let workspace: Int32
    private let staging: String
    private let owner: (user: uid_t, group: gid_t)
    private let mounted = Mutex<[Key: String]>([:])

    private struct Key: Hashable {
        var device: UInt64
        var inode: UInt64
        var isReadOnly = false
    }

    /// Makes mounts of a workspace below a folder that only root can change.
    package init?(workspace path: String, staging: String) {
        workspace = csandbox_open_folder(path)
        guard workspace >= 0 else { return nil }
        var status = stat()
        fstat(workspace, &status)
        owner = (status.st_uid, status.st_gid)
        self.staging = staging
        mkdir(staging, 0o711)
    }

    deinit { close(workspace) }

    /// Mounts what a path below the workspace names.
    ///
    /// The path is taken from the workspace; the empty one is the workspace itself.
    ///
    /// - Returns: Where it is mounted.
    /// - Throws: Why it can't be mounted; a missing folder is made first if `makesMissing`.
    package func mount(_ path: String, makesMissing: Bool) throws(Failure) -> String {
        var found = csandbox_open_beneath(workspace, path.isEmpty ? "." : path)
        if found < 0, errno == ENOENT {
            guard makesMissing else { throw .missing }
            try makeFolders(path)
            found = csandbox_open_beneath(workspace, path)
        }
        guard found >= 0 else { throw errno == ENOENT ? .missing : .outside }
        defer { close(found) }
        var status = stat()
        guard fstat(found, &status) == 0 else { throw .failed("it can't be looked at") }
        let type = status.st_mode & S_IFMT
        guard type == S_IFDIR || type == S_IFREG else {
            throw .failed("only folders and files can be mounted")
        }
        let key = Key(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        return try place(found, key, isFolder: type == S_IFDIR)
    }

    /// Mounts something of ours where users can see it who can't enter the folders above it.
    ///
    /// What several sessions use is shown read-only: should somebody delete the folder of a session that was killed, its
    /// mounts and all, that is not lost.
    ///
    /// - Returns: Where it is mounted.
    /// - Throws: Why it can't be mounted.
    package func show(_ path: String, isReadOnly: Bool) throws(Failure) -> String {
        let found = csandbox_open_place(path)
        guard found >= 0 else { throw .missing }
        defer { close(found) }
        var status = stat()
        guard fstat(found, &status) == 0 else { throw .missing }
        let key = Key(device: UInt64(status.st_dev), inode: UInt64(status.st_ino), isReadOnly: isReadOnly)
        return try place(found, key, isFolder: status.st_mode & S_IFMT == S_IFDIR)
    }

    /// Takes all mounts away.
    package func removeAll() {
        mounted.withLock { mounted in
            for target in mounted.values { Self.remove(target) }
            mounted = [:]
        }
        rmdir(staging)
    }

    /// Takes away what a session that died left mounted below a folder.
    ///
    /// - Returns: What is mounted there still. Nobody may delete the folder then: that would go through the mounts, and
    ///   take what they show.
    package static func removeAll(below staging: String) -> [String] {
        for place in mounted(below: staging).reversed() { remove(place) }
        rmdir(staging)
        return mounted(below: staging)
    }

    private static func mounted(below staging: String) -> [String] {
        let lines = SmallFile.read("/proc/self/mountinfo").split(separator: UInt8(ascii: "\n"))
        return lines.compactMap { line -> String? in
            let fields = line.split(separator: UInt8(ascii: " "))
            guard fields.count > 4 else { return nil }
            let place = String(decoding: unescaped(fields[4]), as: UTF8.self)
            return place.hasPrefix(staging + "/") ? place : nil
        }
    }

    /// The kernel writes spaces, tabs, line ends and backslashes of a place as three octal digits (proc(5)).
    private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            let value = digits.count == 3 ? Int(String(decoding: digits, as: UTF8.self), radix: 8) : nil
            if byte == UInt8(ascii: "\\"), let value, value < 256 {
                bytes.append(UInt8(value))
                rest.removeFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static func remove(_ target: String) {
        csandbox_unmount(target)
        // Only the empty folder or file that it was mounted on; what is mounted still refuses both.
        if rmdir(target) != 0 { unlink(target) }
    }

    private func place(_ found: Int32, _ key: Key, isFolder: Bool) throws(Failure) -> String {
        do {
            return try mounted.withLock { mounted in
                if let target = mounted[key] { return target }
                let target = "\(staging)/\(key.device)-\(key.inode)\(key.isReadOnly ? "-ro" : "")"
                if isFolder {
                    mkdir(target, 0o700)
                } else {
                    close(open(target, O_CREAT | O_CLOEXEC, 0o600))
                }
                guard csandbox_bind(found, target, key.isReadOnly ? 1 : 0) == 0 else {
                    let reason = String(cString: strerror(errno))
                    if rmdir(target) != 0 { unlink(target) }
                    throw Failure.failed(reason)
                }
                mounted[key] = target
                return target
            }
        } catch let failure as Failure { throw failure } catch { throw .failed("\(error)") }
    }

    /// Makes the folders of a path one by one, each below the one opened before.
    private func makeFolders(_ path: String) throws(Failure) {
        var folder = dup(workspace)
        defer { close(folder) }
        for part in path.split(separator: "/") {
            let name = String(part)
            guard name != "..", name != "." else { throw .outside }
            if mkdirat(folder, name, 0o755) == 0 {
                fchownat(folder, name, owner.user, owner.group, AT_SYMLINK_NOFOLLOW)
            }
            let next = csandbox_open_beneath(folder, name)
            guard next >= 0 else { throw .outside }
            close(folder)
            folder = next
        }
    }
}
