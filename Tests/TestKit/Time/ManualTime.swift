/// A clock whose time passes only when a test says so.
public final class ManualTime: Clock {
    private let sleepers = Sleepers()

    public init() {}

    public var now: TestInstant { sleepers.now }
    public var minimumResolution: Duration { .nanoseconds(1) }

    public func sleep(until deadline: TestInstant, tolerance: Duration?) async throws {
        try await sleepers.sleep(until: deadline)
    }

    /// Lets time pass to the next moment for which somebody sleeps; false where nobody does.
    public func step() -> Bool { sleepers.wakeNext() }

    /// Lets time pass, from one sleeper to the next, until something is so.
    ///
    /// Before each step it waits until for a while nobody has begun or ended a sleep, so that all have had their turn; a
    /// test that waits for what never comes ends in the end.
    public func pass(until isMet: () async throws -> Bool) async throws {
        for _ in 0..<2000 {
            var quiet = 0
            var before = sleepers.begun
            while quiet < 12 {
                if try await isMet() { return }
                try await Task.sleep(for: .milliseconds(1))
                let now = sleepers.begun
                quiet = now == before ? quiet + 1 : 0
                before = now
            }
            _ = step()
        }
        throw NeverCame()
    }
}

/// What a test waited for never came.
public struct NeverCame: Error {}
