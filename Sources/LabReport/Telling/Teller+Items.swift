import LabModel
import SourceText
import TextMatch

extension Teller {
    /// How many lines around a difference are shown with it.
    private static let context = 2
    /// How many of the last lines are shown where nothing else tells what went wrong.
    private static let lastLines = 8

    func told(_ command: CommandOutcome, _ item: LabScore.Item) -> ToldCommand {
        var exit: Int?
        var ending: Plain?
        switch command.ending {
        case .exited(let code):
            exit = code
            if code != command.expectedExit { ending = "exit \(code), expected \(command.expectedExit)" }
        case .left: break
        case .cut(let reason): ending = Plain(reason)
        case .failedToStart(let reason): ending = Plain("didn't start: " + reason)
        }
        let output = command.output.map { Plain($0) }
        let errorOutput = command.errorOutput.map { Plain($0) }
        let said = Self.said(command, errorOutput, hasEndedBadly: ending != nil)
        let explains = !command.differences.isEmpty || command.verdict == .pass
        return ToldCommand(
            verdict: command.verdict,
            points: item,
            exit: exit,
            expectedExit: command.expectedExit,
            ending: ending,
            differences: command.differences.map { difference in
                ToldDifference(stream: difference.stream, lines: Self.told(difference.lines))
            } + said,
            lastLines: explains ? [] : (errorOutput.isEmpty ? output : errorOutput).suffix(Self.lastLines),
            output: output,
            errorOutput: errorOutput,
            explanation: told(command.explanation),
            milliseconds: command.milliseconds
        )
    }

    /// What a command said on standard error, beside a difference of another stream that it may be the cause of.
    private static func said(
        _ command: CommandOutcome,
        _ lines: [Plain],
        hasEndedBadly: Bool
    ) -> [ToldDifference] {
        let streams = command.differences.map(\.stream)
        guard !streams.isEmpty, !streams.contains(.error), !lines.isEmpty,
            hasEndedBadly || command.output.isEmpty
        else { return [] }
        return [
            ToldDifference(
                stream: .error,
                lines: lines.suffix(lastLines).map { ToldDifference.Line(kind: .seen, text: $0) }
            )
        ]
    }

    func told(_ check: LabCheck, _ outcome: CheckOutcome?, _ item: LabScore.Item) -> ToldCheck {
        let level = level(of: check) ?? .none
        var told = ToldCheck(
            id: Plain(check.id),
            isHidden: check.isHidden,
            level: level,
            verdict: item.verdict,
            file: Plain(check.location.file),
            line: check.location.range.lowerBound.line
        )
        let isNamedOnly = level == .name
        if !isNamedOnly || !check.isHidden { told.points = item }
        if isNamedOnly && check.isHidden { (told.file, told.line) = ("", 0) }
        guard !isNamedOnly, level != .none else { return told }
        told.expected = Plain.lines(outcome?.expected ?? check.source)
        told.seen = outcome?.seen.map { Plain.lines($0) } ?? []
        told.reason = outcome?.reason.map { Plain($0) }
        guard level == .full else { return told }
        // What can't come true any more is told once, where its cause is the same.
        told.doom = outcome?.doom == outcome?.explanation?.why ? nil : outcome?.doom.map { Plain($0) }
        told.explanation = self.told(outcome?.explanation)
        if item.verdict != .pass { told.hint = check.hint.map { Plain.lines($0) } ?? [] }
        told.timeline = outcome.map { Self.told($0.timeline) }
        return told
    }

    private func told(_ explanation: Explanation?) -> ToldExplanation {
        ToldExplanation(
            why: explanation?.why.map { Plain.lines($0) } ?? [],
            attempt: explanation?.attempt.map { Plain.lines($0) } ?? []
        )
    }

    private static func told(_ timeline: Timeline) -> ToldTimeline {
        ToldTimeline(
            times: timeline.entries.map(\.milliseconds),
            texts: timeline.entries.map { Plain($0.text) },
            observations: timeline.observations,
            failedObservations: timeline.failedObservations,
            errors: timeline.errors.map { Plain($0) },
            milliseconds: timeline.milliseconds
        )
    }

    /// A difference as lines; what is the same far from any difference becomes a gap.
    private static func told(_ diff: LineDiff) -> [ToldDifference.Line] {
        let isNear = nearness(of: diff.entries)
        var lines: [ToldDifference.Line] = []
        var skipped = 0
        func gap() {
            guard skipped > 0 else { return }
            lines.append(.init(kind: .gap, text: "\(skipped) \(skipped == 1 ? "line" : "lines")"))
            skipped = 0
        }
        for (entry, isNear) in zip(diff.entries, isNear) {
            switch entry {
            case .anyLines(let count), .notCompared(let count): skipped += count
            case .same(let text):
                guard isNear else {
                    skipped += 1
                    continue
                }
                gap()
                lines.append(.init(kind: .same, text: Plain(text)))
            case .expected(let text):
                gap()
                lines.append(.init(kind: .expected, text: Plain(text)))
            case .seen(let text):
                gap()
                lines.append(.init(kind: .seen, text: Plain(text)))
            }
        }
        gap()
        return lines
    }

    private static func nearness(of entries: [LineDiff.Entry]) -> [Bool] {
        var isNear = [Bool](repeating: false, count: entries.count)
        for (index, entry) in entries.enumerated() where entry.isDifference {
            for near in max(0, index - context)...min(entries.count - 1, index + context) {
                isNear[near] = true
            }
        }
        return isNear
    }
}

extension LineDiff.Entry {
    fileprivate var isDifference: Bool {
        switch self {
        case .expected, .seen: true
        case .same, .anyLines, .notCompared: false
        }
    }
}
