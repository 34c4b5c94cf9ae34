// Whose module `stat` is of depends on what else is loaded: both are named.
import CoreFoundation
import Foundation
import Glibc

/// Where sessions keep what they have.
public struct SessionPlaces: Hashable, Sendable {
    /// The journal, homes and workspaces: it outlives a restart of the machine, because containers do.
    public let state: String
    /// Sockets and mounts: a short path, since a socket's has 107 bytes at most.
    public let runtime: String

    /// The places of a user, by the environment's variables; `SLIDECTL_SANDBOX_STATE` names one folder for all.
    public init(environment: [String: String]) {
        let user = getuid()
        if let folder = environment["SLIDECTL_SANDBOX_STATE"], !folder.isEmpty {
            (state, runtime) = (folder, folder + "/run")
        } else if user == 0 {
            (state, runtime) = ("/var/lib/slidectl", "/run/slidectl")
        } else {
            let home = environment["HOME"] ?? "/tmp"
            state = (environment["XDG_STATE_HOME"] ?? home + "/.local/state") + "/slidectl"
            runtime = environment["XDG_RUNTIME_DIR"].map { $0 + "/slidectl" } ?? "/tmp/slidectl-\(user)"
        }
    }

    /// The folder of what a session has.
    func folder(of id: String) -> String { "\(state)/sessions/\(id)" }

    /// The folder of a session's sockets and mounts.
    func runtime(of id: String) -> String { "\(runtime)/\(id)" }

    /// Where a session's engine socket is.
    func socket(of id: String) -> String { runtime(of: id) + "/docker.sock" }

    /// Where whoever holds a session takes requests about it.
    public func requestSocket(of id: String) -> String { runtime(of: id) + "/lab.sock" }

    /// Where it is written down what gates refused.
    public var refusals: String { state + "/refused.log" }

    /// Makes the folders, which nobody but their owner may enter.
    func prepare() throws(SandboxError) {
        for folder in [state, runtime, state + "/sessions"] {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch { throw SandboxError("\(folder) can't be made: \(error.localizedDescription)") }
        }
        // A folder in /tmp that somebody else made beforehand is a trap.
        var status = stat()
        guard lstat(runtime, &status) == 0, status.st_uid == geteuid(), status.st_mode & S_IFMT == S_IFDIR
        else {
            throw SandboxError("\(runtime) belongs to somebody else; remove it, or set XDG_RUNTIME_DIR")
        }
        chmod(runtime, 0o711)
        chmod(state, 0o711)
    }
}
