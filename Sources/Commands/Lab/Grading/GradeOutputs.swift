import EngineAPI
import LabGrading
import LabModel
import LabReport
import SourceText
import SystemPackage

/// Writes the gradebook and the pages.
struct GradeOutputs {
    let lecture: LabLecture
    let labs: [Lab]
    let places: GradePlaces

    /// Writes everything.
    ///
    /// - Returns: The exit code: 0, 1 where staff should look at something, 3 where verdicts are unknown.
    func write(_ graded: [GradedSubmission], notes: GradeNotes) throws -> Int32 {
        var book = ClassBook(
            lecture: lecture.lecture.source.name,
            labs: labs,
            version: Slidectl.version
        )
        for lab in labs { book.rules[lab.id] = lab.policy.scoring }
        book.personal = Lab.personal
        let reports = try graded.map { submission in
            var report = try book.report(on: submission)
            report.foreignValues = notes.copying[submission.student] ?? []
            return report
        }
        let gradebook = Gradebook(title: lecture.lecture.source.name, reports: reports)
        var notes = notes
        notes.add(graded)

        try write(GradebookCSV().text(of: gradebook, for: .staff), to: places.csv)
        try write(GradebookJSON().text(of: gradebook, for: .staff), to: places.json)
        try write(ClassPage().text(of: gradebook, for: .staff), to: places.page)
        try write(notes.text, to: places.staff)
        try writePages(zip(graded, reports).map { ($0.student, $1) })
        for line in notes.lines { StandardStream.error.write("slidectl: warning: \(Plain(line))\n") }
        let isOpen = reports.contains { $0.entries.contains { $0.score.isPending } }
        StandardStream.output.write("\(WorkingFolder.shown(places.csv)): \(graded.count) submissions\n")
        return isOpen ? 3 : notes.isEmpty ? 0 : 1
    }

    /// Writes each student's page; those that an earlier run wrote for students who are gone are taken away.
    private func writePages(_ reports: [(student: String, report: Report)]) throws {
        var written: [String: Digest] = [:]
        for (student, report) in reports {
            let path = places.page(of: student)
            let text = StudentPage().text(of: report, for: .student)
            try write(text, to: path)
            written[path.lastComponent?.string ?? ""] = Digest(of: Array(text.utf8))
        }
        try MadePages(places.state).keep(written, in: places.pages.string)
    }

    private func write(_ text: String, to path: FilePath) throws(CommandFailure) {
        try OutputFile.write(Array(text.utf8), to: path)
    }
}

/// What staff should look at.
struct GradeNotes {
    var strays: [SubmissionBox.Stray] = []
    /// Other students' own values, by the student who handed them in.
    var copying: [String: [Report.ForeignValue]] = [:]
    /// What was handed in and doesn't count although somebody may think so.
    var remarks: [Remark] = []
    private var refused: [(student: String, reason: String)] = []
    private var unknown: [(student: String, lab: String, reason: String)] = []

    /// A file of a student's that doesn't count in a lab.
    struct Remark {
        var student: String
        var lab: String
        var text: String
    }

    init(strays: [SubmissionBox.Stray], copying: [String: [Report.ForeignValue]], remarks: [Remark]) {
        (self.strays, self.copying, self.remarks) = (strays, copying, remarks)
    }

    /// Adds what couldn't be read, and what couldn't be judged.
    mutating func add(_ graded: [GradedSubmission]) {
        for submission in graded {
            if let reason = submission.refusal { refused.append((submission.student, reason)) }
            for (lab, standing) in submission.standings.sorted(by: { $0.key < $1.key }) {
                guard case .givenUp(_, let reason) = standing else { continue }
                unknown.append((submission.student, lab, reason ?? "a verdict is missing"))
            }
        }
    }

    var isEmpty: Bool {
        strays.isEmpty && copying.isEmpty && remarks.isEmpty && refused.isEmpty && unknown.isEmpty
    }

    private var copied: [(student: String, found: Report.ForeignValue)] {
        copying.sorted { $0.key < $1.key }.flatMap { student, values in values.map { (student, $0) } }
    }

    /// What the intake didn't say already, a line each.
    var lines: [String] {
        copied.map { student, found in
            "\(student), lab \(found.lab): \(found.file) has the value \(found.value), which was given to "
                + "\(found.owners.joined(separator: ", ")) (\(found.name))"
        }
            + remarks.map { "\($0.student), lab \($0.lab): \($0.text)" }
            + unknown.map {
                "\($0.student), lab \($0.lab): not known after \(GradeLedger.mostTries) tries: \($0.reason)"
            }
    }

    /// The notes as JSON.
    var text: String {
        let json = JSON.object([
            .init("format", .string("slidectl-grading-notes/1")),
            .init(
                "strays",
                .array(strays.map { Self.object([("name", $0.name), ("reason", $0.reason)]) })
            ),
            .init(
                "refused",
                .array(refused.map { Self.object([("student", $0.student), ("reason", $0.reason)]) })
            ),
            .init(
                "remarks",
                .array(
                    remarks.map {
                        Self.object([("student", $0.student), ("lab", $0.lab), ("remark", $0.text)])
                    }
                )
            ),
            .init(
                "unknown",
                .array(
                    unknown.map {
                        Self.object([("student", $0.student), ("lab", $0.lab), ("reason", $0.reason)])
                    }
                )
            ),
            .init(
                "copying",
                .array(
                    copied.map { student, found in
                        .object([
                            .init("student", .string(student)), .init("lab", .string(found.lab)),
                            .init("file", .string(found.file)), .init("name", .string(found.name)),
                            .init("value", .string(found.value)),
                            .init("owners", .array(found.owners.map { .string($0) })),
                        ])
                    }
                )
            ),
        ])
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    private static func object(_ members: [(String, String)]) -> JSON {
        .object(members.map { .init($0.0, .string($0.1)) })
    }
}
