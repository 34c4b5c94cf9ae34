import Foundation
import Host
import LabGrader
import LabGrading
import LabModel
import LabReport
import LabSandbox
import SystemPackage

/// Grades a class and writes what comes of it.
struct ClassGrade: Sendable {
    let lecture: LabLecture
    let labs: [Lab]
    let box: FilePath
    let places: GradePlaces
    let keys: KeyRing
    let jobs: Int
    let due: Moment?
    let times: String?
    let request: SessionRequest

    /// Runs what is open, and writes the gradebook.
    ///
    /// - Returns: The exit code.
    /// - Throws: ``CommandFailure`` where grading stopped: no other error may look like a class that was graded.
    func run() async throws -> Int32 {
        do { return try await graded() } catch is CancellationError {
            var failure = CommandFailure("interrupted; the same command goes on where it was")
            failure.exitCode = 130
            throw failure
        } catch let error as FileFailure {
            throw CommandFailure("\(error)")
        } catch let error as EvidenceProblem {
            throw CommandFailure("\(error)")
        } catch let error as ResultProblem {
            throw CommandFailure("\(error)")
        } catch let error as SandboxError {
            throw CommandFailure(error.description)
        }
    }

    private func graded() async throws -> Int32 {
        try places.refuseSubmissions(in: box, of: labs)
        let lock = try FolderLock(places.state.path)
        defer { lock.release() }
        let intake = try Intake(
            box: box,
            outputs: places.entries(of: box),
            labs: labs,
            due: due,
            times: times
        )
        for warning in intake.warnings {
            StandardStream.error.write("slidectl: warning: \(Plain(warning))\n")
        }
        var graded = intake.submissions
        let works = try works(of: intake)
        let found = try await SandboxWork.untilSignalled {
            try await EngineChoice(
                request.engine,
                socket: request.engineSocket,
                environment: request.environment,
                embedded: request.embedded
            ).find().name
        }
        StandardStream.error.write(
            "\(graded.count) submissions, \(labs.count) labs, \(jobs) at a time, on \(found)\n"
        )
        let standings = try await grade(works, intake, engine: found)
        for (work, standing) in zip(works, standings) {
            guard let index = graded.firstIndex(where: { $0.student == work.student }) else { continue }
            graded[index].standings[work.lab] = standing
        }
        return try report(graded, intake)
    }

    private func works(of intake: Intake) throws -> [GradeWork] {
        let hashes = try Dictionary(uniqueKeysWithValues: labs.map { ($0.id, try lecture.hash(of: $0)) })
        let images = LockPlace(of: lecture.lecture.path).read().map { lock in
            Dictionary(lock.labs.map { ($0.id, $0.images) }, uniquingKeysWith: { $1 })
        }
        return intake.submissions.flatMap { submission in
            labs.compactMap { lab -> GradeWork? in
                guard let hash = submission.hash, let labHash = hashes[lab.id] else { return nil }
                return GradeWork(
                    lab: lab.id,
                    labHash: labHash,
                    student: submission.student,
                    submission: hash,
                    variant: lab.variant(for: submission.student, keys.course),
                    images: images?[lab.id] ?? [:]
                )
            }
        }
    }

    private func grade(
        _ works: [GradeWork],
        _ intake: Intake,
        engine: String
    ) async throws -> [GradeLedger.Standing] {
        do {
            return try await SandboxWork.untilSignalled {
                let ledger = try GradeLedger(
                    places.state,
                    keys: keys,
                    version: Slidectl.version,
                    now: { .now }
                )
                let grading = ClassGrading(ledger, jobs: jobs, engine: engine, tell: GradeTeller.tell)
                return try await grading.run(works) { work, nonce, note in
                    try await run(work, intake, note)
                }
            }
        } catch let error as LedgerProblem {
            throw CommandFailure("\(error): it was changed since it was written; nothing is graded")
        }
    }

    /// Runs a lab for a student, in a session of its own.
    private func run(
        _ work: GradeWork,
        _ intake: Intake,
        _ note: @Sendable ([EvidenceRecord]) async throws -> Void
    ) async throws -> LabScore {
        guard let general = labs.first(where: { $0.id == work.lab }),
            let submission = intake.contents[work.student]
        else { throw CommandFailure("lab \(work.lab) isn't there") }
        let lab = Lab.personal(general, work.variant)
        var session = LabSession(lecture: lecture, request: request)
        session.variant = work.variant
        let report = try await session.run(lab, Submission(submission.contents, for: lab))
        try await note(report.record.evidence)
        return LabScore(of: lab, report.outcome)
    }

    private func report(_ graded: [GradedSubmission], _ intake: Intake) throws -> Int32 {
        do {
            let overrides = try OverrideLog(
                DiskFiles().read(places.state.overrides, limit: EvidenceLog.limit),
                keys: keys.records
            )
            var graded = graded
            for index in graded.indices {
                for lab in labs {
                    graded[index].facts[lab.id, default: ScoringFacts()].overrides = overrides.facts(
                        student: graded[index].student,
                        lab: lab.id
                    )
                }
            }
            let outputs = GradeOutputs(lecture: lecture, labs: labs, places: places)
            let remarks = remarks(on: graded, intake)
            let copied = CopiedValues(labs: variants(of: graded)).found(in: intake)
            return try outputs.write(
                graded,
                notes: GradeNotes(strays: intake.strays, copying: copied, remarks: remarks)
            )
        } catch let error as EvidenceProblem {
            throw CommandFailure("'\(places.state.overrides)': \(error)")
        } catch let error as LedgerProblem {
            throw CommandFailure("\(error)")
        }
    }

    /// What of the submissions doesn't count although somebody may think so.
    private func remarks(on graded: [GradedSubmission], _ intake: Intake) -> [GradeNotes.Remark] {
        graded.flatMap { submission -> [GradeNotes.Remark] in
            guard let handedIn = intake.contents[submission.student] else { return [] }
            return labs.flatMap { lab in
                Submission(handedIn.contents, for: lab).remarks.map {
                    GradeNotes.Remark(student: submission.student, lab: lab.id, text: $0)
                }
            }
        }
    }

    /// Each lab with each student's own values in it.
    private func variants(
        of graded: [GradedSubmission]
    ) -> [(lab: Lab, values: [String: [String: String]])] {
        labs.map { lab in
            let values = graded.map { ($0.student, lab.variant(for: $0.student, keys.course)) }
            return (lab, Dictionary(values, uniquingKeysWith: { first, _ in first }))
        }
    }
}
