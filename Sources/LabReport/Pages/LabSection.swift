import HTMLTree
import LabModel

/// What a page says of one lab.
enum LabSection {
    static func html(_ lab: ToldLab) -> [HTML] {
        var parts: [HTML] = [
            .tag("h2", [], lab.title.html), .tag("p", [.init("class", "score")], content: score(lab)),
        ]
        parts += lab.problem.map { .tag("p", [], .tag("strong", [], "Could not run: "), $0.html) }
        parts += lab.remarks.map { .tag("p", [], .tag("strong", [], "Note: "), $0.html) }
        if lab.hasUntoldPart { parts.append(.tag("p", [], "The hidden part is graded after the deadline.")) }
        if !lab.adjustments.isEmpty { parts.append(list(lab.adjustments.map(StepDetails.text))) }
        parts.append(table(lab))
        for step in lab.steps where !isFine(step) { parts += details(step) }
        return parts
    }

    static func verdict(_ verdict: ToldVerdict) -> HTML {
        let word: String
        switch verdict {
        case .pass: word = "✓ met"
        case .fail: word = "✗ not met"
        case .unknown: word = "? not known yet"
        case .skipped: word = "– skipped"
        }
        return mark(verdict.rawValue, word)
    }

    static func text(_ total: LabScore.Total) -> String {
        "\(total.earned)/\(total.possible)" + (total.pending > .zero ? " (\(total.pending) pending)" : "")
    }

    private static func mark(_ name: String, _ word: String) -> HTML {
        .tag("span", [.init("class", name)], .text(word))
    }

    private static func score(_ lab: ToldLab) -> [HTML] {
        var parts: [HTML] = [verdict(lab.verdict), .text(", \(text(lab.points.visible)) public points")]
        if let hidden = lab.points.hidden, lab.points.hasHidden {
            parts.append(.text(", \(text(hidden)) hidden, \(text(lab.points.total)) in all"))
        }
        if lab.attempt > 1 { parts.append(.text(", attempt \(lab.attempt)")) }
        return parts
    }

    private static func table(_ lab: ToldLab) -> HTML {
        let showsHidden = lab.points.hasHidden
        let columns: [PageFrame.Column] =
            [.init("Step"), .init("Result"), .init("Points", isNumber: true)]
            + (showsHidden ? [.init("Hidden", isNumber: true)] : []) + [.init("Slide", isNumber: true)]
        let rows = lab.steps.map { step -> [HTML] in
            let hidden = step.points.hidden.map { HTML.text(text($0)) } ?? ""
            let points = HTML.text(text(step.points.visible) + (step.isBonus ? " bonus" : ""))
            return [.tag("code", [], step.id.html), state(step), points]
                + (showsHidden ? [hidden] : []) + [.text("\(step.slide)")]
        }
        return PageFrame.table("Steps of \(lab.title)", columns, rows)
    }

    private static func state(_ step: ToldStep) -> HTML {
        switch step.state {
        case .passed:
            .fragment([mark("pass", "✓ met"), .text(step.remark.map { " \($0)" } ?? "")])
        case .failed: mark("fail", "✗ not met")
        case .unknown: mark("unknown", "? not known yet")
        case .skipped: mark("skipped", "– skipped: \(step.reason?.text ?? "")")
        case .notAnswered: mark("fail", "✗ not answered")
        case .notReached: mark("skipped", "– \(step.reason?.text ?? "not reached")")
        }
    }

    /// Whether the table says all there is to say.
    private static func isFine(_ step: ToldStep) -> Bool {
        let isQuiet = step.adjustments.isEmpty && step.counted == nil
        return isQuiet && step.state != .failed && step.state != .unknown
    }

