public import LabModel

/// The lines about a lab's steps, for printing each when it ends, and the lab's totals behind them.
///
/// `lab test` prints ``title()``, then ``lines(of:_:_:)`` for each step, then ``totals(_:_:)``; ``TextReport`` is made of
/// the same lines. Nothing in them can steer a terminal but the colours of the style.
public struct StepLines: Sendable {
    let lab: Lab
    let style: TextStyle
    private let teller: Teller
    private let columns: Columns

    public init(of lab: Lab, for audience: Audience, style: TextStyle = TextStyle()) {
        self.lab = lab
        self.style = style
        teller = Teller(audience: audience)
        let points = lab.steps.map { step in
            let score = LabScore.Step(of: step, nil)
            let possible = score.visible.possible
            return "\(possible)/\(possible)".count
        }
        columns = Columns(
            id: min(lab.steps.map { Plain($0.id).text.count }.max() ?? 0, 28),
            points: max(points.max() ?? 3, 3)
        )
    }

    /// The lab's name and title, for printing before anything is known.
    public func title() -> String {
        style.paint("\(Plain(lab.id))", .title) + "  \(Plain(lab.title))"
    }

    /// What came of one step: a line, and for what isn't met at most 25 more for each item.
    ///
    /// - Parameters:
    ///   - step: A step of the lab.
    ///   - outcome: What came of it.
    ///   - score: Its score: of the lab's score, or of the step alone while the lab goes on.
    /// - Returns: The lines, without line feeds.
    public func lines(of step: LabStep, _ outcome: StepOutcome, _ score: LabScore.Step) -> [String] {
        lines(teller.told(step, outcome, score))
    }

    /// What the lab gives in all, with what rules and persons added and took.
    ///
    /// - Returns: The lines, without line feeds; the first one has the points.
    public func totals(_ outcome: LabOutcome, _ score: LabScore) -> [String] {
        let told = teller.told(lab, outcome, score)
        return [LabLines(told, style).heading()] + LabLines(told, style).remarks()
    }

    func lines(_ step: ToldStep) -> [String] {
        let (word, role) = Self.word(step.state)
        let points = "\(step.points.visible.earned)/\(step.points.visible.possible)"
        var head = "  " + style.paint(word, role) + String(repeating: " ", count: max(6 - word.count, 1))
        head += step.id.text.padded(columns.id) + "  " + points.leading(columns.points)
        let remark = remark(of: step)
        if !remark.isEmpty { head += "   " + remark }
        let details = StepDetails(step, style).lines.map { line in line.isEmpty ? "" : "        " + line }
        return [head] + details
    }

    private func remark(of step: ToldStep) -> String {
        var parts: [String] = []
        switch step.state {
        case .passed: if let remark = step.remark { parts.append(remark.text) }
        case .failed, .unknown: parts.append("\(step.file):\(step.line) (slide \(step.slide))")
        case .skipped: parts.append("skipped: \(step.reason?.text ?? "")")
        case .notAnswered: parts.append("not answered")
        case .notReached: break
        }
        if step.state != .skipped, let reason = step.reason { parts.append(reason.text) }
        if let hidden = step.points.hidden, step.points.hasHidden {
            parts.append("hidden \(hidden.earned)/\(hidden.possible)")
        }
        let pending = step.points.total.pending
        if pending > .zero { parts.append("\(pending) pending") }
        if step.isBonus { parts.append("bonus") }
        return parts.joined(separator: ", ").shortened(160)
    }

    static func word(_ state: ToldStep.State) -> (String, TextStyle.Role) {
        switch state {
        case .passed: ("ok", .passed)
        case .failed: ("FAIL", .failed)
        case .unknown: ("?", .unknown)
        case .notAnswered: ("--", .failed)
        case .skipped, .notReached: ("--", .quiet)
        }
    }

    private struct Columns {
        var id: Int
        var points: Int
    }
}

extension String {
    /// The text with spaces behind it, up to a width.
    func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }

    /// The text with spaces before it, up to a width.
    func leading(_ width: Int) -> String { String(repeating: " ", count: max(width - count, 0)) + self }

    /// The text, cut to so many characters.
    func shortened(_ width: Int) -> String { count > width ? prefix(width - 1) + "…" : self }
}
