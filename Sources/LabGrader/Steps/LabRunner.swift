import EngineAPI
public import LabModel
import TextMatch

/// Runs a lab in a room: setup, the steps in order with their checks, and teardown, whatever happens.
///
/// ```swift
/// let run = try await LabRunner(room: room, clock: .continuous, wallClock: clock).run(lab, .lecture)
/// ```
public struct LabRunner<Time: Clock>: Sendable where Time.Duration == Duration {
    private let room: any LabRoom
    private let clock: Time
    private let wallClock: @Sendable () -> Int
    public var settings = RunSettings()
    /// A student's own values.
    public var variant: [String: String] = [:]
    /// How often steps have failed before, in runs that some hints wait for.
    public var failures = FailureCount()
    /// What of the submission doesn't count, for the record.
    public var remarks: [String] = []
    /// Lays the files of a step into the workspace, before it is run.
    public var prepare: @Sendable (LabStep) async throws -> Void = { _ in }
    /// Says why a step can't be run here, such as for want of a cluster; nil where it can.
    public var skipReason: @Sendable (LabStep) -> String? = { _ in nil }
    /// Whether the lab's teardown is run; not where the room is used again, and put back in another way.
    public var tearsDown = true
    /// Is told what happens, from any task.
    public var onProgress: @Sendable (LabProgress) -> Void = { _ in }

    /// A runner.
    ///
    /// - Parameters:
    ///   - room: Where the commands run.
    ///   - clock: What limits and checks are measured by.
    ///   - wallClock: Seconds of Unix time, as the engine has it.
    public init(room: any LabRoom, clock: Time, wallClock: @escaping @Sendable () -> Int) {
        (self.room, self.clock, self.wallClock) = (room, clock, wallClock)
    }

    /// What came of a lab, and what that rests on.
    public struct Report: Hashable, Sendable {
        public var outcome: LabOutcome
        public var record: LabRecord
    }

    /// Runs a lab.
    ///
    /// - Parameters:
    ///   - lab: The lab.
    ///   - plan: What is run for its steps.
    ///   - before: What happened in its first steps, in a room that is as they left it; they and the setup aren't run.
    /// - Returns: What came of it; a room that fails is said in it, not thrown.
    /// - Throws: `CancellationError`, after teardown.
    public func run(_ lab: Lab, _ plan: RunPlan, after before: [StepRecord] = []) async throws -> Report {
        let replay = LabReplay(variant: variant, failures: failures)
        var work = LabWork<Time>(lab: lab, plan: plan, replay: replay, start: clock.now, since: wallClock())
        do {
            for (step, record) in zip(lab.steps, before) { work.note(step, record) }
            if before.isEmpty, let first = lab.steps.first { try await prepare(first) }
            var isReady = !before.isEmpty
            if !isReady { isReady = try await setUp(&work) }
            if isReady {
                for step in lab.steps.dropFirst(before.count) { try await run(step, &work) }
            }
        } catch {
            await tearDown(work)
            throw error
        }
        await tearDown(work)
        let record = LabRecord(
            id: lab.id,
            steps: work.records,
            problem: work.problem,
            remarks: remarks,
            variant: variant,
            milliseconds: work.start.duration(to: clock.now).inMilliseconds
        )
        return Report(outcome: LabReplay.outcome(of: lab, record, failures: failures), record: record)
    }

    // MARK: Around the steps

    private func setUp(_ work: inout LabWork<Time>) async throws -> Bool {
        for command in work.lab.setup {
            onProgress(.preparing(command))
            let record = try await runAside(command, work, work.replay.names)
            guard case .exited(0) = record.ending else {
                let said = (record.errorOutput + record.output).suffix(3).joined(separator: "\n")
                work.problem = "setup failed: \(record.text)\n\(said)"
                for step in work.lab.steps {
                    work.note(step, StepRecord(id: step.id, course: .notReached(reason: "setup failed")))
                }
                return false
            }
        }
        return true
    }

    /// Cleans up; what fails here changes no verdict, since the session goes, too.
    private func tearDown(_ work: LabWork<Time>) async {
        for command in work.lab.teardown where tearsDown && !Task.isCancelled {
            onProgress(.preparing(command))
            _ = try? await runAside(command, work, work.tentative)
        }
    }

    private func runAside(
        _ command: LabCommand,
        _ work: LabWork<Time>,
        _ names: NameTable
    ) async throws -> CommandRecord {
        let step = LabStep(id: "", command: command, slide: 0, mode: .run, at: command.location)
        let names = names.with(work.lab.replacements)
        return try await CommandRunner(room: room, clock: clock, settings: settings).run(
            step,
            RunPlan.Answer(script: names.assignments + names.command(command.text, [])),
            names: names,
            limits: [limit(of: work)],
            checked: nil
        )
    }

    // MARK: Steps

    private func run(_ step: LabStep, _ work: inout LabWork<Time>) async throws {
        onProgress(.began(step))
        let record: StepRecord
        let elapsed = work.used(at: clock.now)
        if let course = work.courseWithoutRunning(step, elapsed: elapsed, skipReason(step)) {
            record = StepRecord(id: step.id, course: course)
        } else {
            record = try await answer(step, &work)
        }
        onProgress(.ended(step, work.note(step, record)))
    }