    private static func details(_ step: ToldStep) -> [HTML] {
        var parts: [HTML] = [
            .tag("h3", [], "Step ", .tag("code", [], step.id.html)),
            .tag("p", [.init("class", "quiet")], .text("\(step.file):\(step.line), slide \(step.slide)")),
        ]
        if let reason = step.reason { parts.append(.tag("p", [], reason.html)) }
        if let command = step.command, command.verdict != .pass { parts += self.command(command, step) }
        for check in step.checks where check.verdict != .pass && !check.isSpared {
            parts += self.check(check)
        }
        if let counted = step.counted {
            let checks = counted.checks == 1 ? "check" : "checks"
            parts.append(.tag("p", [], .text("\(counted.met) of \(counted.checks) further \(checks) met")))
        }
        parts += step.hints.map { labelled("Hint", [$0]) }
        if !step.adjustments.isEmpty { parts.append(list(step.adjustments.map(StepDetails.text))) }
        return parts
    }

    private static func command(_ command: ToldCommand, _ step: ToldStep) -> [HTML] {
        var parts: [HTML] = [.tag("h4", [], .text("Command" + points(command.points)))]
        parts.append(.tag("pre", [], .text(step.source.map(\.text).joined(separator: "\n"))))
        if let ending = command.ending { parts.append(.tag("p", [], ending.html)) }
        for difference in command.differences {
            let stream = difference.stream == .error ? "Standard error" : "Output"
            parts.append(.tag("p", [], .text("\(stream), expected (-) and seen (+):")))
            parts.append(diff(difference.lines))
        }
        if !command.lastLines.isEmpty {
            parts.append(.tag("pre", [], .text(command.lastLines.map(\.text).joined(separator: "\n"))))
        }
        return parts + actions(command.explanation)
    }

    private static func check(_ check: ToldCheck) -> [HTML] {
        let hidden = check.isHidden ? " (hidden)" : ""
        var parts: [HTML] = [
            .tag(
                "h4",
                [],
                "Check ",
                .tag("code", [], check.id.html),
                .text(hidden + (check.points.map(points) ?? ""))
            )
        ]
        if check.verdict == .unknown {
            parts.append(
                .tag("p", [], mark("unknown", "Not known: \(check.reason?.text ?? "nobody can say")"))
            )
        }
        let lines =
            check.expected.map { ToldDifference.Line(kind: .expected, text: $0) }
            + check.seen.map { ToldDifference.Line(kind: .seen, text: $0) }
        if !lines.isEmpty { parts.append(diff(lines)) }
        if let doom = check.doom { parts.append(labelled("Why", [doom])) }
        parts += actions(check.explanation)
        if !check.hint.isEmpty { parts.append(labelled("Hint", check.hint)) }
        return parts
    }

    private static func points(_ item: LabScore.Item) -> String {
        ", \(item.earned)/\(item.possible)" + (item.pending > .zero ? " (\(item.pending) pending)" : "")
    }

    private static func actions(_ explanation: ToldExplanation) -> [HTML] {
        var parts: [HTML] = []
        if !explanation.why.isEmpty { parts.append(labelled("Why", explanation.why)) }
        if !explanation.attempt.isEmpty {
            parts.append(.tag("p", [], .tag("strong", [], "Try: "), code(explanation.attempt)))
        }
        return parts
    }

    private static func code(_ lines: [Plain]) -> HTML {
        .tag("code", [], .text(lines.map(\.text).joined(separator: "\n")))
    }

    private static func labelled(_ label: String, _ lines: [Plain]) -> HTML {
        .tag(
            "p",
            [],
            .tag("strong", [], .text("\(label): ")),
            .text(lines.map(\.text).joined(separator: " "))
        )
    }

    private static func list(_ items: [String]) -> HTML {
        .tag("ul", content: items.map { .tag("li", [], .text($0)) })
    }

    /// A difference, in which what was expected is a `del`: it isn't there.
    private static func diff(_ lines: [ToldDifference.Line]) -> HTML {
        let shown = lines.prefix(StepDetails.mostLines - 1)
        var parts = shown.map { line -> HTML in
            let text = HTML.text(line.sign + line.text.text)
            switch line.kind {
            case .expected: return .tag("del", [], text)
            case .seen: return .tag("ins", [], text)
            case .same, .gap: return .fragment([text, "\n"])
            }
        }
        if lines.count > shown.count { parts.append(.text("… \(lines.count - shown.count) more lines")) }
        return .tag("pre", content: parts)
    }
}
