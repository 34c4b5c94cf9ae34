import EngineAPI
public import LabModel

/// Owns a grading folder: knows what was run, writes down what is run now.
///
/// Each step is durable before the next begins: a run is noted, its evidence grows record by record, its signed result
/// appears whole, its end is noted. A kill between any two leaves something that the next start goes on from.
public actor GradeLedger {
    /// What is to be done about a piece of work.
    public enum Standing: Hashable, Sendable {
        /// It was run, and there is a verdict on everything.
        case settled(GradeResult)
        /// It is to be run.
        case open
        /// It was tried as often as is reasonable: a person must look. The last result, with verdicts missing, and why
        /// the last run without one failed.
        case givenUp(GradeResult?, reason: String?)
    }

    /// A run that was begun.
    public struct Run: Sendable {
        public var work: GradeWork
        public var number: Int
        public var nonce: String
        public var engine: String
    }

    /// How often work is run whose verdicts stay unknown.
    public static let mostTries = 3
    /// How often work may take the grader down with it.
    public static let mostBreaks = 5

    private let folder: GradeFolder
    private let keys: KeyRing
    private let version: String
    private let files: any DurableFiles
    private let now: @Sendable () -> Moment
    private let nonce: @Sendable () -> String
    private var journal: GradeJournal
    /// The evidence of runs that were begun and haven't ended.
    private var logs: [Digest: EvidenceLog] = [:]

    /// Opens a grading folder, which is made where it is missing.
    ///
    /// `now` is the machine's clock; `nonce` makes numbers that no other run has.
    public init(
        _ folder: GradeFolder,
        keys: KeyRing,
        version: String,
        files: any DurableFiles = DiskFiles(),
        now: @escaping @Sendable () -> Moment,
        nonce: @escaping @Sendable () -> String = GradeLedger.randomNonce
    ) throws {
        (self.folder, self.keys, self.version, self.files) = (folder, keys, version, files)
        (self.now, self.nonce) = (now, nonce)
        try files.makeFolder(folder.path + "/results")
        journal = try GradeJournal(folder.journal, files: files)
    }

    /// 128 random bits.
    public static let randomNonce: @Sendable () -> String = {
        var random = SystemRandomNumberGenerator()
        return Hex.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// Says what is to be done about a piece of work.
    ///
    /// A result whose run the journal doesn't end was written just before a kill; it counts like any other.
    ///
    /// - Throws: ``LedgerProblem`` where a result was changed: nothing is run again behind anybody's back.
    public func standing(of work: GradeWork) throws -> Standing {
        let key = work.key
        var known = journal.standing(of: key)
        if known.begun > 0, known.ends[known.begun] == nil,
            let result = try result(of: work, run: known.begun)
        {
            try journal.end(work, run: known.begun, result.statement.score.isPending ? .unknown : .settled)
            known = journal.standing(of: key)
        }
        let results = try results(of: work, known)
        if let result = known.settled.flatMap({ results[$0] }) { return .settled(result) }
        let last = known.unknown.flatMap { results[$0] }
        if known.ends.count >= Self.mostTries { return .givenUp(last, reason: known.failure) }
        if known.brokenOff >= Self.mostBreaks {
            return .givenUp(last, reason: "the grader was killed \(known.brokenOff) times while it ran this")
        }
        return .open
    }

    /// The results of runs that have ended, by number.
    ///
    /// - Throws: ``LedgerProblem`` where one is gone, or isn't what the journal says of it.
    private func results(
        of work: GradeWork,
        _ known: GradeJournal.Standing
    ) throws -> [Int: GradeResult] {
        var results: [Int: GradeResult] = [:]
        for (run, end) in known.ends.sorted(by: { $0.key < $1.key }) {
            results[run] = try result(of: work, run: run)
            guard let problem = end.problem(with: results[run]) else { continue }
            throw LedgerProblem(folder.result(of: work.key, run: run), problem)
        }
        return results
    }

    /// Begins a run.
    public func begin(_ work: GradeWork, engine: String) throws -> Run {
        let run = Run(work: work, number: try journal.begin(work), nonce: nonce(), engine: engine)
        try files.makeFolder(folder.folder(of: work.key))
        var log = try EvidenceLog(folder.evidence(of: work.key, run: run.number), files: files)
        guard log.chain.count == 0 else {
            throw LedgerProblem(log.path, "it is evidence of a run that the journal doesn't know")
        }
        try log.append([EvidenceRecord(.begin, header(of: run).json)])
        logs[work.key] = log
        return run
    }

    /// Adds to a run's evidence; the records are on the disk when it returns.
    public func note(_ records: [EvidenceRecord], in run: Run) throws {
        guard var log = logs[run.work.key] else { return }
        try log.append(records)
        logs[run.work.key] = log
    }

    /// Ends a run that has a score: closes the evidence, signs the result, and notes the end.
    public func end(_ run: Run, score: LabScore) throws {
        let time = now()
        try note([EvidenceRecord(.end, .object([.init("time", time.json)]))], in: run)
        guard let log = logs.removeValue(forKey: run.work.key) else { return }
        let statement = ResultStatement(header(of: run), evidence: log.chain.root, time: time, score: score)
        let signed = SignedFile(.result, statement.json, by: keys.signing)
        try files.replace(folder.result(of: run.work.key, run: run.number), with: signed.bytes)
        try journal.end(run.work, run: run.number, statement.score.isPending ? .unknown : .settled)
    }

    private func header(of run: Run) -> EvidenceHeader {
        EvidenceHeader(run.work, engine: run.engine, nonce: run.nonce, version: version, time: now())
    }

    /// Ends a run that came to nothing.
    public func fail(_ run: Run, reason: String) throws {
        logs[run.work.key] = nil
        try journal.end(run.work, run: run.number, .failed, reason: Plainly.shown(reason))
    }

    private func result(of work: GradeWork, run: Int) throws -> GradeResult? {
        let path = folder.result(of: work.key, run: run)
        guard let bytes = try files.read(path, limit: SignedFile.limit) else { return nil }
        let evidence = folder.evidence(of: work.key, run: run)
        guard let log = try files.read(evidence, limit: EvidenceLog.limit) else {
            throw LedgerProblem(evidence, "a result rests on it, and it is gone")
        }
        do throws(ResultProblem) {
            let result = try GradeResult(result: bytes, evidence: log, keys: keys.records)
            guard result.work == work.key else {
                throw ResultProblem(.result, "it is of other work")
            }
            return result
        } catch {
            throw LedgerProblem(
                error.place == .result ? path : evidence,
                (error.line.map { "line \($0): " } ?? "") + error.reason
            )
        }
    }
}

/// A grading folder that isn't as it was left.
public struct LedgerProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public var path: String
    public var reason: String

    public init(_ path: String, _ reason: String) { (self.path, self.reason) = (path, reason) }

    public var description: String { "'\(path)': \(reason)" }
}

extension GradeWork {
    init(_ header: EvidenceHeader) {
        self.init(
            lab: header.lab,
            labHash: header.labHash,
            student: header.student,
            submission: header.submission,
            variant: header.variant,
            images: header.images
        )
    }
}
