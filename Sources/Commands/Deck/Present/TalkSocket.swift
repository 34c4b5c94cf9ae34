// Whose module the system's structures are of depends on what else is loaded: both are named.
import CoreFoundation
import Crypto
import Glibc
import SystemPackage

/// Where the windows of one talk meet.
enum TalkSocket {
    /// The path of a lecture's socket, in a folder that only this user may enter; nil where there can't be one.
    static func path(of lecture: FilePath, _ environment: [String: String]) -> FilePath? {
        guard let folder = folder(environment) else { return nil }
        // Socket paths are short, lectures' needn't be.
        let digest = SHA256.hash(data: Array(lecture.string.utf8)).prefix(8)
        let name = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return folder.appending("talk-\(name)")
    }

    private static func folder(_ environment: [String: String]) -> FilePath? {
        let parent = environment["XDG_RUNTIME_DIR"].map { FilePath($0) }
        let folder =
            parent.flatMap { $0.isAbsolute && isOurs($0) ? $0.appending("slidectl") : nil }
            ?? FilePath("/tmp/slidectl-\(getuid())")
        if mkdir(folder.string, 0o700) != 0, errno != EEXIST { return nil }
        return isOurs(folder) ? folder : nil
    }

    /// In a folder that anybody may write to, what has our name need not be ours.
    private static func isOurs(_ folder: FilePath) -> Bool {
        var status = stat()
        guard lstat(folder.string, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == getuid() && status.st_mode & 0o022 == 0
    }
}
