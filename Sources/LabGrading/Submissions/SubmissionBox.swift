import Glibc

/// A folder of submissions: each entry is one student's, a folder or an archive.
public struct SubmissionBox: Sendable {
    /// One entry.
    public struct Entry: Hashable, Sendable {
        public enum Kind: Hashable, Sendable { case folder, archive }

        /// The entry's name without its ending.
        public var student: String
        /// The entry's name.
        public var name: String
        public var kind: Kind
        /// When the file was last changed, by the machine's clock: what a student can set at will.
        public var modified: Moment
    }

    /// Something in the folder that is nobody's submission.
    public struct Stray: Hashable, Sendable {
        public var name: String
        public var reason: String
    }

    public let folder: String
    /// By student.
    public let entries: [Entry]
    public let strays: [Stray]
    public var limits: SubmissionLimits

    /// Endings of archives, longest first.
    static let endings = [".tar.gz", ".tgz", ".tar", ".zip"]
    /// Files of the course's that may lie beside submissions.
    public static let ownNames: Set = ["submitted.csv"]

    /// Lists a folder; nothing of the submissions is read yet.
    ///
    /// Entries of the names in `outputs` are what grading itself writes; they are neither submissions nor strays.
    public init(
        _ folder: String,
        limits: SubmissionLimits = SubmissionLimits(),
        outputs: Set<String> = []
    ) throws(FileFailure) {
        (self.folder, self.limits) = (folder, limits)
        guard let stream = opendir(folder) else { throw DiskFiles.failure(folder) }
        defer { closedir(stream) }
        var entries: [Entry] = []
        var strays: [Stray] = []
        for name in FolderNames.all(stream).sorted()
        where !name.hasPrefix(".") && !Self.ownNames.contains(name) && !outputs.contains(name) {
            do throws(SubmissionProblem) { entries.append(try Self.entry(name, folder)) } catch {
                strays.append(Stray(name: Plainly.shown(name), reason: error.description))
            }
        }
        // Names of pages must differ on disks that don't tell case apart.
        let groups = Dictionary(grouping: entries) { $0.student.lowercased() }
        for entry in entries where (groups[entry.student.lowercased()]?.count ?? 0) > 1 {
            strays.append(
                Stray(name: entry.name, reason: "there is more than one submission of \(entry.student)")
            )
        }
        self.entries = entries.filter { groups[$0.student.lowercased()]?.count == 1 }
            .sorted { Array($0.student.utf8).lexicographicallyPrecedes(Array($1.student.utf8)) }
        self.strays = strays
    }

    private static func entry(_ name: String, _ folder: String) throws(SubmissionProblem) -> Entry {
        var status = stat()
        guard lstat(folder + "/" + name, &status) == 0 else {
            throw SubmissionProblem("it can't be looked at")
        }
        let kind: Entry.Kind
        var student = name
        switch status.st_mode & S_IFMT {
        case S_IFDIR: kind = .folder
        case S_IFREG:
            guard let ending = endings.first(where: { name.lowercased().hasSuffix($0) }) else {
                throw SubmissionProblem("it is no folder, .zip, .tar.gz, .tgz or .tar")
            }
            student = String(name.dropLast(ending.count))
            kind = .archive
        case S_IFLNK: throw SubmissionProblem("it is a link")
        default: throw SubmissionProblem("it is neither a file nor a folder")
        }
        guard StudentName.isValid(student) else {
            throw SubmissionProblem(
                "its name can't name a student: letters, digits and . _ - @ + , ( ) or spaces within, 64 bytes"
            )
        }
        return Entry(
            student: student,
            name: name,
            kind: kind,
            modified: Moment(seconds: Int(status.st_mtim.tv_sec))
        )
    }

    /// Reads a submission.
    ///
    /// `asked` are the first parts of the paths that labs ask for; where all lies in one other folder, it is read as if
    /// that folder weren't there.
    public func read(_ entry: Entry, asked: Set<String> = []) throws(SubmissionProblem) -> HandedIn {
        let path = folder + "/" + entry.name
        switch entry.kind {
        case .folder: return try SubmittedFolder.read(path, limits, asked: asked)
        case .archive:
            let bytes: [UInt8]?
            do throws(FileFailure) { bytes = try DiskFiles().read(path, limit: limits.archive) } catch {
                throw SubmissionProblem("it can't be read: \(error.reason)")
            }
            guard let bytes else { throw SubmissionProblem("it is gone") }
            return try SubmittedArchive.read(bytes, limits, asked: asked)
        }
    }
}
