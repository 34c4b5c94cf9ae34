import Glibc
import LabGrader
import LabModel
import LabReport
import Synchronization

/// Tells on the terminal what a lab is doing: a line for each step that has ended, and below them what is waited for.
final class LabTeller: Sendable {
    private let audience: Audience
    /// Where it is told: reports of machines keep standard output for themselves.
    private let stream: StandardStream
    private let style: TextStyle
    /// Whether the last line can be written anew.
    private let isLive: Bool
    private let state = Mutex<(lines: StepLines?, hasStatus: Bool)>((nil, false))

    init(audience: Audience, isReport: Bool) {
        self.audience = audience
        stream = isReport ? .output : .error
        style = TextStyle(colour: stream.takesColour(Environment.variables))
        isLive =
            isatty(isReport ? STDOUT_FILENO : STDERR_FILENO) == 1 && Environment.variables["TERM"] != "dumb"
    }

    func begin(_ lab: Lab) {
        let lines = StepLines(of: lab, for: audience, style: style)
        state.withLock { $0.lines = lines }
        write([lines.title()])
    }

    func engine(_ name: String) { status("on \(name)") }

    @Sendable
    func tell(_ progress: LabProgress) {
        switch progress {
        case .preparing(let command): status(command.text)
        case .began(let step): status("\(step.id)  \(step.command.text)")
        case .awaiting(let step, let check, let seen):
            // What is hidden isn't told while it is waited for, either.
            if audience == .staff || !check.isHidden { status("\(step.id)  \(check.source): \(seen)") }
        case .ended(let step, let outcome):
            guard let lines = state.withLock({ $0.lines }) else { return }
            write(lines.lines(of: step, outcome, LabScore.Step(of: step, outcome)) + offer(step, outcome))
        }
    }

    func end(_ lab: Lab, _ outcome: LabOutcome, _ score: LabScore) {
        guard let lines = state.withLock({ $0.lines }) else { return }
        // Each step's line told what it gives by itself.
        let hints = score.steps.flatMap { step in
            step.adjustments.filter { $0.kind == .hints }.map { "  \($0.points)  \($0.reason) of \(step.id)" }
        }
        write(lines.totals(outcome, score) + hints + [""])
    }

    func total(_ report: Report) {
        let last = TextReport(style: style).text(of: report, for: audience).split(separator: "\n").last
        if let last { write([String(last)]) }
    }

    /// Says to who failed that there is a hint, and its price.
    private func offer(_ step: LabStep, _ outcome: StepOutcome) -> [String] {
        guard audience == .student, outcome.verdict == .fail, step.priceOfHints > .zero else { return [] }
        return ["        hint  for \(step.priceOfHints) of the points: slidectl lab hint DECK \(step.id)"]
    }

    // MARK: Lines

    private func write(_ lines: [String]) {
        state.withLock { state in
            let clearing = state.hasStatus ? "\r\u{1B}[K" : ""
            state.hasStatus = false
            stream.write(clearing + lines.map { $0 + "\n" }.joined())
        }
    }

    private func status(_ text: String) {
        guard isLive else { return }
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        let plain = Plain(line).text
        state.withLock { state in
            state.hasStatus = true
            stream.write("\r\u{1B}[K" + style.paint("  …   " + plain.prefix(70), .quiet))
        }
    }
}
