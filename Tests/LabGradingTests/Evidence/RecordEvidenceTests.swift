import EngineAPI
import LabGrader
import LabGrading
import LabModel
import LabReport
import SourceText
import Testing

/// Records of labs as evidence, and points counted again from them.
struct RecordEvidenceTests {
    private var lab: Lab {
        let place = SourceLocation(file: "a.slide", line: 3, length: 5)
        var lab = Lab(id: "pg", title: "PostgreSQL", at: place)
        for (id, points) in [("up", 4), ("ps", 2), ("down", 1)] {
            var step = LabStep(
                id: id,
                command: LabCommand("docker \(id)", at: place),
                slide: 2,
                mode: .run,
                at: place
            )
            step.points = Points(points)
            lab.steps.append(step)
        }
        return lab
    }

    private func record(exit: Int) -> LabRecord {
        var looks = CheckEvidence()
        looks.observations = [RecordedObservation(asked: 0, answered: 3, .failed("the engine is away"))]
        let up = CommandRecord(
            "docker up",
            ending: .exited(code: 0),
            output: ["<a>"],
            errorOutput: [],
            milliseconds: 7
        )
        let ps = CommandRecord(
            "docker ps",
            ending: .exited(code: exit),
            output: [],
            errorOutput: ["no"],
            milliseconds: 2
        )
        return LabRecord(
            id: "pg",
            steps: [
                StepRecord(id: "up", course: .ran(up), checks: [looks, CheckEvidence()]),
                StepRecord(id: "ps", course: .ran(ps)), StepRecord(id: "down", course: .notAnswered),
            ],
            variant: ["port": "20001"],
            milliseconds: 12
        )
    }

    @Test func isPutTogetherAgainAsItWas() throws {
        let record = record(exit: 1)
        #expect(record.evidence.map(\.kind) == [.lab, .step, .check, .check, .step, .step])
        #expect(try LabRecord(evidence: record.evidence) == record)
    }

    @Test func refusesWhatStandsAtTheWrongPlace() {
        let evidence = record(exit: 0).evidence
        for changed in [
            [], Array(evidence.dropFirst()), evidence + [evidence[0]], Array(evidence[..<2]) + [evidence[3]],
            Array(evidence[..<5]) + [evidence[2]],
        ] {
            #expect(throws: JSONError.self) { try LabRecord(evidence: changed) }
        }
    }

    /// What was signed is what the evidence gives, whoever counts it and when.
    @Test(arguments: [(0, "6"), (1, "4")])
    func countsThePointsAgain(exit: Int, earned: String) async throws {
        let files = KillableFiles()
        let keys = try Sample.keys()
        let lab = lab
        let record = record(exit: exit)
        let work = Sample.work("ada")
        let grading = try ClassGrading(Sample.ledger(files, keys), jobs: 1, engine: "e")
        let standings = try await grading.run([work]) { _, _, note in
            try await note(record.evidence)
            return LabScore(of: lab, LabReplay.outcome(of: lab, record))
        }
        guard case .settled(let result) = standings[0] else {
            Issue.record("\(standings)")
            return
        }
        let rescored = try Rescore(of: lab, result)
        #expect(rescored.score == result.statement.score)
        #expect("\(rescored.score.visible.earned)" == earned)

        var book = ClassBook(lecture: "a.slide", labs: [lab], version: "1")
        var submission = GradedSubmission(student: "ada", name: "ada.zip")
        submission.standings["pg"] = standings[0]
        #expect("\(try book.report(on: submission).entries[0].score.earned)" == earned)
        // A lab whose points were changed since is no reason to change a signed grade in silence.
        book.labs[0].steps[0].points = Points(9)
        #expect(throws: LedgerProblem.self) { try book.report(on: submission) }
    }

    @Test func givesNothingForARefusedSubmissionAndLeavesOpenWhatNobodyRan() throws {
        let book = ClassBook(lecture: "a.slide", labs: [lab], version: "1")
        var refused = GradedSubmission(student: "ada", name: "ada.zip")
        refused.refusal = "it is a link"
        let score = try book.report(on: refused).entries[0].score
        #expect(score.earned == .zero)
        #expect(!score.isPending)
        let rows = GradebookCSV().text(
            of: Gradebook(title: "", reports: [try book.report(on: refused)]),
            for: .staff
        ).split(whereSeparator: \.isNewline).dropFirst()
        #expect(rows.allSatisfy { $0.contains(",refused,0,") }, "who handed in isn't who didn't: \(rows)")
        var open = GradedSubmission(student: "bob", name: "bob.zip")
        open.standings["pg"] = .givenUp(nil, reason: "the engine is away")
        let pending = try book.report(on: open).entries[0].score
        #expect(pending.isPending)
        #expect(pending.pending == Points(7))
    }
}
