/// What a grading folder holds, compared with its journal: what was edited, dropped, moved or added since it was written.
///
/// Nothing is written, and one problem hides no other. The journal isn't signed: who can write to the folder can take out
/// a whole run, its result, evidence and lines together, and nothing tells.
public struct GradeAudit: Sendable {
    /// Something that isn't as it was written.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        public var path: String
        /// From 1.
        public var line: Int?
        public var reason: String

        public var description: String { "\(path)\(line.map { ":\($0)" } ?? ""): \(reason)" }
    }

    /// Results that are as they were signed, by path.
    public private(set) var results: [(path: String, result: GradeResult)] = []
    public private(set) var problems: [Problem] = []
    /// What a kill may have left, and is no problem: the next `lab grade` goes on from there.
    public private(set) var remarks: [Problem] = []
    /// Whether there is neither a journal nor anything of a run.
    public private(set) var isEmpty = true

    private let folder: GradeFolder
    private let keys: [KeyRecord]
    private let files: any DurableFiles
    private var runs: [Digest: Runs] = [:]
    private var hasJournal = false

    /// What the journal says of a piece of work.
    private struct Runs {
        var begun = 0
        var ends: [Int: GradeJournal.End] = [:]
        var student: String?
        var lab: String?
    }

    /// Looks through a grading folder.
    ///
    /// - Throws: ``FileFailure`` where it can't be read.
    public init(
        _ folder: GradeFolder,
        keys: [KeyRecord],
        files: any DurableFiles = DiskFiles()
    ) throws(FileFailure) {
        (self.folder, self.keys, self.files) = (folder, keys, files)
        try readJournal()
        var found: Set<String> = []
        for work in try files.names(in: folder.results) {
            for name in try names(of: work) {
                isEmpty = false
                found.insert("\(work)/\(name)")
                if name.hasSuffix(Self.resultEnding) { try readResult(work, name) }
            }
        }
        lookForMissing(found)
        if !hasJournal, !found.isEmpty {
            problems.append(Problem(path: folder.journal, reason: "is gone, and what was run rests on it"))
        } else {
            lookForAdded(found)
        }
    }

    // MARK: The journal

    private mutating func readJournal() throws(FileFailure) {
        guard let bytes = try files.read(folder.journal, limit: GradeJournal.limit) else { return }
        let lines = JournalEntry.lines(of: bytes)
        (hasJournal, isEmpty) = (true, bytes.isEmpty)
        for (index, line) in lines.whole.enumerated() {
            guard let entry = JournalEntry(line) else {
                note(line: index + 1, "isn't one of the journal's lines")
                continue
            }
            if let problem = take(entry) { note(line: index + 1, problem) }
        }
        if lines.isCut {
            let reason = "is cut off in this line, as by a kill; lab grade goes on before it"
            remarks.append(Problem(path: folder.journal, line: lines.whole.count + 1, reason: reason))
        }
    }

    private mutating func note(line: Int, _ reason: String) {
        problems.append(Problem(path: folder.journal, line: line, reason: reason))
    }

    /// Takes a line; says why it can't follow those before it.
    private mutating func take(_ entry: JournalEntry) -> String? {
        var known = runs[entry.work] ?? Runs()
        defer { runs[entry.work] = known }
        switch entry.event {
        case .begun(let student, let lab):
            let before = known.begun
            known.begun = max(entry.run, before)
            (known.student, known.lab) = (student ?? known.student, lab ?? known.lab)
            return entry.run == before + 1
                ? nil : "run \(entry.run) begins behind run \(before): a line was dropped, moved or added"
        case .ended(let end, _):
            let before = known.ends.updateValue(end, forKey: entry.run)
            if entry.run > known.begun { return "run \(entry.run) ends, and no line begins it" }
            return before == nil || before == end ? nil : "run \(entry.run) ends twice, each time otherwise"
        }
    }

    // MARK: Results

    private static let resultEnding = ".result.json"
    private static let evidenceEnding = ".evidence.jsonl"

    /// The files of a piece of work.
    private func names(of work: String) throws(FileFailure) -> [String] {
        let place = "\(folder.results)/\(work)"
        let names: [String]
        if Digest(hex: work) != nil {
            names = try files.names(in: place)
        } else {
            // Somebody else's, and perhaps no folder.
            names = (try? files.names(in: place)) ?? []
        }
        return names.filter { $0.hasSuffix(Self.resultEnding) || $0.hasSuffix(Self.evidenceEnding) }
    }

    private mutating func readResult(_ work: String, _ name: String) throws(FileFailure) {
        let path = "\(folder.results)/\(work)/\(name)"
        let run = Self.run(name, Self.resultEnding)
        guard let evidence = GradeFolder.evidence(besideResult: path),
            let bytes = try files.read(path, limit: SignedFile.limit)
        else { return }
        guard let log = try files.read(evidence, limit: EvidenceLog.limit) else {
            problems.append(Problem(path: evidence, reason: "is gone, and the result rests on it"))
            return
        }
        do throws(ResultProblem) {
            let result = try GradeResult(result: bytes, evidence: log, keys: keys)
            if let problem = problem(with: result, of: work, run: run) {
                problems.append(Problem(path: path, reason: problem))
            } else {
                results.append((path, result))
            }
        } catch {
            let place = error.place == .result ? path : evidence
            problems.append(Problem(path: place, line: error.line, reason: error.reason))
        }
    }

    /// Why a signed result can't be that of this run of this work.
    private mutating func problem(with result: GradeResult, of work: String, run: Int?) -> String? {
        let statement = result.statement
        guard result.work.hex == work else {
            return "it was moved here: it is \(statement.student)'s of lab \(statement.lab), and other work"
        }
        // What the journal lacks is told where all files are compared with it.
        guard let run, let known = runs[result.work], run <= known.begun else { return nil }
        guard known.student ?? statement.student == statement.student,
            known.lab ?? statement.lab == statement.lab
        else { return "the journal says that this work is another student's, or of another lab" }
        guard let end = known.ends[run] else {
            // Grading notes such an end before it begins the next run.
            guard run == known.begun else { return "the journal lacks the line that this run ended" }
            let reason = "the journal doesn't say that this run ended, as after a kill; lab grade notes it"
            remarks.append(Problem(path: "\(folder.results)/\(work)/\(run).result.json", reason: reason))
            return nil
        }
        return end.problem(with: result)
    }

    // MARK: The files and the journal

    /// Finds what the journal knows and isn't there.
    private mutating func lookForMissing(_ found: Set<String>) {
        for (work, known) in runs.sorted(by: { $0.key.hex < $1.key.hex }) {
            for (run, end) in known.ends.sorted(by: { $0.key < $1.key }) {
                let ending = end == .failed ? Self.evidenceEnding : Self.resultEnding
                let name = "\(work)/\(run)\(ending)"
                guard !found.contains(name) else { continue }
                let path = "\(folder.results)/\(name)"
                problems.append(Problem(path: path, reason: "the journal knows it, and it is gone"))
            }
        }
    }

    /// Finds what is there and the journal doesn't know.
    private mutating func lookForAdded(_ found: Set<String>) {
        for name in found.sorted() {
            let parts = name.split(separator: "/").map(String.init)
            guard parts.count == 2, let work = Digest(hex: parts[0]) else { continue }
            let isResult = parts[1].hasSuffix(Self.resultEnding)
            // One line for both: evidence is told of where it stands alone.
            let result = "\(name.dropLast(Self.evidenceEnding.count))\(Self.resultEnding)"
            guard isResult || !found.contains(result) else { continue }
            let run = Self.run(parts[1], isResult ? Self.resultEnding : Self.evidenceEnding)
            if let run, run <= runs[work]?.begun ?? 0 { continue }
            let reason = "the journal knows no such run: it was added, or lines of the journal were dropped"
            problems.append(Problem(path: "\(folder.results)/\(name)", reason: reason))
        }
    }

    /// The number of the run in a file's name; nil for a name that grading gives no file.
    private static func run(_ name: String, _ ending: String) -> Int? {
        let number = name.dropLast(ending.count)
        guard let run = Int(number), run > 0, "\(run)" == number else { return nil }
        return run
    }
}

extension GradeResult {
    /// What names the work that it is a result of.
    public var work: Digest { GradeWork(header).key }
}
