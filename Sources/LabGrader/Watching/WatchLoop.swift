import LabModel

/// Looks, waits and looks again, until the verdict stands.
struct WatchLoop: Sendable {
    struct Result: Sendable {
        var end: CheckTrack.End
        var track: CheckTrack
        var looks: [RecordedObservation]
    }

    let room: any LabRoom
    let check: FilledCheck
    let timing: LabCheck.Timing
    let bell: Bell
    let stopwatch: Stopwatch

    /// Returns nil where the task was cancelled.
    func run(
        isBusy: @Sendable () -> Bool,
        onChange: @Sendable (String) -> Void
    ) async -> Result? {
        var track = CheckTrack(check, timing)
        var looks: [RecordedObservation] = []
        var failures = 0
        while !Task.isCancelled {
            let look = await look(previous: track.last, isBusy: isBusy())
            if Task.isCancelled { break }
            looks.append(look)
            let shown = track.timeline.entries.last
            let end = track.take(look)
            if let entry = track.timeline.entries.last, entry != shown { onChange(entry.text) }
            if let end { return Result(end: end, track: track, looks: looks) }
            if case .failed = look.answer { failures += 1 } else { failures = 0 }
            await pause(track.pause(afterFailures: failures, now: stopwatch.milliseconds))
        }
        return nil
    }

    /// Looks once, for no longer than a look may take.
    private func look(previous: Observation?, isBusy: Bool) async -> RecordedObservation {
        let (room, check) = (room, check)
        let asked = stopwatch.milliseconds
        let answer = await stopwatch.limited(milliseconds: WatchPace.longestLook) {
            () -> RecordedObservation.Answer in
            do { return .seen(try await Observer(room: room).look(at: check, previous: previous)) } catch {
                return .failed(Self.text(error))
            }
        }
        return RecordedObservation(
            asked: asked,
            answered: stopwatch.milliseconds,
            isBusy: isBusy,
            answer ?? .failed("no answer within \(CheckTrack.seconds(WatchPace.longestLook))")
        )
    }

    /// Waits for a time, or for something to happen.
    private func pause(_ milliseconds: Int) async {
        let bell = bell
        let isWoken = await stopwatch.limited(milliseconds: milliseconds) { await bell.wait() } != nil
        // A storm of events is one reason to look, not a thousand.
        if isWoken, !Task.isCancelled { try? await stopwatch.sleep(milliseconds: WatchPace.shortestPause) }
    }

    private static func text(_ error: any Error) -> String {
        error is CancellationError ? "cancelled" : String(describing: error)
    }
}
