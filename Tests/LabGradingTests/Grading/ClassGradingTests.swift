import EngineAPI
import LabGrading
import LabModel
import Synchronization
import Testing

/// Grading as a whole, with a grader that knows the answers and a disk that dies.
struct ClassGradingTests {
    /// What a class gets in the tests: nil for a verdict that never comes.
    private static let class_: [(student: String, earned: Int?)] = [
        ("ada", 10), ("bob", 3), ("cyd", nil), ("dan", 0), ("eve", 7),
    ]

    private static let works = class_.flatMap { student in
        ["pg", "image"].map { Sample.work(student.student, lab: $0, text: student.student) }
    }

    /// Counts how often work was run.
    private final class Counts: Sendable {
        private let counts = Mutex<[Digest: Int]>([:])
        private let running = Mutex((now: 0, most: 0))

        func add(_ work: GradeWork) { counts.withLock { $0[work.key, default: 0] += 1 } }
        func enter() { running.withLock { ($0.now, $0.most) = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func leave() { running.withLock { $0.now -= 1 } }
        subscript(work: GradeWork) -> Int { counts.withLock { $0[work.key] ?? 0 } }
        var most: Int { running.withLock(\.most) }
        var all: Int { counts.withLock { $0.values.reduce(0, +) } }
    }

    @Sendable private static func run(
        _ work: GradeWork,
        _ nonce: String,
        _ note: @Sendable ([EvidenceRecord]) async throws -> Void
    ) async throws -> LabScore {
        try await note([EvidenceRecord(.step, .string(work.student))])
        await Task.yield()
        try await note([EvidenceRecord(.check, .string(work.lab))])
        return Sample.score(work.lab, class_.first { $0.student == work.student }?.earned)
    }

    /// What a gradebook would say: points and evidence without the times and numbers of a run.
    private static func book(_ standings: [GradeLedger.Standing]) -> [String] {
        zip(works, standings).map { work, standing in
            switch standing {
            case .open: return "\(work.student) \(work.lab) open"
            case .settled(let result):
                return "\(work.student) \(work.lab) \(result.statement.score.visible.earned)"
                    + " \(result.records.map(\.body))"
            case .givenUp(let result, let reason):
                return "\(work.student) \(work.lab) given up"
                    + " \(result?.records.map(\.body) ?? []) \(reason ?? "")"
            }
        }
    }

    private func undisturbed() async throws -> [String] {
        let grading = try ClassGrading(Sample.ledger(KillableFiles(), Sample.keys()), jobs: 1, engine: "e")
        return Self.book(try await grading.run(Self.works, Self.run))
    }

    @Test func knowsWhoseSubmissionsWereRun() async throws {
        let files = KillableFiles()
        let grading = try ClassGrading(Sample.ledger(files, Sample.keys()), jobs: 1, engine: "e")
        _ = try await grading.run(Self.works, Self.run)
        #expect(try GradeFolder("state").students(files) == Set(Self.class_.map(\.student)))
    }

    @Test func gradesAllAndListsWhatNobodyCanSay() async throws {
        let book = try await undisturbed()
        #expect(book[0].hasPrefix("ada pg 10"))
        #expect(book.count { $0.contains("given up") } == 2)
        #expect(book[4].hasPrefix("cyd pg given up"))
    }

    @Test func runsNothingTwiceButWhatIsUnknown() async throws {
        let files = KillableFiles()
        let counts = Counts()
        for _ in 0..<3 {
            let grading = try ClassGrading(Sample.ledger(files, Sample.keys()), jobs: 2, engine: "e")
            _ = try await grading.run(Self.works) { work, nonce, note in
                counts.add(work)
                return try await Self.run(work, nonce, note)
            }
        }
        for work in Self.works {
            #expect(counts[work] == (work.student == "cyd" ? GradeLedger.mostTries : 1), "\(work)")
        }
    }

    @Test func runsAgainJustWhatChanged() async throws {
        let files = KillableFiles()
        let counts = Counts()
        var works = Self.works.filter { $0.student != "cyd" }
        for round in 0..<2 {
            let grading = try ClassGrading(Sample.ledger(files, Sample.keys()), jobs: 2, engine: "e")
            _ = try await grading.run(works) { work, nonce, note in
                counts.add(work)
                return try await Self.run(work, nonce, note)
            }
            #expect(counts.all == (round == 0 ? 8 : 12))
            works[0].submission = Digest(of: [1])
            works[1].labHash = Digest(of: [2])
            works[2].variant["port"] = "20002"
            works[3].images["postgres:16"] = "sha256:4567"
        }
    }

    @Test(arguments: [1, 2, 3, 8])
    func runsABoundedNumberAtATime(jobs: Int) async throws {
        let counts = Counts()
        let pool = GradePool(jobs: jobs)
        try await pool.run(Array(0..<40)) { number in
            counts.enter()
            for _ in 0..<20 { await Task.yield() }
            counts.leave()
            return .done
        }
        #expect(counts.most <= jobs)
        #expect(counts.most == jobs || jobs > 2)
    }

    @Test func triesAgainAfterTheOthers() async throws {
        let order = Mutex<[Int]>([])
        try await GradePool(jobs: 1).run([1, 2, 3]) { number in
            order.withLock { order in
                order.append(number)
                return number == 1 && order.count == 1 ? .again : .done
            }
        }
        #expect(order.withLock { $0 } == [1, 2, 3, 1])
    }

    /// A kill at any change of the disk, with all, half or nothing of that change done, changes no grade.
    @Test(arguments: 0...2)
    func givesTheSameGradesAfterAKillAtAnyMoment(halves: Int) async throws {
        let expected = try await undisturbed()
        let keys = try Sample.keys()
        let whole = KillableFiles()
        _ = try await ClassGrading(Sample.ledger(whole, keys), jobs: 1, engine: "e").run(Self.works, Self.run)
        #expect(whole.changes > 60)
        for change in 0..<whole.changes {
            let files = KillableFiles()
            files.kill(atChange: change, halves: halves)
            await #expect(throws: (any Error).self) {
                _ = try await ClassGrading(Sample.ledger(files, keys), jobs: 1, engine: "e")
                    .run(Self.works, Self.run)
            }
            files.revive()
            let again = try ClassGrading(Sample.ledger(files, keys), jobs: 1, engine: "e")
            let book = Self.book(try await again.run(Self.works, Self.run))
            #expect(book == expected, "killed at change \(change)")
        }
    }

