import EngineAPI
import LabGrading
import LabModel
import SourceText

/// Values that tests of grading are made of.
enum Sample {
    static let time = Moment(seconds: 1_796_000_000)

    static func signing(_ number: UInt8 = 1) throws -> SigningKey {
        guard let key = SigningKey(seed: [UInt8](repeating: number, count: 32)) else { throw Killed() }
        return key
    }

    static func keys(_ number: UInt8 = 1) throws -> KeyRing {
        guard let course = CourseKey([UInt8](repeating: 9, count: 32)) else { throw Killed() }
        let key = try signing(number)
        return KeyRing(
            signing: key,
            course: course,
            records: [KeyRecord(key.verifying, created: Moment(seconds: 1_700_000_000))]
        )
    }

    static func work(_ student: String, lab: String = "pg", text: String = "docker run postgres") -> GradeWork
    {
        GradeWork(
            lab: lab,
            labHash: Digest(of: Array("lab \(lab)".utf8)),
            student: student,
            submission: HandedIn([SubmittedFile("up.sh", Array(text.utf8))]).hash,
            variant: ["port": "20001"],
            images: ["postgres:16": "sha256:0123"]
        )
    }

    /// A score of so many of ten points; nil for a verdict that is missing.
    static func score(_ lab: String, _ earned: Int?) -> LabScore {
        let item = LabScore.Item(
            check: nil,
            earned: Points(earned ?? 0),
            possible: Points(10),
            pending: earned == nil ? Points(10) : .zero,
            verdict: earned.map { $0 == 10 ? .pass : .fail } ?? .unknown,
            isHidden: false
        )
        return LabScore(id: lab, steps: [LabScore.Step(id: "up", items: [item], verdict: item.verdict)])
    }

    static func ledger(_ files: any DurableFiles, _ keys: KeyRing) throws -> GradeLedger {
        try GradeLedger(
            GradeFolder("state"),
            keys: keys,
            version: "1.2.3",
            files: files,
            now: { time },
            nonce: { "0011" }
        )
    }

    /// A whole run: a log of four records and the signed result for it.
    static func run() async throws -> (result: [UInt8], evidence: [UInt8], keys: [KeyRecord]) {
        let files = KillableFiles()
        let keys = try keys()
        let work = work("ada")
        let grading = try ClassGrading(ledger(files, keys), jobs: 1, engine: "docker 20.10.24")
        _ = try await grading.run([work]) { work, _, note in
            try await note([EvidenceRecord(.step, .object([.init("exit", .number("0"))]))])
            try await note([EvidenceRecord(.check, .object([.init("seen", .string("running"))]))])
            return score(work.lab, 7)
        }
        let folder = GradeFolder("state")
        guard let result = files.contents[folder.result(of: work.key, run: 1)],
            let evidence = files.contents[folder.evidence(of: work.key, run: 1)]
        else { throw Killed() }
        return (result, evidence, keys.records)
    }
}
