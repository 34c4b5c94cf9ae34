import EngineAPI
import LabGrading
import Testing

/// A grading folder against its journal: whatever is dropped, moved, added or changed shows.
struct GradeAuditTests {
    private let folder = GradeFolder("state")
    private let journal = "state/journal.jsonl"
    private let ada = Sample.work("ada")
    private let bob = Sample.work("bob")

    /// A state with ada's and bob's results of one lab, and three of cyd's whose verdict is missing.
    private func graded() async throws -> KillableFiles {
        let files = KillableFiles()
        let grading = try ClassGrading(Sample.ledger(files, Sample.keys()), jobs: 1, engine: "e")
        _ = try await grading.run([ada, bob, Sample.work("cyd")]) { work, _, note in
            try await note([EvidenceRecord(.step, .string(work.student))])
            return Sample.score(work.lab, work.student == "cyd" ? nil : 7)
        }
        return files
    }

    private func audit(_ files: KillableFiles) throws -> GradeAudit {
        try GradeAudit(folder, keys: try Sample.keys().records, files: files)
    }

    private func problems(_ files: KillableFiles) throws -> [String] {
        try audit(files).problems.map(\.description)
    }

    private func edit(_ files: KillableFiles, _ change: (inout [String]) -> Void) throws {
        let text = String(decoding: try #require(files.contents[journal]), as: UTF8.self)
        var lines = text.split(separator: "\n").map(String.init)
        change(&lines)
        files.contents[journal] = Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    @Test func believesWhatNobodyTouched() async throws {
        let audit = try audit(try await graded())
        #expect(audit.problems.isEmpty && audit.remarks.isEmpty && !audit.isEmpty)
        #expect(audit.results.count == 5)
    }

    @Test func saysThatThereIsNothing() throws {
        let audit = try audit(KillableFiles())
        #expect(audit.isEmpty && audit.results.isEmpty && audit.problems.isEmpty)
    }

    @Test func missesAResult() async throws {
        let files = try await graded()
        let path = folder.result(of: ada.key, run: 1)
        files.contents[path] = nil
        #expect(try problems(files) == ["\(path): the journal knows it, and it is gone"])
    }

    @Test func missesAWholeFolder() async throws {
        let files = try await graded()
        files.contents = files.contents.filter { !$0.key.contains(Sample.work("cyd").key.hex) }
        #expect(try problems(files).count == 3)
    }

    @Test func tellsFoldersThatWereSwapped() async throws {
        let files = try await graded()
        for path in [folder.result(of:run:), folder.evidence(of:run:)] {
            let (one, other) = (path(ada.key, 1), path(bob.key, 1))
            (files.contents[one], files.contents[other]) = (files.contents[other], files.contents[one])
        }
        let audit = try audit(files)
        #expect(audit.problems.count == 2)
        #expect(audit.problems.allSatisfy { $0.reason.hasPrefix("it was moved here: it is ") })
        #expect(audit.results.count == 3)
    }

    @Test func missesTheJournal() async throws {
        let files = try await graded()
        files.contents[journal] = nil
        #expect(try problems(files) == ["state/journal.jsonl: is gone, and what was run rests on it"])
        files.contents[journal] = []
        #expect(try problems(files).count == 5)
    }

    /// Each line is missed but the last of a work: without that one all is as after a kill.
    @Test func missesLinesOfTheJournal() async throws {
        let count = try #require(try await graded().contents[journal]).count { $0 == UInt8(ascii: "\n") }
        #expect(count == 10)
        for line in 0..<count {
            let files = try await graded()
            try edit(files) { $0.remove(at: line) }
            let audit = try audit(files)
            #expect(audit.problems.isEmpty == [1, 3, 9].contains(line), "line \(line)")
            #expect(audit.remarks.isEmpty != [1, 3, 9].contains(line), "line \(line)")
        }
    }

    @Test(arguments: [
        ("settled", "failed"), ("settled", "unknown"), ("unknown", "settled"), ("unknown", "failed"),
        ("\"run\":1", "\"run\":2"), ("\"run\":3", "\"run\":4"), ("bob", "ada"), ("begun", "gone"), ("{", "["),
    ])
    func tellsALineThatWasChanged(word: String, other: String) async throws {
        let files = try await graded()
        try edit(files) { lines in
            guard let index = lines.firstIndex(where: { $0.contains(word) }) else { return }
            lines[index] = lines[index].replacing(word, with: other)
        }
        #expect(try !problems(files).isEmpty)
    }

    @Test func tellsWhatWasAdded() async throws {
        let files = try await graded()
        for path in [folder.result(of:run:), folder.evidence(of:run:)] {
            files.contents[path(ada.key, 2)] = files.contents[path(ada.key, 1)]
        }
        #expect(try audit(files).problems.map(\.path) == [folder.result(of: ada.key, run: 2)])
        let stray = try await graded()
        let added = folder.evidence(of: bob.key, run: 7)
        stray.contents[added] = stray.contents[folder.evidence(of: bob.key, run: 1)]
        #expect(try audit(stray).problems.map(\.path) == [added])
    }

    @Test("A kill at any moment leaves no problem")
    func trustsWhatAKillLeft() async throws {
        let whole = try await graded()
        for halves in 0...2 {
            for change in 0..<whole.changes {
                let files = KillableFiles()
                files.kill(atChange: change, halves: halves)
                let grading = try? ClassGrading(Sample.ledger(files, Sample.keys()), jobs: 1, engine: "e")
                _ = try? await grading?.run([ada, bob]) { work, _, _ in Sample.score(work.lab, 7) }
                files.revive()
                #expect(try problems(files).isEmpty, "killed at change \(change), \(halves) halves done")
            }
        }
    }

    // MARK: Grading on

    /// What was dropped or changed behind the journal's back stops grading: nothing is run again because of it.
    @Test(arguments: ["settled", "unknown"])
    func stopsWhereAnEndedRunIsNotAsTheJournalSays(end: String) async throws {
        let work = end == "settled" ? ada : Sample.work("cyd")
        let changes: [(KillableFiles) throws -> Void] = [
            { $0.contents[folder.result(of: work.key, run: 1)] = nil },
            { files in try edit(files) { $0 = $0.map { $0.replacing(end, with: "failed") } } },
            { files in
                let other = end == "settled" ? "unknown" : "settled"
                try edit(files) { $0 = $0.map { $0.replacing(end, with: other) } }
            },
        ]
        for change in changes {
            let files = try await graded()
            try change(files)
            await #expect(throws: LedgerProblem.self) {
                try await ClassGrading(Sample.ledger(files, Sample.keys()), jobs: 1, engine: "e")
                    .run([work]) { _, _, _ in throw Killed() }
            }
        }
    }
}
