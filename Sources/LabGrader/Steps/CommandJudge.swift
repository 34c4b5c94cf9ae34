import LabModel
import TextMatch

/// Judges a command by what it did; asks nobody, so the same record always gets the same verdict.
struct CommandJudge {
    let step: LabStep
    let names: NameTable

    /// The outcome, and the names with what the outputs gave; a failed command gives nothing.
    func judge(_ record: CommandRecord) -> (outcome: CommandOutcome, names: NameTable) {
        var outcome = CommandOutcome(verdict: .pass, ending: record.ending, expectedExit: step.exit)
        outcome.output = Self.excerpt(record.output)
        outcome.errorOutput = Self.excerpt(record.errorOutput)
        outcome.milliseconds = record.milliseconds
        var found = names
        if case .failedToStart = record.ending {
            outcome.verdict = .unknown
            return (outcome, names)
        }
        if !endedWell(record.ending) {
            outcome.verdict = .fail
            outcome.explanation = explanation(record)
        }
        let (lines, stream) = step.compared(record.output, record.errorOutput)
        compare(step.output.flatMap { OutputTest($0) }, lines, stream, &outcome, &found)
        compare(step.errorOutput.map { .block($0) }, record.errorOutput, .error, &outcome, &found)
        if outcome.verdict == .pass, let recorded = step.recorded {
            recall(recorded, record, &outcome)
        }
        if let id = record.inventedIDs.first {
            outcome.verdict = .fail
            outcome.explanation = Explanation(
                why: "the engine knows no '\(id)'",
                attempt: "print the id that the command itself prints"
            )
        }
        if outcome.verdict == .fail, outcome.explanation?.why == nil {
            outcome.explanation = untyped(record) ?? otherStream(outcome, record) ?? outcome.explanation
        }
        if outcome.verdict == .fail, !record.modelled.isEmpty {
            outcome.verdict = .unknown
            outcome.needsRealEngine = true
            outcome.explanation = Explanation(
                why: RealEngine.reason(record.modelled),
                attempt: "--engine docker"
            )
        }
        return (outcome, outcome.verdict == .pass ? found : names)
    }

    /// What the outputs give under names, whatever the verdict: for cleaning up.
    func tentative(_ record: CommandRecord) -> NameTable {
        var found = names
        for (test, lines) in [
            (step.output.flatMap { OutputTest($0) }, step.compared(record.output, record.errorOutput).lines),
            (step.errorOutput.map { .block($0) }, record.errorOutput),
        ] {
            switch test?.match(lines, found.captures) {
            case .match(let captures): found.captures = captures
            case .mismatch(let difference): found.captures = found.captures.merging(difference.tentative)
            case nil: break
            }
        }
        return found
    }

    private func explanation(_ record: CommandRecord) -> Explanation? {
        guard case .exited(let code) = record.ending else { return nil }
        let found = FailedCommand(
            record.text,
            exitCode: code,
            lines: record.output + record.errorOutput,
            surroundings: record.surroundings
        ).explanation
        guard !step.isDeclared, found?.attempt == nil else { return found }
        // Nobody has said yet what this command is to do; it may be a failure that the slide is about.
        return Explanation(
            why: found?.why,
            attempt:
                "say in a comment above it that it is to fail, 'lab:step exit=\(code)', or isn't to be run, 'lab:skip'"
        )
    }

    /// What is said of a terminal on which nothing was typed.
    private func untyped(_ record: CommandRecord) -> Explanation? {
        guard record.lacksTyped else { return nil }
        return Explanation(
            why: "nothing was typed, for there is no file \(step.id).typed among the answers",
            attempt: "write into \(step.id).typed what you type on the terminal, line by line"
        )
    }

    /// What is said where an output is right but for the stream that it came on.
    private func otherStream(_ outcome: CommandOutcome, _ record: CommandRecord) -> Explanation? {
        guard step.mode != .terminal, outcome.differences.count == 1 else { return nil }
        switch outcome.differences[0].stream {
        case .output:
            guard let test = step.output.flatMap({ OutputTest($0) }),
                test.match(record.errorOutput, names.captures).isMatch
            else { return nil }
            return Explanation(
                why: "what is wanted stands on standard error, not on standard output",
                attempt: "2>&1 behind the command sends both the same way"
            )
        case .error:
            guard step.errorOutput?.match(record.output, captures: names.captures).isMatch == true else {
                return nil
            }
            return Explanation(why: "what is wanted stands on standard output, not on standard error")
        case .screen: return nil
        }
    }

    private func endedWell(_ ending: CommandOutcome.Ending) -> Bool {
        switch ending {
        case .exited(let code): code == step.exit
        case .left: true
        case .cut, .failedToStart: false
        }
    }

    private func compare(
        _ test: OutputTest?,
        _ lines: [String],
        _ stream: CommandOutcome.Difference.Stream,
        _ outcome: inout CommandOutcome,
        _ names: inout NameTable
    ) {
        switch test?.match(lines, names.captures) {
        case nil: break
        case .match(let captures): names.captures = captures
        case .mismatch(let difference):
            outcome.verdict = .fail
            outcome.differences.append(CommandOutcome.Difference(stream, difference))
        }
    }

    /// Compares what was recorded; names that it gives are nobody's.
    private func recall(
        _ recorded: LabStep.Recorded,
        _ record: CommandRecord,
        _ outcome: inout CommandOutcome
    ) {
        var forgotten = names
        compare(recorded.output.map { .block($0) }, record.output, .output, &outcome, &forgotten)
        compare(recorded.errorOutput.map { .block($0) }, record.errorOutput, .error, &outcome, &forgotten)
        guard outcome.verdict == .fail else { return }
        outcome.explanation = Explanation(
            why: "it doesn't print any more what was recorded",
            attempt: "if it is right as it is now, slidectl lab record keeps it"
        )
    }

    /// How many lines of an output are kept for reports, at each end.
    private static let mostLines = 100

    private static func excerpt(_ lines: [String]) -> [String] {
        guard lines.count > 2 * mostLines else { return lines }
        let gap = lines.count - 2 * mostLines
        return lines.prefix(mostLines) + ["… \(gap) lines …"] + lines.suffix(mostLines)
    }
}
