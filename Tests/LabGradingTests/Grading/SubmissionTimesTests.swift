import LabGrading
import LabModel
import Testing

struct SubmissionTimesTests {
    @Test func readsWhatTheSystemThatTookThemSays() throws {
        let times = try SubmissionTimes(
            "\u{FEFF}student,attempt,submitted\r\nada,2,2026-11-30T23:59+01:00\r\n\"Hopper, Grace\",,2026-12-01T00:00:00Z\r\n\r\nbob,1,\r\n"
        )
        #expect(times.entries["ada"]?.submitted == Moment("2026-11-30T22:59:00Z"))
        #expect(times.entries["ada"]?.attempt == 2)
        #expect(times.entries["Hopper, Grace"]?.attempt == 1)
        #expect(times.entries["bob"]?.submitted == nil)
        #expect(times.entries.count == 3)
    }

    @Test("A time may be written as a lab's deadline is")
    func readsADeadlinesWriting() throws {
        let times = try SubmissionTimes("student,submitted\nada,2026-12-01 10:10 +01:00\n")
        #expect(
            times.entries["ada"]?.submitted?.seconds == Deadline(parsing: "2026-12-01 10:10 +01:00")?.seconds
        )
    }

    @Test(arguments: [
        ("student\nada", "line 1: the first line must name 'student' and 'submitted'"),
        ("student,submitted\nada,2026-11-30 23:59", "line 2: a time is written"),
        ("student,submitted\nada,yesterday", "line 2: a time is written"),
        ("student,submitted,attempt\nada,,0", "line 2: an attempt is a number from 1"),
        ("student,submitted\n\nada,\nada,", "line 4: ada is there twice"),
        ("student,submitted\n\"ada,", "line 2: a quotation mark isn't closed"),
        ("student,submitted\n,2026-11-30T23:59Z", "line 2: the student is missing"),
    ])
    func refusesWhatCouldBeReadInTwoWays(text: String, problem: String) {
        let found = #expect(throws: SubmissionProblem.self) { try SubmissionTimes(text) }
        #expect(found?.description.hasPrefix(problem) == true, "\(found?.description ?? "")")
    }
}

struct OverrideTests {
    private func override(_ points: Int) -> PointsOverride {
        PointsOverride(
            student: "ada",
            lab: "pg",
            step: "up",
            points: .init(points),
            reason: "the engine of the lab room was down",
            author: "prof",
            time: Sample.time
        )
    }

    @Test func keepsEachWordWithItsReason() throws {
        let files = KillableFiles()
        let keys = try Sample.keys()
        let folder = GradeFolder("state")
        for points in [4, 5] { try OverrideLog.add(override(points), to: folder, keys: keys, files: files) }
        let log = try OverrideLog(files.contents[folder.overrides], keys: keys.records)
        let facts = log.facts(student: "ada", lab: "pg")
        #expect(facts.map(\.points.description) == ["4", "5"])
        #expect(facts.first?.reason == "prof: the engine of the lab room was down")
        #expect(log.facts(student: "bob", lab: "pg").isEmpty)
    }

    @Test func catchesEachByte() throws {
        let files = KillableFiles()
        let keys = try Sample.keys()
        let folder = GradeFolder("state")
        for points in [4, 5] { try OverrideLog.add(override(points), to: folder, keys: keys, files: files) }
        let bytes = try #require(files.contents[folder.overrides])
        for index in bytes.indices {
            var edited = bytes
            edited[index] ^= 1
            #expect(throws: EvidenceProblem.self, "byte \(index)") {
                try OverrideLog(edited, keys: keys.records)
            }
        }
    }

    @Test func isCutBackToWhatWasGiven() throws {
        let keys = try Sample.keys()
        let folder = GradeFolder("state")
        let files = KillableFiles()
        try OverrideLog.add(override(4), to: folder, keys: keys, files: files)
        files.kill(atChange: 0, halves: 1)
        #expect(throws: FileFailure.self) {
            try OverrideLog.add(override(5), to: folder, keys: keys, files: files)
        }
        files.revive()
        try OverrideLog.add(override(6), to: folder, keys: keys, files: files)
        let log = try OverrideLog(files.contents[folder.overrides], keys: keys.records)
        #expect(log.overrides.map(\.points.description) == ["4", "6"])
    }
}
