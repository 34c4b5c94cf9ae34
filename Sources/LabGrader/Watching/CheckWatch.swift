import EngineAPI
public import LabModel

/// Watches a check's subject until its verdict stands: what happens wakes it, and it polls beside that.
///
/// ```swift
/// let report = try await CheckWatch(room: room).run(check, names: names)
/// ```
/// An error of the engine, the network or the room is no verdict: the question is asked again until the check's time
/// is over, and a check that couldn't be asked is *unknown*.
public struct CheckWatch: Sendable {
    private let room: any LabRoom
    private let clock: any Clock<Duration>

    public init(room: any LabRoom, clock: any Clock<Duration> = ContinuousClock()) {
        (self.room, self.clock) = (room, clock)
    }

    /// What came of a check, and what that rests on.
    public struct Report: Hashable, Sendable {
        public var outcome: CheckOutcome
        public var evidence: CheckEvidence

        public init(outcome: CheckOutcome, evidence: CheckEvidence) {
            (self.outcome, self.evidence) = (outcome, evidence)
        }
    }

    /// Watches.
    ///
    /// - Parameters:
    ///   - check: What must hold, and when.
    ///   - names: What stands for the names in it.
    ///   - isBusy: Whether a command is still running that may change the subject: then nothing is given up early.
    ///   - onChange: Is told what is seen whenever that changes, for people who wait.
    /// - Returns: The outcome, and the evidence from which it can be found again.
    /// - Throws: `CancellationError` where the task was cancelled; nothing else ends a watch without a verdict.
    public func run(
        _ check: LabCheck,
        names: NameTable,
        isBusy: @escaping @Sendable () -> Bool = { false },
        onChange: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(CancellationError) -> Report {
        let filled: FilledCheck
        do { filled = try FilledCheck(check, names) } catch {
            return Report(
                outcome: CheckReplay.outcome(of: check, names, missing: error),
                evidence: CheckEvidence()
            )
        }
        let stopwatch = Self.start(clock)
        let bell = Bell()
        let watcher = EventWatcher(
            room: room,
            subject: filled.subject,
            bell: bell,
            stopwatch: stopwatch
        )
        let loop = WatchLoop(
            room: room,
            check: filled,
            timing: check.timing,
            bell: bell,
            stopwatch: stopwatch
        )
        // Subscribed before the first look, so that nothing can happen between the two.
        let sources = check.timing == .now ? [] : await watcher.subscribe()
        let result = await withTaskGroup(of: WatchLoop.Result?.self) { group in
            if !sources.isEmpty {
                group.addTask {
                    await watcher.listen(to: sources)
                    return nil
                }
            }
            group.addTask { await loop.run(isBusy: isBusy, onChange: onChange) }
            var result: WatchLoop.Result?
            while let done = await group.next() {
                if done == nil, !Task.isCancelled { continue }
                result = done
                break
            }
            group.cancelAll()
            return result
        }
        guard let result, !Task.isCancelled else { throw CancellationError() }
        var evidence = CheckEvidence()
        evidence.observations = result.looks
        if result.end.verdict == .fail {
            let room = room
            evidence.surroundings =
                await stopwatch.limited(milliseconds: WatchPace.longestLook) {
                    await Observer(room: room).surroundings()
                } ?? nil
        }
        let outcome = CheckReplay.outcome(of: check, filled, result.track, result.end, evidence.surroundings)
        return Report(outcome: outcome, evidence: evidence)
    }

    private static func start(_ clock: some Clock<Duration>) -> Stopwatch { Stopwatch(clock) }
}
