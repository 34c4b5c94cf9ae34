import CArchive
import LabGrader
public import LabModel

/// What labs ask their students for.
public struct AskedFiles: Hashable, Sendable {
    /// One file.
    public struct Item: Hashable, Sendable {
        public var path: String
        /// The lab's id; a folder of that name may hold the file as well.
        public var lab: String
        /// What it is for: `step up of lab pg`.
        public var purpose: String
        /// Whether the lab can be met without it.
        public var isOptional: Bool

        /// Where it may lie.
        public var places: [String] { [path, lab + "/" + path] }

        /// Where it is looked for when the lab's answers lie in a place.
        func paths(in place: AnswerPlace?) -> [String] {
            guard let place else { return places }
            // That a hint was taken counts in the lab's folder in any case.
            return place.prefix.isEmpty && path.hasSuffix(".hint") ? places : [place.prefix + path]
        }
    }

    public var items: [Item] = []
    private var labs: [Lab] = []

    /// The files of some labs: a script for each task, lines to type where a step has a terminal, and what `//lab:file`
    /// names.
    public init(of labs: [Lab]) {
        self.labs = labs
        for lab in labs where lab.isDeclared {
            for step in lab.steps where step.isDeclared && step.mode != .skip {
                items.append(
                    Item(
                        path: step.id + ".sh",
                        lab: lab.id,
                        purpose: "step \(step.id) of lab \(lab.id)",
                        isOptional: false
                    )
                )
                if step.priceOfHints > .zero {
                    items.append(
                        Item(
                            path: step.id + ".hint",
                            lab: lab.id,
                            purpose: "that a hint for step \(step.id) of lab \(lab.id) was taken",
                            isOptional: true
                        )
                    )
                }
                if step.mode == .terminal {
                    items.append(
                        Item(
                            path: step.id + ".typed",
                            lab: lab.id,
                            purpose: "lines typed in step \(step.id) of lab \(lab.id)",
                            isOptional: step.typed.isEmpty
                        )
                    )
                }
            }
            for file in lab.files where file.origin == .student {
                items.append(
                    Item(
                        path: file.path,
                        lab: lab.id,
                        purpose: "a file of lab \(lab.id)",
                        isOptional: false
                    )
                )
            }
        }
    }

    /// Where each lab's answers lie in what is handed in, by the lab's id.
    func answerPlaces(among files: [String: [UInt8]]) -> [String: AnswerPlace] {
        let places = labs.map { ($0.id, AnswerPlace(of: $0, among: files)) }
        return Dictionary(places, uniquingKeysWith: { first, _ in first })
    }

    /// The first parts of the paths.
    public var tops: Set<String> {
        Set(items.map(\.lab)).union(
            items.compactMap { $0.path.split(separator: "/").first.map(String.init) }
        )
    }
}

/// The archive that a student hands in: just what the labs ask for, the same bytes for the same answers.
public struct AnswerPack: Sendable {
    /// The archive, a tar with gzip.
    public let archive: [UInt8]
    /// What is in it, by path.
    public let packed: [String]
    /// What the labs ask for and isn't there.
    public let missing: [AskedFiles.Item]
    /// What is there and no lab asks for, by path; it isn't packed.
    public let left: [String]

    /// Packs the answers in a folder, and the files at some paths though no lab asks for them.
    public init(
        _ folder: String,
        _ asked: AskedFiles,
        extra: Set<String> = [],
        limits: SubmissionLimits = SubmissionLimits()
    ) throws(SubmissionProblem) {
        let all = try SubmittedFolder.read(folder, limits, asked: asked.tops)
        let places = asked.answerPlaces(among: all.contents)
        let wanted = Set(asked.items.flatMap { $0.paths(in: places[$0.lab]) }).union(extra)
        let files = all.files.filter { wanted.contains($0.path) }
        packed = files.map(\.path)
        left = all.files.map(\.path).filter { !wanted.contains($0) }
        missing = asked.items.filter { item in
            let paths = item.paths(in: places[item.lab])
            return !item.isOptional && !files.contains { paths.contains($0.path) }
        }
        archive = try Self.archive(files)
    }

    /// Writes files as a tar with gzip, without times, owners or anything else of the machine.
    static func archive(_ files: [SubmittedFile]) throws(SubmissionProblem) -> [UInt8] {
        guard let writer = archive_write_new(), let entry = archive_entry_new() else {
            throw SubmissionProblem("there is no memory to write an archive")
        }
        defer {
            archive_entry_free(entry)
            archive_write_free(writer)
        }
        let failure = SubmissionProblem("the archive can't be written")
        archive_write_set_format_pax_restricted(writer)
        archive_write_add_filter_gzip(writer)
        archive_write_set_options(writer, "gzip:!timestamp,gzip:compression-level=9")
        archive_write_set_bytes_per_block(writer, 0)
        let size = files.reduce(64 << 10) { $0 + $1.bytes.count * 2 + 4_096 }
        var bytes = [UInt8](repeating: 0, count: size)
        var used = 0
        let isWritten = bytes.withUnsafeMutableBytes { buffer -> Bool in
            guard archive_write_open_memory(writer, buffer.baseAddress, size, &used) == ARCHIVE_OK else {
                return false
            }
            for file in files {
                archive_entry_clear(entry)
                archive_entry_set_pathname_utf8(entry, file.path)
                archive_entry_set_filetype(entry, 0o100000)
                archive_entry_set_perm(entry, 0o644)
                archive_entry_set_mtime(entry, 0, 0)
                archive_entry_set_size(entry, la_int64_t(file.bytes.count))
                guard archive_write_header(writer, entry) == ARCHIVE_OK,
                    archive_write_data(writer, file.bytes, file.bytes.count) == file.bytes.count
                else { return false }
            }
            return archive_write_close(writer) == ARCHIVE_OK
        }
        guard isWritten else { throw failure }
        return Array(bytes[..<used])
    }
}
