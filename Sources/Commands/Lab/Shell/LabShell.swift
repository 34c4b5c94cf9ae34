import LabGrader
import LabModel
import LabSandbox
import Synchronization

/// A student's shell in a session, in which the tasks of a lab are ticked as they are done.
final class LabShell: Sendable {
    private let lecture: LabLecture
    private let lab: Lab
    private let session: SandboxSession
    private let room: SandboxRoom
    private let tasks: ShellTasks
    private let notes: ShellNotes
    private let files: LaidFiles
    private let watch: TaskWatch
    /// What the session had when each step could begin.
    private let starts: Mutex<[String: StepStart]>

    /// Prepares a session for a lab: the lecture's files, and what the lab sets up.
    ///
    /// - Throws: ``CommandFailure`` where something of it fails.
    init(
        _ lecture: LabLecture,
        _ lab: Lab,
        _ session: SandboxSession,
        _ tasks: ShellTasks,
        _ notes: ShellNotes
    ) async throws {
        (self.lecture, self.lab, self.session) = (lecture, lab, session)
        (self.tasks, self.notes) = (tasks, notes)
        room = try SandboxRoom(session)
        files = LaidFiles(room.workspace)
        if let first = lab.steps.first { try await files.lay(try lecture.files(for: first, of: lab)) }
        for command in lab.setup { try await Self.setUp(command, lab, tasks.variant, room) }
        let start = try await StepStart(session, room, keepsFiles: session.record.ownsWorkspace)
        watch = TaskWatch(of: lab, in: room, since: start.engine, variant: tasks.variant)
        starts = Mutex(Self.starts(behind: nil, lab, start))
    }

    private static func setUp(
        _ command: LabModel.LabCommand,
        _ lab: Lab,
        _ variant: [String: String],
        _ room: SandboxRoom
    ) async throws {
        let script = NameTable(variant: variant).with(lab.replacements).command(command.text, [])
        let said = Mutex<[UInt8]>([])
        let limit = RoomCommand.Limit("lab \(lab.id)", milliseconds: lab.timeout * 1_000)
        var inside = RoomCommand(script, limits: [limit], outputLimit: 1 << 20)
        inside.onOutput = { _, bytes in said.withLock { $0 += bytes } }
        guard try await room.run(inside) != .exited(code: 0) else { return }
        let text = String(decoding: said.withLock { $0 }.suffix(500), as: UTF8.self)
        throw CommandFailure("the lab's setup failed: \(command.text)\n\(text)")
    }

    /// Runs the shell until it ends.
    func run(outputLimit: Int) async throws -> CommandEnd {
        let service = ResetService(at: session.requestSocket, of: lecture) { [self] in await reset($0) }
        defer { service?.stop() }
        return try await withThrowingTaskGroup(of: CommandEnd?.self) { group in
            group.addTask { [self] in
                await watch.run { await self.isDone($0) }
                return nil
            }
            group.addTask { [self] in
                var command = SandboxCommand(["bash", "--norc", "-i"])
                command.environment = notes.environment
                command.environment["HISTFILE"] = ""
                command.outputLimit = outputLimit
                command.notes = notes
                return try await session.runOnTerminal(command)
            }
            defer { group.cancelAll() }
            while let end = try await group.next() { if let end { return end } }
            throw CancellationError()
        }
    }

    /// How many tasks are done, for the end.
    var summary: String {
        let told = tasks.tasks.filter(\.isToldByState)
        return "\(told.count { watch.done.contains($0.id) }) of \(told.count) tasks are ticked"
    }

    private func isDone(_ step: LabStep) async {
        notes.say(tasks.tick(step, done: watch.done))
        guard let index = lab.steps.firstIndex(of: step), index + 1 < lab.steps.count else { return }
        do {
            try await files.lay(try lecture.files(for: lab.steps[index + 1], of: lab))
            let start = try await StepStart(session, room, keepsFiles: session.record.ownsWorkspace)
            starts.withLock { $0.merge(Self.starts(behind: step, lab, start)) { old, _ in old } }
        } catch {
            notes.say("slidectl: the next step can't be reset later: \(error)")
        }
    }

    /// The steps that may begin once a step is done: those up to the next one that can be ticked.
    private static func starts(
        behind step: LabStep?,
        _ lab: Lab,
        _ start: StepStart
    ) -> [String: StepStart] {
        let next = step.flatMap { lab.steps.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        var starts: [String: StepStart] = [:]
        for step in lab.steps[next...] {
            starts[step.id] = start
            if step.isToldByState { break }
        }
        return starts
    }

    // MARK: Resetting

    private func reset(_ id: String) async -> ResetAnswer {
        guard let index = lab.steps.firstIndex(where: { $0.id == id }) else { return .notMine }
        guard let start = starts.withLock({ $0[id] }) else {
            return .failed("step \(id) hasn't begun: a step before it isn't ticked")
        }
        let reopened = Set(lab.steps[index...].map(\.id))
        do {
            var lost = try await watch.reopen(reopened) { try await start.restore(session, room) }
            // A folder of the student's own is only given back what the lecture laid into it.
            if start.files == nil {
                for (path, bytes) in try lecture.files(for: lab.steps[index], of: lab) {
                    try room.workspace.write(path, bytes)
                }
                lost.append("files that the lecture didn't lay stay as they are")
            }
            starts.withLock { starts in
                let same = Self.starts(behind: index == 0 ? nil : lab.steps[index - 1], lab, start)
                for later in lab.steps[(index + 1)...] { starts[later.id] = same[later.id] }
            }
            notes.say("↺ \(ShellTasks.plain(id)) has its start again")
            return .done(lost.map(ShellTasks.plain))
        } catch {
            return .failed("\(error)")
        }
    }
}
