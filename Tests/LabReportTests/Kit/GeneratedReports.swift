import LabModel
import SourceText
import TestKit
import TextMatch

@testable import LabReport

/// Reports by chance, every text of which is made by a function.
struct GeneratedReports {
    var random: SeededGenerator
    /// Makes a text for a place in the report; hidden checks' texts are asked for by `isHidden`.
    var text: (_ place: String, _ isHidden: Bool, inout SeededGenerator) -> String

    init(seed: UInt64, text: @escaping (String, Bool, inout SeededGenerator) -> String = Self.words) {
        random = SeededGenerator(seed: seed)
        self.text = text
    }

    static func words(_ place: String, _ isHidden: Bool, _ random: inout SeededGenerator) -> String {
        "\(place) \(Int.random(in: 0...99, using: &random))"
    }

    mutating func word(_ place: String, isHidden: Bool = false) -> String { text(place, isHidden, &random) }

    mutating func report() -> Report {
        var head = Sample.head
        head.lecture = word("lecture")
        (head.student, head.submission) = (word("student"), word("submission"))
        head.engine = .init(name: word("engine"), version: word("version"))
        var report = Report(head, [])
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let entry = entry()
            // A report has each lab once.
            if !report.entries.contains(where: { $0.lab.id == entry.lab.id }) { report.entries.append(entry) }
        }
        return report
    }

    mutating func entry() -> Report.Entry {
        var lab = Lab(id: word("lab"), title: word("title"), at: place(1))
        for number in 0..<Int.random(in: 1...4, using: &random) { lab.steps.append(step(number)) }
        var outcome = LabOutcome(
            id: lab.id,
            steps: [],
            milliseconds: Int.random(in: 0...99_999, using: &random)
        )
        for step in lab.steps { outcome.steps.append(came(of: step)) }
        if random.chance(10) { outcome.problem = word("problem") }
        return Report.Entry(lab, outcome, score(lab, outcome))
    }

    private mutating func score(_ lab: Lab, _ outcome: LabOutcome) -> LabScore {
        var rules = ScoringRules()
        if random.chance(40) { rules.late = LateRule(percent: 7, each: .day) }
        if random.chance(40) { rules.attempts = AttemptPolicy(free: 1, percent: 3) }
        if random.chance(20), let first = lab.steps.first { rules.bonus = [first.id] }
        var facts = ScoringFacts(attempt: Int.random(in: 1...4, using: &random))
        facts.secondsLate = Int.random(in: -9_000...300_000, using: &random)
        if random.chance(20), let first = lab.steps.first {
            facts.hintPenalties = [first.id: Points(thousandths: 250)]
        }
        if random.chance(10) { facts.overrides = [.init(points: Points(2), reason: word("override"))] }
        return LabScore(of: lab, outcome, rules: rules, facts: facts)
    }

    private mutating func place(_ line: Int, isHidden: Bool = false) -> SourceLocation {
        SourceLocation(file: word("file", isHidden: isHidden), line: line, length: 0)
    }

    private mutating func step(_ number: Int) -> LabStep {
        let command = LabCommand(word("command"), at: place(number))
        var step = LabStep(
            id: "\(number)\(word("step"))",
            command: command,
            slide: number,
            mode: .run,
            at: place(2 + number)
        )
        var points = Points(thousandths: Int.random(in: 0...4_000, using: &random))
        for index in 0..<Int.random(in: 0...4, using: &random) {
            let check = check("\(number).\(index)", isHidden: index > 1)
            points = points + (check.points ?? .zero)
            step.checks.append(check)
        }
        (step.points, step.award) = (points, random.pick(LabStep.Award.allCases))
        step.isGate = random.chance(10)
        return step
    }

    private mutating func check(_ id: String, isHidden: Bool) -> LabCheck {
        var check = LabCheck(
            id: id + word("check", isHidden: isHidden),
            subject: .events,
            predicates: [.exists],
            timing: random.pick([.now, .within(milliseconds: 500), .always(milliseconds: 500)]),
            source: word("source", isHidden: isHidden),
            at: place(9, isHidden: isHidden)
        )
        (check.isHidden, check.isGate) = (isHidden, random.chance(10))
        check.hint = word("hint", isHidden: isHidden)
        check.feedback = random.pick(LabCheck.Feedback.allCases)
        if random.chance(50) { check.points = Points(thousandths: Int.random(in: 0...900, using: &random)) }
        return check
    }
}

extension GeneratedReports {
    private mutating func came(of step: LabStep) -> StepOutcome {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return StepOutcome(id: step.id, course: .notAnswered)
        case 1: return StepOutcome(id: step.id, course: .skipped(reason: word("skip")))
        case 2: return StepOutcome(id: step.id, course: .notReached(reason: word("unreached")))
        default: break
        }
        var outcome = StepOutcome(id: step.id, course: .ran(command()), hints: [word("step hint")])
        for check in step.checks { outcome.checks.append(self.outcome(of: check)) }
        outcome.hints += step.checks.filter(\.isHidden).compactMap(\.hint)
        return outcome
    }

    private mutating func command() -> CommandOutcome {
        let verdict = random.pick(Verdict.allCases)
        let endings: [CommandOutcome.Ending] = [
            .exited(code: 1), .left, .cut(word("cut")), .failedToStart(word("start")),
        ]
        var command = CommandOutcome(verdict: verdict, ending: random.pick(endings), expectedExit: 0)
        if random.chance(60) {
            let entries: [LineDiff.Entry] = [
                .same(word("same")), .expected(word("wanted")), .seen(word("seen")), .anyLines(3),
            ]
            let diff = LineDiff(entries: entries, tentative: Captures())
            command.differences = [.init(random.pick([.output, .error, .screen]), diff)]
        }
        (command.output, command.errorOutput) = ([word("out")], [word("err")])
        command.explanation = Explanation(why: word("why"), attempt: word("try"))
        return command
    }

    private mutating func outcome(of check: LabCheck) -> CheckOutcome {
        func word(_ place: String, _ reports: inout GeneratedReports) -> String {
            reports.word(place, isHidden: check.isHidden)
        }
        var timeline = Timeline()
        timeline.note(word("state", &self), at: 3)
        timeline.note(word("state", &self), at: 1_500)
        timeline.errors = [word("error", &self)]
        var outcome = CheckOutcome(
            id: check.id,
            verdict: random.pick(Verdict.allCases),
            expected: word("expected", &self),
            timeline: timeline
        )
        outcome.seen = word("observed", &self)
        if random.chance(50) { outcome.doom = word("doom", &self) }
        outcome.reason = word("reason", &self)
        outcome.explanation = Explanation(why: word("check why", &self), attempt: word("check try", &self))
        return outcome
    }
}
