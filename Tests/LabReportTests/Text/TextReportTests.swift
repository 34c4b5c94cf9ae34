import LabModel
import SourceText
import TextMatch
import Testing

@testable import LabReport

@Suite struct TextReportTests {
    @Test func looksAsTheSpecificationHasIt() {
        let text = TextReport().text(of: Report(Sample.head, [Sample.cluster]), for: .staff)
        #expect(
            text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).joined(separator: "\n")
                == """
                k8s-bc  Deploy, scale, roll out                                     6/10   FAIL
                  ok    create    2/2   Available after 1.2 s
                  ok    list      1/1
                  ok    scale     3/3   ready 1/3 -> 2/3 -> 3/3 in 2.1 s, steady 3 s
                  FAIL  roll      0/4   08-containers.slide:678 (slide 33)
                        exit 1, expected 0
                        - deployment.apps/k8s-bc image updated
                        + error: unable to find container named "k8s-bc"
                        why   deploy/k8s-bc has containers {bootcamp}; kubectl names a container after its image
                        try   kubectl set image deployments/k8s-bc bootcamp=bootcamp:v2
                        skip  2 checks: rollout never started (doomed, 0 s waited)
                  --    describe  0/0   needs roll

                """
        )
    }

    @Test func printsEachStepWhenItEnds() throws {
        let entry = Sample.cluster
        let lines = StepLines(of: entry.lab, for: .student)
        var text = [lines.title()]
        for (step, outcome) in zip(entry.lab.steps, entry.outcome.steps) {
            text += lines.lines(of: step, outcome, LabScore.Step(of: step, outcome))
        }
        text += lines.totals(entry.outcome, entry.score)
        let whole = TextReport().text(of: Report(Sample.head, [entry]), for: .student)
        let body = whole.split(separator: "\n").map(String.init)
        #expect(text.dropFirst().dropLast() == body.dropFirst(2), "the same lines about steps")
        #expect(text.last == body[1], "and the same heading, behind them")
        #expect(text.first == "k8s-bc  Deploy, scale, roll out")
    }

    @Test func saysNoMoreThanTwentyFiveLinesOfAnItem() throws {
        var command = Sample.exited(1, .fail)
        command.differences = [
            .init(
                .output,
                LineDiff(entries: (0..<90).map { .expected("line \($0)") }, tentative: Captures())
            )
        ]
        command.explanation = Explanation(why: "a reason", attempt: "an action")
        let step = Sample.step("a", 1, line: 20, "ls")
        var lab = Lab(id: "x", title: "X", at: Sample.place(1))
        lab.steps = [step]
        let outcome = Sample.ran("a", command)
        let lines = StepLines(of: lab, for: .staff).lines(of: step, outcome, LabScore.Step(of: step, outcome))
        #expect(lines.count == 1 + StepDetails.mostLines)
        #expect(
            lines.suffix(3).map { $0.drop { $0 == " " } } == [
                "… 69 more lines", "why   a reason", "try   an action",
            ]
        )
    }

    @Test func showsOnlyTheSurroundingsOfADifference() {
        var command = Sample.exited(0, .fail)
        let same = (1...9).map { LineDiff.Entry.same("same \($0)") }
        command.differences = [
            .init(
                .error,
                LineDiff(entries: same + [.seen("new"), .anyLines(4)] + same, tentative: Captures())
            )
        ]
        let told = Teller(audience: .staff).told(
            command,
            .init(
                check: nil,
                earned: .zero,
                possible: .zero,
                verdict: .fail,
                isHidden: false
            )
        )
        #expect(
            told.differences[0].lines.map { "\($0.kind) \($0.text)" } == [
                "gap 7 lines", "same same 8", "same same 9", "seen new", "gap 4 lines", "same same 1",
                "gap 8 lines",
            ]
        )
    }

    private func details(_ command: CommandOutcome) -> [String] {
        let step = Sample.step("a", 1, line: 20, "ls")
        var lab = Lab(id: "x", title: "X", at: Sample.place(1))
        lab.steps = [step]
        let outcome = Sample.ran("a", command)
        return StepLines(of: lab, for: .student).lines(of: step, outcome, LabScore.Step(of: step, outcome))
            .dropFirst().map { String($0.dropFirst(8)) }
    }

    @Test("A command that failed says so itself, also where its output was to be something")
    func showsStandardErrorBesideADifference() {
        var command = Sample.exited(127, .fail)
        command.errorOutput = ["bash: line 1: dcoker: command not found"]
        command.differences = [
            .init(.output, LineDiff(entries: [.expected("{{cid:hex64}}")], tentative: Captures()))
        ]
        #expect(
            details(command) == [
                "exit 127, expected 0", "- {{cid:hex64}}", "+ bash: line 1: dcoker: command not found",
            ]
        )
        // What was printed on both is told apart.
        command.output = ["half"]
        command.differences[0].lines.entries.append(.seen("half"))
        #expect(
            details(command).suffix(3) == [
                "+ half", "on standard error:", "+ bash: line 1: dcoker: command not found",
            ]
        )
        // A command that ended well and printed something may say on standard error what it likes.
        var well = Sample.exited(0, .fail)
        (well.output, well.errorOutput, well.differences) = (command.output, ["pulling"], command.differences)
        #expect(!details(well).contains { $0.contains("pulling") })
        // What is compared is shown once.
        command.differences[0] = .init(
            .error,
            LineDiff(entries: [.expected("a"), .seen("b")], tentative: Captures())
        )
        #expect(details(command).count { $0.contains("dcoker") } == 0)
    }

    @Test func saysWhatDoesNotCount() throws {
        var entry = Sample.cluster
        entry.outcome.remarks = ["Roll.sh is no answer by that name; roll.sh answers step roll"]
        let report = Report(Sample.head, [entry])
        #expect(
            TextReport().text(of: report, for: .student)
                .contains("\n  note  Roll.sh is no answer by that name; roll.sh answers step roll\n")
        )
        for renderer in [StudentPage(), JSONReport(), JUnitReport(), TAPReport()] as [any LabReportRenderer] {
            #expect(renderer.text(of: report, for: .student).contains("Roll.sh is no answer by that name"))
        }
    }

    @Test func showsWhatACommandPrintedWhereNothingElseTells() {
        var command = Sample.exited(1, .fail)
        command.errorOutput = (1...20).map { "line \($0)" }
        let step = Sample.step("a", 1, line: 20, "ls")
        var lab = Lab(id: "x", title: "X", at: Sample.place(1))
        lab.steps = [step]
        let lines = StepLines(of: lab, for: .student)
            .lines(of: step, Sample.ran("a", command), LabScore.Step(of: step, Sample.ran("a", command)))
        #expect(lines[1] == "        exit 1, expected 0")
        #expect(lines.dropFirst(2).first == "        | line 13" && lines.last == "        | line 20")
    }

    @Test func coloursWithoutChangingTheText() {
        let plain = TextReport().text(of: Sample.report, for: .staff)
        let coloured = TextReport(style: TextStyle(colour: true)).text(of: Sample.report, for: .staff)
        #expect(coloured.contains("\u{1B}[31;1mFAIL\u{1B}[0m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }
}
