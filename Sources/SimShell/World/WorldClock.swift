/// The time of a container: an injected clock, and what its calendar says.
public struct WorldClock: Sendable {
    private let read: @Sendable () -> Duration
    private let wait: @Sendable (Duration) async throws -> Void
    private let start: WallTime

    /// A clock that said `start` when it was made.
    public init(_ clock: some Clock<Duration>, startingAt start: WallTime) {
        let first = clock.now
        read = { first.duration(to: clock.now) }
        wait = { try await clock.sleep(for: $0) }
        self.start = start
    }

    /// The moment.
    public var now: WallTime {
        let (seconds, attoseconds) = read().components
        let nanoseconds = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !nanoseconds.overflow else { return start }
        let more = Int(nanoseconds.partialValue) &+ Int(attoseconds / 1_000_000_000)
        return WallTime(nanoseconds: start.nanoseconds &+ more)
    }

    /// Waits.
    ///
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    public func sleep(for duration: Duration) async throws(CancellationError) {
        do { try await wait(duration) } catch { throw CancellationError() }
    }
}
