// Whose module `stat` is of depends on what else is loaded: both are named.
import CoreFoundation
import Glibc

/// The user of the machine that a session's commands run as: never root, where anything else is possible.
struct StudentAccount: Hashable, Sendable {
    let user: UInt32
    let group: UInt32
    /// Whether we must become that user, being root.
    let isOther: Bool

    /// A number that no account of Debian's has.
    private static let unused: UInt32 = 64_321

    /// The caller; for root the owner of the workspace, and where that is root a number of nobody's if the workspace is
    /// the session's own.
    init(workspace: String, isOwn: Bool) {
        guard geteuid() == 0 else {
            (user, group, isOther) = (geteuid(), getegid(), false)
            return
        }
        var status = stat()
        if isOwn || lstat(workspace, &status) != 0 {
            (user, group, isOther) = (Self.unused, Self.unused, true)
        } else {
            (user, group, isOther) = (status.st_uid, status.st_gid, status.st_uid != 0)
        }
    }

    /// Gives a file or folder to the user.
    func own(_ path: String) { if isOther { lchown(path, user, group) } }

    /// What runs a program as the user.
    var becoming: [String] {
        isOther ? ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"] : []
    }
}
