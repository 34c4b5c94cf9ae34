import Glibc
import Ports
import SystemPackage

/// Which folders and files below a root are worth watching.
package enum WatchedTree {
    /// Whether a folder is looked into: not where tools keep their own things.
    static func isWatched(folder name: String) -> Bool {
        !name.hasPrefix(".") && name != "node_modules"
    }

    /// Whether a name is one that editors give to what they write beside a file.
    package static func isTemporary(_ name: String) -> Bool {
        if name.hasSuffix("~") || name.hasPrefix(".#") || name == "4913" { return true }
        if name.hasPrefix("#") && name.hasSuffix("#") { return true }
        if name.hasPrefix(".goutputstream-") || name.hasPrefix(".~lock.") { return true }
        if name.hasSuffix("___jb_tmp___") || name.hasSuffix("___jb_old___") { return true }
        // Vim's swap files: .x.slide.swp, .swo, .swx and so on.
        return name.hasPrefix(".") && name.dropLast().hasSuffix(".sw")
    }

    /// The entries of a folder; those of a folder that can't be read are none.
    static func entries(of folder: FilePath) -> [(path: FilePath, isFolder: Bool)] {
        guard let stream = folder.withPlatformString({ opendir($0) }) else { return [] }
        defer { closedir(stream) }
        var found: [(path: FilePath, isFolder: Bool)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { FilePath(platformString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            let path = folder.pushing(name)
            // DT_DIR, or a file system that doesn't tell.
            let isFolder = entry.pointee.d_type == 4 || (entry.pointee.d_type == 0 && isRealFolder(path))
            if isFolder ? isWatched(folder: name.string) : !isTemporary(name.string) {
                found.append((path, isFolder))
            }
        }
        return found
    }

    /// The stamps of all files and folders below a folder, for systems that can't tell of changes.
    static func stamps(below root: FilePath, atMost limit: Int = 50_000) -> [FilePath: FileStamp] {
        var stamps: [FilePath: FileStamp] = [:]
        var waiting = [root]
        while let folder = waiting.popLast(), stamps.count < limit {
            for entry in entries(of: folder) {
                var status = stat()
                let result = entry.path.withPlatformString { fstatat(AT_FDCWD, $0, &status, 0) }
                guard result == 0 else { continue }
                stamps[entry.path] = FileStamp(status)
                if entry.isFolder { waiting.append(entry.path) }
            }
        }
        return stamps
    }

    private static func isRealFolder(_ path: FilePath) -> Bool {
        var status = stat()
        let result = path.withPlatformString { fstatat(AT_FDCWD, $0, &status, AT_SYMLINK_NOFOLLOW) }
        return result == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
