import LabModel

/// What is said below the line of a step that isn't met.
struct StepDetails {
    /// The most lines about one failing item.
    static let mostLines = 25
    /// The most characters of a line that was printed by a command.
    static let mostCharacters = 200

    var lines: [String] = []
    private let style: TextStyle

    init(_ step: ToldStep, _ style: TextStyle) {
        self.style = style
        if let command = step.command, command.verdict != .pass { lines += Self.fitted(block(command)) }
        let open = step.checks.filter { $0.verdict != .pass && !$0.isSpared }
        // Checks that failed for one and the same reason, because the command did, say it once.
        let doomed = step.command?.verdict == .fail ? open.filter { $0.doom != nil } : []
        for check in open where !doomed.contains(check) { lines += Self.fitted(block(check)) }
        lines += summary(doomed)
        if let counted = step.counted {
            lines.append(
                "\(counted.met) of \(counted.checks) further \(counted.checks == 1 ? "check" : "checks") met"
            )
        }
        if step.state == .failed || step.state == .unknown {
            for hint in step.hints { lines.append(labelled("hint", hint)) }
        }
        for adjustment in step.adjustments { lines.append(Self.text(adjustment)) }
    }

    /// A failing item: what is said first, what was expected and seen, and what to do.
    private struct Block {
        var head: [String] = []
        var body: [String] = []
        var tail: [String] = []
    }

    /// The block's lines; of too many the middle of what was expected and seen goes.
    private static func fitted(_ block: Block) -> [String] {
        let head = Array(block.head.prefix(4))
        let tail = Array(block.tail.prefix(8))
        let room = mostLines - head.count - tail.count
        guard block.body.count > room else { return head + block.body + tail }
        let kept = block.body.prefix(room - 1)
        return head + kept + ["… \(block.body.count - kept.count) more lines"] + tail
    }

    private func block(_ command: ToldCommand) -> Block {
        var block = Block()
        if let ending = command.ending { block.head.append(ending.text) }
        for (index, difference) in command.differences.enumerated() {
            // Where nothing else was printed, what was said on standard error stands in its place.
            let isAll =
                index > 0 && difference.lines.allSatisfy { $0.kind == .seen }
                && command.differences[..<index].flatMap(\.lines).allSatisfy { $0.kind == .expected }
            if difference.stream != .output, !isAll {
                block.body.append(difference.stream == .error ? "on standard error:" : "on the screen:")
            }
            block.body += difference.lines.map(line)
        }
        block.body += command.lastLines.map { "| " + $0.text.shortened(Self.mostCharacters) }
        block.tail = actions(command.explanation, [])
        return block
    }

    private func block(_ check: ToldCheck) -> Block {
        var block = Block()
        var title = "check \(check.id)"
        if check.isHidden { title += " (hidden)" }
        if let points = check.points { title += "  \(points.earned)/\(points.possible)" }
        switch check.verdict {
        case .unknown: title += "  unknown" + (check.reason.map { ": \($0)" } ?? "")
        case nil: title += "  not asked"
        case .pass, .fail: break
        }
        block.head.append(title.shortened(Self.mostCharacters))
        block.body += check.expected.map { line(.init(kind: .expected, text: $0)) }
        block.body += check.seen.map { line(.init(kind: .seen, text: $0)) }
        let doom = check.doom.map { [labelled("why", $0)] } ?? []
        block.tail = doom + actions(check.explanation, check.hint)
        return block
    }

    private func actions(_ explanation: ToldExplanation, _ hint: [Plain]) -> [String] {
        explanation.why.map { labelled("why", $0) } + explanation.attempt.map { labelled("try", $0) }
            + hint.map { labelled("hint", $0) }
    }

    private func summary(_ doomed: [ToldCheck]) -> [String] {
        var reasons: [Plain] = []
        for check in doomed { if let doom = check.doom, !reasons.contains(doom) { reasons.append(doom) } }
        return reasons.map { reason in
            let checks = doomed.filter { $0.doom == reason }
            let waited = checks.reduce(0) { $0 + ($1.timeline?.milliseconds ?? 0) }
            let number = checks.count == 1 ? "1 check" : "\(checks.count) checks"
            let text = "\(number): \(reason) (doomed, \(Seconds.text(waited)) waited)"
            return labelled("skip", Plain(text))
        }
    }

    private func labelled(_ label: String, _ text: Plain) -> String {
        style.paint(label, .quiet) + String(repeating: " ", count: 6 - label.count)
            + text.text.shortened(1_000)
    }

    private func line(_ line: ToldDifference.Line) -> String {
        let text = line.text.text.shortened(Self.mostCharacters)
        switch line.kind {
        case .same: return "  " + text
        case .expected: return style.paint("- " + text, .expected)
        case .seen: return style.paint("+ " + text, .seen)
        case .gap: return style.paint("… " + text, .quiet)
        }
    }

    static func text(_ adjustment: ToldAdjustment) -> String {
        let sign = adjustment.points < .zero ? "" : "+"
        let hidden = adjustment.isHidden ? " (hidden part)" : ""
        return "\(sign)\(adjustment.points)  \(adjustment.reason)\(hidden)"
    }
}
