import LabModel
import TextMatch

/// Runs a step's command in the way that its mode says, and notes what it did.
struct CommandRunner<Time: Clock> where Time.Duration == Duration {
    let room: any LabRoom
    let clock: Time
    let settings: RunSettings

    /// Runs a command.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - answer: What the shell runs, and what is typed where the step has a terminal.
    ///   - names: What names stand for in the step's expectations.
    ///   - limits: The limits of time, the outermost first.
    ///   - checked: Opens when the step's checks have their outcomes; nil where it has none.
    /// - Returns: What it did, also where the room failed.
    /// - Throws: `CancellationError`.
    func run(
        _ step: LabStep,
        _ answer: RunPlan.Answer,
        names: NameTable,
        limits: [RoomCommand.Limit],
        checked: Turnstile?
    ) async throws -> CommandRecord {
        let collector = OutputCollector()
        var command = RoomCommand(answer.script, limits: limits, outputLimit: settings.outputLimit)
        command.onOutput = { stream, bytes in collector.take(stream, bytes) }
        let goal = OutputGoal(step: step, names: names, collector: collector)
        switch step.mode {
        case .run, .template, .skip: break
        case .terminal: command.typed = answer.typed ?? []
        case .foreground:
            command.until = { [clock, settings] in
                if goal.isSilent, checked == nil {
                    try? await clock.sleep(for: .milliseconds(settings.patienceMilliseconds))
                }
                await checked?.wait()
                await goal.reached(clock, settings)
            }
        case .follow:
            command.until = { [clock, settings] in
                if goal.isSilent { try? await clock.sleep(for: .milliseconds(settings.patienceMilliseconds)) }
                await goal.reached(clock, settings)
            }
        }
        // An honest `-it` where the lecture has none is no mistake.
        command.readsTerminal = step.mode != .terminal && TerminalWish.isIn(answer.script)
        let noted = await room.models?.all().count ?? 0
        let refused = room.refusals.count
        let start = clock.now
        let ending: CommandOutcome.Ending
        do {
            switch try await room.run(command) {
            case .exited(let code): ending = .exited(code: code)
            case .left: ending = .left
            case .cut(let limit): ending = .cut(limit)
            }
        } catch let error as RoomError {
            ending = .failedToStart(error.description)
        }
        let lines = collector.lines
        var record = CommandRecord(
            answer.script,
            ending: ending,
            output: lines.output,
            errorOutput: lines.error,
            milliseconds: start.duration(to: clock.now).inMilliseconds
        )
        // The lecture's own lines would be an answer that nobody gave.
        record.lacksTyped = step.mode == .terminal && answer.typed == nil && !step.typed.isEmpty
        if let now = await room.models?.all() { record.modelled = Set(now.dropFirst(noted)).sorted() }
        if case .exited(let code) = ending, code != step.exit {
            record.refusal = room.refusals.dropFirst(refused).first
        }
        return record
    }
}

/// The output that a command runs on for.
private struct OutputGoal: Sendable {
    let step: LabStep
    let names: NameTable
    let collector: OutputCollector

    /// Whether no output is asked for.
    var isSilent: Bool { step.output.flatMap { OutputTest($0) } == nil && step.errorOutput == nil }

    /// Waits until the outputs are what is asked for.
    func reached(_ clock: some Clock<Duration>, _ settings: RunSettings) async {
        var count = -1
        while !Task.isCancelled {
            let now = collector.count
            if now != count, isMet { return }
            count = now
            try? await clock.sleep(for: .milliseconds(settings.pollMilliseconds))
        }
    }

    private var isMet: Bool {
        let lines = collector.lines
        let output =
            step.output.flatMap { OutputTest($0) }?
            .match(step.compared(lines.output, lines.error).lines, names.captures).isMatch ?? true
        return output && (step.errorOutput?.match(lines.error, captures: names.captures).isMatch ?? true)
    }
}

extension Duration {
    /// Whole milliseconds.
    var inMilliseconds: Int {
        Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
