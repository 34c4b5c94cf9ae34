import Glibc

/// Where keys may lie.
enum KeyPlace {
    /// Refuses a folder inside of a git work tree: one `git add` would publish the keys.
    static func check(_ folder: String) throws(KeyError) {
        // What isn't there yet has no real path; its nearest folder that is there has.
        var existing = folder
        while !existing.isEmpty, access(existing, F_OK) != 0 {
            existing = existing.lastIndex(of: "/").map { String(existing[..<$0]) } ?? "."
            if existing == "." { break }
        }
        guard let real = realpath(existing.isEmpty ? "/" : existing, nil) else {
            throw KeyError("\(folder) can't be found")
        }
        defer { free(real) }
        var place = String(cString: real)
        while true {
            if access(place + "/.git", F_OK) == 0 {
                throw KeyError(
                    "keys don't belong into a repository, and \(folder) lies in the one at \(place); name another folder"
                )
            }
            guard let slash = place.lastIndex(of: "/"), place != "/" else { break }
            place = String(place[..<slash])
        }
        if access(folder, F_OK) == 0 { try checkMode(folder) }
    }

    /// Refuses a file or a folder of somebody else's, or one that others may read or write.
    static func checkMode(_ path: String) throws(KeyError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT != S_IFLNK else { throw KeyError("\(path) is a link") }
        guard status.st_uid == geteuid() else { throw KeyError("\(path) belongs to somebody else") }
        guard status.st_mode & 0o077 == 0 else {
            let mode = status.st_mode & S_IFMT == S_IFDIR ? "700" : "600"
            throw KeyError("others may read or change \(path); chmod \(mode) makes it yours alone")
        }
    }
}
