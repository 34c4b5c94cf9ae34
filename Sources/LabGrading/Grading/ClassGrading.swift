public import LabModel

/// Grades a class: runs what isn't settled yet, and says how all of it stands.
public struct ClassGrading: Sendable {
    /// Runs a lab in a fresh session.
    ///
    /// It takes the work, the run's nonce, and what writes evidence down; it returns what the outcome is worth by itself.
    /// Whatever it throws, but cancellation and a failing disk, is a run without a result, which is tried again.
    public typealias Runner =
        @Sendable (
            _ work: GradeWork, _ nonce: String,
            _ note: @Sendable @escaping ([EvidenceRecord]) async throws -> Void
        ) async throws -> LabScore

    /// What happens on the way, for people.
    public enum Progress: Sendable {
        case begun(GradeWork, run: Int)
        case ended(GradeWork, LabScore)
        case failed(GradeWork, reason: String)
    }

    private let ledger: GradeLedger
    private let pool: GradePool
    private let engine: String
    private let tell: @Sendable (Progress) -> Void

    /// Grades on an engine, as evidence and results name it.
    public init(
        _ ledger: GradeLedger,
        jobs: Int,
        engine: String,
        tell: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        (self.ledger, self.engine, self.tell) = (ledger, engine, tell)
        pool = GradePool(jobs: jobs)
    }

    /// Runs what is open.
    ///
    /// - Returns: How each piece of work stands, in its order.
    public func run(_ works: [GradeWork], _ runner: @escaping Runner) async throws -> [GradeLedger.Standing] {
        var open: [GradeWork] = []
        for work in works where try await ledger.standing(of: work) == .open { open.append(work) }
        try await pool.run(open) { work in
            try await attempt(work, runner)
            return try await ledger.standing(of: work) == .open ? .again : .done
        }
        var standings: [GradeLedger.Standing] = []
        for work in works { standings.append(try await ledger.standing(of: work)) }
        return standings
    }

    private func attempt(_ work: GradeWork, _ runner: Runner) async throws {
        try Task.checkCancellation()
        let run = try await ledger.begin(work, engine: engine)
        tell(.begun(work, run: run.number))
        let score: LabScore
        do {
            score = try await runner(work, run.nonce) { records in
                try await ledger.note(records, in: run)
            }
        } catch let error where error is CancellationError || error is FileFailure {
            throw error
        } catch {
            // A session that was cancelled may say so in words of its own.
            try Task.checkCancellation()
            try await ledger.fail(run, reason: "\(error)")
            tell(.failed(work, reason: "\(error)"))
            return
        }
        try await ledger.end(run, score: score)
        tell(.ended(work, score))
    }
}
