public import SimShell

/// The engine's clock: how time passes, and what the calendar says.
///
/// Everything in the engine that waits or dates something does it by this clock, so a test's clock rules all of it.
public struct EngineTime: Sendable {
    /// The clock that waits are measured by; the containers' worlds share it.
    public let clock: any Clock<Duration>
    private let read: @Sendable () -> WallTime

    /// A clock that shows `start` now.
    public init<C: Clock>(_ clock: C, from start: WallTime) where C.Duration == Duration {
        self.clock = clock
        let origin = clock.now
        read = { WallTime(nanoseconds: start.nanoseconds + origin.duration(to: clock.now).nanoseconds) }
    }

    /// The moment.
    public var now: WallTime { read() }

    /// Waits.
    ///
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    func sleep(for duration: Duration) async throws {
        guard duration > .zero else { return }
        try await clock.sleep(for: duration)
    }
}

extension Duration {
    /// Whole nanoseconds; what is too long is as long as can be.
    var nanoseconds: Int {
        let (seconds, attoseconds) = components
        let (whole, overflows) = Int(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflows ? .max : whole + Int(attoseconds / 1_000_000_000)
    }
}
