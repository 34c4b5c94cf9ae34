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

    private static let limit = 64 << 20

    /// Reads the journal; half a line at its end is cut off.
    init(_ path: String, files: any DurableFiles) throws {
        (self.path, self.files) = (path, files)
        guard let bytes = try files.read(path, limit: Self.limit) else { return }
        var start = 0
        var number = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            number += 1
            guard take(bytes[start..<end]) else {
                throw FileFailure(
                    path,
                    "line \(number) isn't one of the journal's; restore the file, or begin anew"
                )
            }
            start = end + 1
        }
        if start < bytes.count { try files.cut(path, to: start) }
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

    private mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
        guard let json = try? JSON(strictly: Array(line)), let event = json["event"]?.text,
            let work = json["work"]?.text.flatMap({ Digest(hex: $0) }), let run = json["run"]?.integer,
            run > 0
        else { return false }
        if event == "begun" {
            if let student = json["student"]?.text { students.insert(student) }
            standings[work, default: Standing()].begun = max(run, standing(of: work).begun)
            return true
        }
        guard let end = End(rawValue: event) else { return false }
        standings[work, default: Standing()].ends[run] = end
        if end == .failed { standings[work, default: Standing()].failure = json["reason"]?.text }
        return true
    }
}