    /// Generated: any order of the work, any number at a time, killed twice on the way.
    @Test func givesTheSameGradesForAnyOrderAndNumberOfJobs() async throws {
        let expected = try await undisturbed()
        let keys = try Sample.keys()
        var random = SystemRandomNumberGenerator()
        for _ in 0..<25 {
            let files = KillableFiles()
            let order = Self.works.shuffled(using: &random)
            for _ in 0..<2 {
                files.kill(atChange: Int.random(in: 0..<60), halves: Int.random(in: 0...2))
                _ = try? await ClassGrading(
                    Sample.ledger(files, keys),
                    jobs: Int.random(in: 1...6),
                    engine: "e"
                ).run(order, Self.run)
                files.revive()
            }
            let grading = try ClassGrading(
                Sample.ledger(files, keys),
                jobs: Int.random(in: 1...6),
                engine: "e"
            )
            _ = try await grading.run(order, Self.run)
            #expect(Self.book(try await grading.run(Self.works, Self.run)) == expected)
        }
    }

    @Test func givesUpOnWorkThatKillsTheGrader() async throws {
        let files = KillableFiles()
        let keys = try Sample.keys()
        let work = Self.works[0]
        for _ in 0..<GradeLedger.mostBreaks {
            let ledger = try Sample.ledger(files, keys)
            _ = try await ledger.begin(work, engine: "e")
        }
        let standings = try await ClassGrading(Sample.ledger(files, keys), jobs: 1, engine: "e")
            .run([work]) { _, _, _ in throw Killed() }
        guard case .givenUp(nil, let reason) = standings[0] else {
            Issue.record("\(standings)")
            return
        }
        #expect(reason == "the grader was killed 5 times while it ran this")
    }

    @Test func listsWorkWhoseSessionNeverOpens() async throws {
        let grading = try ClassGrading(Sample.ledger(KillableFiles(), Sample.keys()), jobs: 1, engine: "e")
        let counts = Counts()
        let standings = try await grading.run([Self.works[0]]) { work, _, _ in
            counts.add(work)
            throw SubmissionProblem("the engine is away")
        }
        #expect(counts.all == GradeLedger.mostTries)
        #expect(standings == [.givenUp(nil, reason: "the engine is away")])
    }

    @Test func saysThatAResultWasChangedAndRunsNothingAgain() async throws {
        let keys = try Sample.keys()
        let work = Self.works[0]
        let folder = GradeFolder("state")
        for path in [folder.result(of: work.key, run: 1), folder.evidence(of: work.key, run: 1)] {
            let files = KillableFiles()
            _ = try await ClassGrading(Sample.ledger(files, keys), jobs: 1, engine: "e").run([work], Self.run)
            files.contents[path]?[200] ^= 1
            let problem = await #expect(throws: LedgerProblem.self) {
                try await ClassGrading(Sample.ledger(files, keys), jobs: 1, engine: "e")
                    .run([work]) { _, _, _ in throw Killed() }
            }
            #expect(problem?.path == path)
        }
    }
}
