/// Collects the files of a submission within its limits, wherever they come from.
struct SubmissionBasket {
    let limits: SubmissionLimits
    private var files: [SubmittedFile] = []
    /// Paths without regard to case, and whether it is a folder; names that differ only in that are one on some disks.
    private var taken: [String: Bool] = [:]
    private var entries = 0
    private(set) var total = 0

    init(_ limits: SubmissionLimits) { self.limits = limits }

    /// Counts a file or folder, before anything of it is read.
    mutating func count() throws(SubmissionProblem) {
        entries += 1
        guard entries <= limits.entries else {
            throw SubmissionProblem("there are more than \(limits.entries) files and folders")
        }
    }

    /// How many bytes a file may have that is read now.
    var room: Int { min(limits.file, limits.total - total) }

    /// Says why a file is too large.
    func excess(_ parts: [String]) -> SubmissionProblem {
        room < limits.file
            ? SubmissionProblem("all files together have more than \(limits.total >> 20) MiB")
            : SubmissionProblem(
                "'\(Plainly.shown(parts.joined(separator: "/")))' has more than \(limits.file >> 20) MiB"
            )
    }

    /// Takes a file; two of one name are refused, since nobody could say which of them counts.
    mutating func add(_ parts: [String], _ bytes: [UInt8]) throws(SubmissionProblem) {
        guard bytes.count <= room else { throw excess(parts) }
        for length in 1..<max(parts.count, 1) { try take(Array(parts.prefix(length)), isFolder: true) }
        try take(parts, isFolder: false)
        total += bytes.count
        files.append(SubmittedFile(parts.joined(separator: "/"), bytes))
    }

    private mutating func take(_ parts: [String], isFolder: Bool) throws(SubmissionProblem) {
        let path = parts.joined(separator: "/")
        let key = path.lowercased()
        if let before = taken[key], !before || !isFolder {
            throw SubmissionProblem("'\(Plainly.shown(path))' is there twice")
        }
        taken[key] = isFolder
    }

    /// The submission; where everything lies in one folder that no lab asks for, what lies in that.
    func submission(asked: Set<String>) -> HandedIn {
        var files = files
        while let top = files.first?.path.split(separator: "/").first.map(String.init), !asked.contains(top),
            files.allSatisfy({ $0.path.hasPrefix(top + "/") })
        {
            for index in files.indices { files[index].path.removeFirst(top.count + 1) }
        }
        return HandedIn(files)
    }
}
