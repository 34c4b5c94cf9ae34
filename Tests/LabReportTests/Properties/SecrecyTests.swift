import LabModel
import TestKit
import Testing

@testable import LabReport

/// What students' reports keep to themselves, in every format.
@Suite struct SecrecyTests {
    /// Every text about a hidden check holds a word that stands nowhere else.
    private static func marked(_ place: String, _ isHidden: Bool, _ random: inout SeededGenerator) -> String {
        let number = Int.random(in: 0...9_999, using: &random)
        return isHidden ? "zebra\(place.filter { $0 != " " })\(number)" : "\(place)\(number)"
    }

    @Test func namesNothingOfHiddenChecksToStudents() {
        var reports = GeneratedReports(seed: 3, text: Self.marked)
        var seenByStaff = 0
        for round in 0..<100 {
            var report = reports.report()
            // The names of hidden checks may be told where the lab says so: not here.
            report.editChecks { check in
                if check.isHidden, check.feedback == .name { check.feedback = .full }
            }
            for (name, text) in Self.everything(report, .student) {
                #expect(!text.contains("zebra"), "\(name), round \(round)")
            }
            seenByStaff += Self.everything(report, .staff).count { $0.1.contains("zebra") }
        }
        #expect(seenByStaff > 400, "staff sees them")
    }

    @Test func countsHiddenChecksOnlyWhereTheLabSaysSo() {
        var reports = GeneratedReports(seed: 4)
        for round in 0..<100 {
            var report = reports.report()
            report.editChecks {
                if $0.isHidden, [.name, .count].contains($0.feedback) { $0.feedback = .none }
            }
            // The same lab with three times as many hidden checks, which give nothing, looks the same to a student.
            let more = report.withMoreHiddenChecks()
            for ((name, one), (_, other)) in zip(
                Self.everything(report, .student),
                Self.everything(more, .student)
            ) {
                #expect(one == other, "\(name), round \(round)")
            }
        }
    }

    @Test func tellsTheNameOfAHiddenCheckWhereTheLabSaysSo() {
        let text = Self.everything(Sample.report, .student)
        let (json, page) = (text.first { $0.0 == "json" }?.1 ?? "", text.first { $0.0 == "csv" }?.1 ?? "")
        #expect(json.contains("nopriv") && !json.contains("not privileged") && !json.contains("wal"))
        #expect(!page.contains("hidden"))
        #expect(!text.contains { $0.1.contains("zebra") || $0.1.contains("lab.yaml") })
    }

    @Test(arguments: [
        (LabCheck.Feedback.full, ["port", "expected", "observed", "because", "handle", "nudge"]),
        (.diff, ["port", "expected", "observed"]), (.name, ["port"]), (.count, []), (.none, []),
    ])
    func tellsOfAPublicCheckWhatItsFeedbackAllows(level: LabCheck.Feedback, words: [String]) {
        var check = Sample.check("port", "port", line: 30)
        (check.feedback, check.hint) = (level, "nudge")
        var step = Sample.step("up", 2, line: 20, "docker run")
        step.checks = [check]
        var lab = Lab(id: "x", title: "X", at: Sample.place(1))
        lab.steps = [step]
        var outcome = Sample.outcome("port", .fail, "expected")
        outcome.seen = "observed"
        outcome.explanation = Explanation(why: "because", attempt: "handle")
        let came = LabOutcome(id: "x", steps: [Sample.ran("up", Sample.exited(), [outcome])])
        let report = Report(Sample.head, [Sample.entry(lab, came)])
        let text = TextReport().text(of: report, for: .student)
        for word in ["port", "observed", "because", "handle", "nudge"] {
            #expect(text.contains(word) == words.contains(word), "\(word)")
        }
        #expect(text.contains("0 of 1 further check met") == (level == .count))
        #expect(text.contains("1/2"), "the points are those of all parts, whatever is told of them")
    }

    @Test func changesNothingPublicByAHiddenVerdict() {
        var reports = GeneratedReports(seed: 5)
        for round in 0..<100 {
            var report = reports.report()
            report.editChecks {
                if $0.isHidden, [.name, .count].contains($0.feedback) { $0.feedback = .none }
            }
            let other = report.withOtherHiddenVerdicts(&reports.random)
            for ((name, one), (_, two)) in zip(
                Self.everything(report, .student),
                Self.everything(other, .student)
            ) {
                #expect(one == two, "\(name), round \(round)")
            }
        }
    }

    /// A report in every format there is.
    static func everything(_ report: Report, _ audience: Audience) -> [(String, String)] {
        let book = Gradebook(title: "class", reports: [report, report])
        return FormatTests.formats.map { ($0.key, $0.value.text(of: report, for: audience)) }
            + FormatTests.gradebooks.map { ($0.key, $0.value.text(of: book, for: audience)) }
    }
}
