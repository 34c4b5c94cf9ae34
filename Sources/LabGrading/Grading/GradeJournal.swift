import EngineAPI

/// What grading has begun and ended, a line each, so that the next start knows after any kill.
struct GradeJournal {
    /// How a run ended.
    enum End: String {
        /// With a verdict on everything.
        case settled
        /// With a verdict missing.
        case unknown
        /// Without a result: the engine was away, the session couldn't be made.
        case failed
    }

    /// What is known of a piece of work.
    struct Standing: Hashable {
        /// How many runs were begun.
        var begun = 0
        /// Runs that ended, by number, the first is 1.
        var ends: [Int: End] = [:]
        /// Why the last run that failed did.
        var failure: String?

        /// The run that settled it.
        var settled: Int? { ends.filter { $0.value == .settled }.keys.max() }
        /// The last run that left a result with a verdict missing.
        var unknown: Int? { ends.filter { $0.value == .unknown }.keys.max() }
        /// Runs that were begun and never ended: something killed the grader in them.
        var brokenOff: Int { begun - ends.count }
    }

    private(set) var standings: [Digest: Standing] = [:]
    /// Whose work was begun.
    private(set) var students: Set<String> = []
    private let path: String
    private let files: any DurableFiles

    static let limit = 64 << 20

    /// Reads the journal; half a line at its end is cut off.
    init(_ path: String, files: any DurableFiles) throws {
        (self.path, self.files) = (path, files)
        guard let bytes = try files.read(path, limit: Self.limit) else { return }
        let lines = JournalEntry.lines(of: bytes)
        for (index, line) in lines.whole.enumerated() {
            guard let entry = JournalEntry(line) else {
                throw FileFailure(
                    path,
                    "line \(index + 1) isn't one of the journal's; restore the file, or begin anew"
                )
            }
            take(entry)
        }
        if lines.isCut { try files.cut(path, to: lines.size) }
    }

    func standing(of work: Digest) -> Standing { standings[work] ?? Standing() }

    /// Notes that a run begins.
    ///
    /// - Returns: The run's number.
    mutating func begin(_ work: GradeWork) throws(FileFailure) -> Int {
        let number = standing(of: work.key).begun + 1
        try append([
            .init("event", .string("begun")), .init("work", work.key.json), .init("run", number.json),
            .init("student", work.student.json), .init("lab", work.lab.json),
        ])
        standings[work.key, default: Standing()].begun = number
        students.insert(work.student)
        return number
    }

    /// Notes how a run ended.
    mutating func end(_ work: GradeWork, run: Int, _ end: End, reason: String? = nil) throws(FileFailure) {
        var members: [JSON.Member] = [
            .init("event", .string(end.rawValue)), .init("work", work.key.json), .init("run", run.json),
        ]
        if let reason { members.append(.init("reason", .string(reason))) }
        try append(members)
        standings[work.key, default: Standing()].ends[run] = end
        if end == .failed { standings[work.key, default: Standing()].failure = reason }
    }

    private func append(_ members: [JSON.Member]) throws(FileFailure) {
        try files.append(JSON.object(members).bytes + [UInt8(ascii: "\n")], to: path)
    }

    private mutating func take(_ entry: JournalEntry) {
        var known = standing(of: entry.work)
        switch entry.event {
        case .begun(let student, _):
            if let student { students.insert(student) }
            known.begun = max(entry.run, known.begun)
        case .ended(let end, let reason):
            known.ends[entry.run] = end
            if end == .failed { known.failure = reason }
        }
        standings[entry.work] = known
    }
}
