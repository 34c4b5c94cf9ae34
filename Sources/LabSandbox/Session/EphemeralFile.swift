import Glibc

/// A file that goes with its session.
///
/// Nothing waits until it has reached the disk, as Foundation's ways of writing do: that would be most of the time that a
/// session takes to be ready.
enum EphemeralFile {
    /// Writes a file anew, in the place of whatever stands there.
    ///
    /// - Throws: ``SandboxError`` with the path and the system's reason.
    static func write(_ text: String, to path: String, mode: mode_t = 0o644) throws(SandboxError) {
        unlink(path)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        // The mode is the session's matter, not that of whoever's umask.
        guard fchmod(file, mode) == 0 else { throw failure(path) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func failure(_ path: String) -> SandboxError {
        SandboxError("\(path) can't be written: \(String(cString: strerror(errno)))")
    }
}
