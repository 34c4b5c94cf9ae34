import Glibc

/// Reads a student's folder without following a link, whatever changes in it meanwhile.
struct SubmittedFolder {
    private var basket: SubmissionBasket
    private let limits: SubmissionLimits

    /// Reads the files of a folder, whose own last part may be no link; `asked` are first parts of the paths that labs
    /// ask for.
    static func read(
        _ path: String,
        _ limits: SubmissionLimits,
        asked: Set<String>
    ) throws(SubmissionProblem) -> HandedIn {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { throw problem("the folder") }
        var reader = SubmittedFolder(basket: SubmissionBasket(limits), limits: limits)
        try reader.read(folder, [])
        return reader.basket.submission(asked: asked)
    }

    /// Reads an open folder, and closes it.
    private mutating func read(_ folder: Int32, _ above: [String]) throws(SubmissionProblem) {
        guard let stream = fdopendir(folder) else {
            close(folder)
            throw Self.problem("a folder")
        }
        defer { closedir(stream) }
        for name in FolderNames.all(stream).sorted() {
            try basket.count()
            let parts = try SubmittedPath.parts((above + [name]).joined(separator: "/"), limits)
            guard !SubmittedPath.isLitter(parts) else { continue }
            let shown = Plainly.shown(parts.joined(separator: "/"))
            // What isn't a file or a folder isn't opened: that alone could wake a device.
            var status = stat()
            guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw Self.problem(shown) }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                guard inner >= 0 else { throw Self.problem(shown) }
                try read(inner, parts)
            case S_IFREG: try readFile(name, in: folder, parts)
            case S_IFLNK:
                throw SubmissionProblem("'\(shown)' is a link; put the file itself in its place")
            default: throw SubmissionProblem("'\(shown)' is neither a file nor a folder")
            }
        }
    }

    private mutating func readFile(
        _ name: String,
        in folder: Int32,
        _ parts: [String]
    )
        throws(SubmissionProblem)
    {
        let shown = Plainly.shown(parts.joined(separator: "/"))
        let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw Self.problem(shown) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw Self.problem(shown) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SubmissionProblem("'\(shown)' is neither a file nor a folder")
        }
        // A second name of a file may be one of another student's, or of ours.
        guard status.st_nlink == 1 else {
            throw SubmissionProblem("'\(shown)' is a link; put the file itself in its place")
        }
        guard status.st_size <= basket.room else { throw basket.excess(parts) }
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try DiskFiles.contents(of: file, shown, limit: basket.room)
        } catch { throw SubmissionProblem(error.description) }
        try basket.add(parts, bytes)
    }

    private static func problem(_ shown: String) -> SubmissionProblem {
        SubmissionProblem("'\(shown)' can't be read: \(String(cString: strerror(errno)).lowercased())")
    }
}
