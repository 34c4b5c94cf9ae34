public import LabGrader
public import LabModel
public import LabReport

/// A submission of a class, and how each lab of it stands.
public struct GradedSubmission: Sendable {
    public var student: String
    /// The entry's name in the folder of submissions.
    public var name: String
    /// The hash of what was handed in; nil where it couldn't be read.
    public var hash: Digest?
    /// Why it couldn't be read.
    public var refusal: String?
    /// When it was handed in, as the course knows it.
    public var submitted: Moment?
    /// What scoring takes of it, by the lab's id.
    public var facts: [String: ScoringFacts] = [:]
    /// By the lab's id; none where it couldn't be read.
    public var standings: [String: GradeLedger.Standing] = [:]

    public init(student: String, name: String) { (self.student, self.name) = (student, name) }
}

/// Puts a class's results together for reports: outcomes are found again from the evidence, points counted from them.
public struct ClassBook: Sendable {
    /// The lecture, as reports name it.
    public var lecture: String
    public var labs: [Lab]
    public var version: String
    /// What the course says of attempts, lateness and bonus, by the lab's id.
    public var rules: [String: ScoringRules] = [:]
    /// Makes a lab of a student's own of it, with the student's values.
    public var personal: @Sendable (_ lab: Lab, _ variant: [String: String]) -> Lab = { lab, _ in lab }

    public init(lecture: String, labs: [Lab], version: String) {
        (self.lecture, self.labs, self.version) = (lecture, labs, version)
    }

    /// The report on a submission.
    ///
    /// Nothing of it depends on when, in which order or how often something was run: its times are those of the
    /// submission.
    ///
    /// - Throws: ``LedgerProblem`` where points that are counted from the evidence aren't those that were signed.
    public func report(on submission: GradedSubmission) throws -> Report {
        let time = submission.submitted.map { "\($0)" } ?? ""
        let head = Report.Head(
            lecture: lecture,
            mode: .student,
            student: submission.student,
            submission: submission.hash.map { "\(submission.name) \($0.hex.prefix(12))" } ?? submission.name,
            started: time,
            ended: time,
            version: version
        )
        let entries = try labs.map { lab -> Report.Entry in
            let outcome = try outcome(of: lab, submission)
            return Report.Entry(
                lab,
                outcome,
                LabScore(
                    of: lab,
                    outcome,
                    rules: rules[lab.id] ?? ScoringRules(),
                    facts: submission.facts[lab.id] ?? ScoringFacts()
                )
            )
        }
        return Report(head, entries)
    }

    private func outcome(of lab: Lab, _ submission: GradedSubmission) throws -> LabOutcome {
        if let refusal = submission.refusal {
            let steps = lab.steps.map { StepOutcome(id: $0.id, course: .notAnswered) }
            var outcome = LabOutcome(
                id: lab.id,
                steps: steps,
                problem: "the submission was refused: \(refusal)"
            )
            outcome.isRefused = true
            return outcome
        }
        switch submission.standings[lab.id] {
        case .settled(let result), .givenUp(let result?, _):
            return try outcome(of: lab, result, attempt: submission.facts[lab.id]?.attempt ?? 1)
        case .givenUp(nil, let reason):
            return LabOutcome(id: lab.id, steps: [], problem: reason ?? "it could not be run")
        case .open, nil: return LabOutcome(id: lab.id, steps: [], problem: "it was not run yet")
        }
    }

    /// The outcome that a result's evidence gives for the lab that it was run for.
    private func outcome(of lab: Lab, _ result: GradeResult, attempt: Int) throws -> LabOutcome {
        let rescored = try Rescore(
            of: personal(lab, result.statement.variant),
            result,
            failures: FailureCount(beforeAttempt: attempt)
        )
        guard rescored.score == result.statement.score else {
            throw LedgerProblem(
                "\(result.statement.student), lab \(lab.id)",
                "the evidence gives other points than were signed; another version of slidectl may have graded it"
            )
        }
        return rescored.outcome
    }
}

/// The outcome and the points that evidence gives, without any engine.
public struct Rescore: Hashable, Sendable {
    public var outcome: LabOutcome
    /// The points of the work itself.
    public var score: ResultStatement.Score

    /// Counts a result again.
    ///
    /// - Throws: ``ResultProblem`` where the evidence isn't that of a lab.
    public init(
        of lab: Lab,
        _ result: GradeResult,
        failures: FailureCount = FailureCount()
    ) throws(ResultProblem) {
        let record: LabRecord
        do { record = try LabRecord(evidence: result.records) } catch {
            throw ResultProblem(.evidence, "\(error)")
        }
        outcome = LabReplay.outcome(of: lab, record, failures: failures)
        score = ResultStatement.Score(LabScore(of: lab, outcome))
    }
}
