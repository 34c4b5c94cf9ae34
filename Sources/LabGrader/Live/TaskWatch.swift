public import LabModel
import Synchronization
import TextMatch

/// Watches what somebody does in a session's shell, and tells of each task of a lab whose checks are met.
///
/// ```swift
/// let watch = TaskWatch(of: lab, in: room, since: try await EngineMark(room.engine))
/// await watch.run { step in say("\(step.id) is done") }
/// ```
/// It is there to orient people. A verdict comes from running answers: here nobody sees what commands print.
public final class TaskWatch: Sendable {
    private let room: any LabRoom
    private let lab: Lab
    private let names: NameTable
    private let guesses: GuessedNames
    private let looker: TaskLooker
    private let stopwatch = Stopwatch(ContinuousClock())
    private let bell = Bell()
    private let board: Mutex<TaskBoard>
    /// How long it looks away where no event comes, in milliseconds.
    private static let pause = 1_000

    /// A watch over a lab's tasks.
    ///
    /// - Parameters:
    ///   - lab: The lab; steps without checks of a state aren't watched.
    ///   - room: The session.
    ///   - mark: What the session has when the student begins.
    ///   - variant: The student's own values.
    public init(
        of lab: Lab,
        in room: any LabRoom,
        since mark: EngineMark,
        variant: [String: String] = [:]
    ) {
        (self.room, self.lab) = (room, lab)
        names = NameTable(variant: variant).with(lab.replacements)
        guesses = GuessedNames(engine: room.engine, before: mark)
        looker = TaskLooker(room: room, guesses: guesses)
        board = Mutex(TaskBoard(lab.steps.filter(\.isToldByState)))
    }

    /// The ids of the tasks that are done.
    public var done: Set<String> {
        board.withLock { board in Set(board.tasks.filter(\.isDone).map(\.step.id)) }
    }

    /// Watches until the task is cancelled.
    ///
    /// - Parameter onDone: Is told of each task that is done, one after the other; no look happens meanwhile.
    public func run(_ onDone: @Sendable (LabStep) async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            let subjects = board.withLock { $0.tasks.flatMap(\.step.checks).map(\.subject) }
            for subject in Dictionary(grouping: subjects, by: \.eventSource).values.compactMap(\.first) {
                let (room, bell, stopwatch) = (room, bell, stopwatch)
                group.addTask {
                    let watcher = EventWatcher(
                        room: room,
                        subject: subject,
                        bell: bell,
                        stopwatch: stopwatch
                    )
                    await watcher.listen(to: await watcher.subscribe())
                }
            }
            while !Task.isCancelled {
                await look(onDone)
                let bell = bell
                if await stopwatch.limited(milliseconds: Self.pause, { await bell.wait() }) != nil {
                    board.withLock { $0.somethingHappened() }
                    // A storm of events is one reason to look, not a thousand.
                    try? await stopwatch.sleep(milliseconds: WatchPace.shortestPause)
                }
            }
            group.cancelAll()
        }
    }

    private func look(_ onDone: @Sendable (LabStep) async -> Void) async {
        let (open, edition) = board.withLock { ($0.open, $0.edition) }
        for index in open where !Task.isCancelled {
            let step = board.withLock { $0.tasks[index].step }
            guard let isMet = await looker.isMet(step, names.with(step.replacements)) else { continue }
            if board.withLock({ $0.take(index, isMet: isMet, edition: edition) }) { await onDone(step) }
        }
    }

    /// Gives a step its start again: nobody is told anything until it is put back, and then its tasks are open again.
    ///
    /// - Parameters:
    ///   - ids: The steps that are as if they had never been done.
    ///   - restore: Puts back what they changed.
    /// - Returns: What that returns.
    /// - Throws: What that throws.
    public func reopen<Result>(
        _ ids: Set<String>,
        _ restore: () async throws -> Result
    ) async throws -> Result {
        board.withLock { $0.hold() }
        defer { board.withLock { $0.goOn(reopening: ids) } }
        return try await restore()
    }
}

extension CheckSubject {
    /// What two subjects have in common that the same events tell of.
    fileprivate var eventSource: String {
        if case .object(let kind, _) = self { kind } else { word }
    }
}
