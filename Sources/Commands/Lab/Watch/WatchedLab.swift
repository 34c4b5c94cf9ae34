import LabGrader
import LabModel
import LabReport
import LabSandbox
import Synchronization

/// A lab in a session that stays open: some of its steps can be run once more.
actor WatchedLab {
    private let watch: LabWatch
    private let session: SandboxSession
    private let room: SandboxRoom
    private let teller = LabTeller(audience: .student, isReport: true)
    /// The session before anything was done in it.
    private let origin: StepStart
    /// The session before each step that was run.
    private let starts = Mutex<[String: StepStart]>([:])
    private var files: LaidFiles
    private var submission: Submission?
    private var records: [StepRecord] = []
    private var failures = FailureCount()

    init(_ watch: LabWatch, _ session: SandboxSession) async throws {
        (self.watch, self.session) = (watch, session)
        room = try SandboxRoom(session)
        try await LabSession.prove(room)
        origin = try await StepStart(session, room)
        files = LaidFiles(room.workspace)
    }

    /// Runs what a save touches; nil where that is nothing.
    func runAgain(_ saved: Submission) async throws -> Int32? {
        guard let before = submission else { return try await run(saved) }
        guard let first = AnswerChange.firstTouched(watch.lab, before, saved) else { return nil }
        return try await run(saved, from: try await goBack(to: first))
    }

    /// Runs the lab from a step on.
    func run(_ submission: Submission, from first: Int = 0) async throws -> Int32 {
        let lab = watch.lab
        self.submission = submission
        if first == 0 {
            files = LaidFiles(room.workspace)
            try files.keep(submission.files)
        }
        teller.begin(lab)
        for step in lab.steps[first...] { starts.withLock { $0[step.id] = nil } }
        let report = try await runner(submission).run(
            lab,
            submission.plan,
            after: Array(records.prefix(first))
        )
        records = report.record.steps
        failures.count(report.outcome.steps.dropFirst(first))
        let facts = ScoringFacts(hintPenalties: submission.hintPenalties(in: lab))
        let score = LabScore(of: lab, report.outcome, facts: facts)
        teller.end(lab, report.outcome, score)
        return LabRun.exitCode([Report.Entry(lab, report.outcome, score)], .student)
    }

    private func runner(_ submission: Submission) -> LabRunner<ContinuousClock> {
        var lesson = LabSession(lecture: watch.lecture, request: watch.request)
        lesson.onProgress = teller.tell
        lesson.variant = watch.variants[watch.lab.id] ?? [:]
        var runner = lesson.runner(of: watch.lab, room, files, submission)
        // The room is put back as it was, which teardown doesn't do.
        runner.tearsDown = false
        runner.failures = failures
        let (lay, session, room) = (runner.prepare, session, room)
        runner.prepare = { [weak self] step in
            try await lay(step)
            let start = try await StepStart(session, room)
            self?.starts.withLock { $0[step.id] = start }
        }
        return runner
    }

    /// Puts the session back to where a step began, or to an earlier one where that can't be had any more.
    ///
    /// - Returns: The step that is run first.
    private func goBack(to first: Int) async throws -> Int {
        for index in stride(from: first, to: 0, by: -1) {
            // Nothing was run from there on: the session is as the step finds it.
            guard let ran = AnswerChange.firstRun(records, from: index) else { return index }
            guard let start = starts.withLock({ $0[watch.lab.steps[ran].id] }),
                start.engine.lost(in: try await EngineMark(room.engine)).isEmpty,
                try await start.restore(session, room).isEmpty
            else { continue }
            return index
        }
        let left = try await origin.restore(session, room)
        guard left.isEmpty else {
            throw RoomError("the session can't be put back: \(left.joined(separator: ", "))")
        }
        return 0
    }
}