    private func answer(_ step: LabStep, _ work: inout LabWork<Time>) async throws -> StepRecord {
        do {
            try await prepare(step)
            let names = work.replay.names.with(step.replacements)
            let record =
                step.mode == .foreground && !step.checks.isEmpty
                ? try await askBeside(step, names, &work) : try await runThenAsk(step, names, &work)
            if case .ran(let command) = record.course, case .failedToStart(let reason) = command.ending {
                work.stop("the sandbox failed: \(reason)")
            }
            return record
        } catch let error as RoomError {
            work.stop("the sandbox failed: \(error)")
            let command = CommandRecord(
                step.command.text,
                ending: .failedToStart(error.description),
                output: [],
                errorOutput: [],
                milliseconds: 0
            )
            return StepRecord(id: step.id, course: .ran(command))
        }
    }

    /// Runs a service in the foreground, asks its checks meanwhile, and interrupts it then.
    private func askBeside(
        _ step: LabStep,
        _ names: NameTable,
        _ work: inout LabWork<Time>
    ) async throws -> StepRecord {
        let (checked, ended) = (Turnstile(), Turnstile())
        let start = clock.now
        async let checks = ask(step, names, isBusy: { !ended.isOpen }, whenDone: checked)
        do {
            let command = try await command(step, names, work, checked: checked)
            ended.open()
            let evidence = try await checks
            // It runs on because it is asked.
            work.wait(since: start, until: clock.now)
            return StepRecord(id: step.id, course: .ran(command), checks: evidence)
        } catch {
            ended.open()
            throw error
        }
    }

    private func runThenAsk(
        _ step: LabStep,
        _ names: NameTable,
        _ work: inout LabWork<Time>
    ) async throws -> StepRecord {
        var command = try await command(step, names, work, checked: nil)
        let judge = CommandJudge(step: step, names: names)
        work.tentative = judge.tentative(command)
        let judged = judge.judge(command)
        if case .exited(let code) = command.ending, code != step.exit {
            command.surroundings = await Observer(room: room).surroundings()
        }
        if judged.outcome.verdict == .pass {
            let ids = PrintedIDs(engine: room.engine, since: work.since, wallClock: wallClock)
            do {
                command.inventedIDs = try await ids.invented(step, of: work.lab, command, before: names)
            } catch let error as EngineError {
                throw RoomError("the engine can't be asked: \(error)")
            }
        }
        guard case .failedToStart = command.ending else {
            let names = names.with(judge.judge(command).names.captures)
            let start = clock.now
            let evidence = try await ask(step, names)
            work.wait(since: start, until: clock.now)
            return StepRecord(id: step.id, course: .ran(command), checks: evidence)
        }
        return StepRecord(id: step.id, course: .ran(command))
    }

    private func command(
        _ step: LabStep,
        _ names: NameTable,
        _ work: LabWork<Time>,
        checked: Turnstile?
    ) async throws -> CommandRecord {
        let time = step.timeout.map { $0 * 1_000 } ?? settings.stepMilliseconds
        return try await CommandRunner(room: room, clock: clock, settings: settings).run(
            step,
            work.answer(to: step, names),
            names: names,
            limits: [limit(of: work), RoomCommand.Limit("step \(step.id)", milliseconds: time)],
            checked: checked
        )
    }

    /// Asks a step's checks; the evidence is in their order.
    ///
    /// They are asked all at once, but for those that want to see something steady: these begin when what the step
    /// waits for has come. Hidden checks are waited for by nobody, for how long a step takes is no secret.
    private func ask(
        _ step: LabStep,
        _ names: NameTable,
        isBusy: @escaping @Sendable () -> Bool = { false },
        whenDone turnstile: Turnstile? = nil
    ) async throws -> [CheckEvidence] {
        defer { turnstile?.open() }
        let settled = Countdown(step.checks.count(where: \.isWaitedFor))
        let watch = CheckWatch(room: room, clock: clock)
        return try await withThrowingTaskGroup(of: (Int, CheckEvidence).self) { group in
            for (index, check) in step.checks.enumerated() {
                group.addTask { [onProgress] in
                    defer { if check.isWaitedFor { settled.count() } }
                    if case .always = check.timing { await settled.wait() }
                    let report = try await watch.run(check, names: names, isBusy: isBusy) { seen in
                        onProgress(.awaiting(step, check, seen: seen))
                    }
                    return (index, report.evidence)
                }
            }
            var evidence = [CheckEvidence](repeating: CheckEvidence(), count: step.checks.count)
            for try await (index, found) in group { evidence[index] = found }
            return evidence
        }
    }

    private func limit(of work: LabWork<Time>) -> RoomCommand.Limit {
        let whole = work.lab.isDeclared ? work.lab.timeout * 1_000 : settings.lectureMilliseconds
        let used = work.used(at: clock.now).inMilliseconds
        return RoomCommand.Limit("lab \(work.lab.id)", milliseconds: max(whole - used, 1))
    }
}
