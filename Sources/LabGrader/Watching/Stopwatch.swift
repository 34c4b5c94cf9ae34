/// The time since a moment of some clock's.
struct Stopwatch: Sendable {
    private let elapsed: @Sendable () -> Duration
    let clock: any Clock<Duration>

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        self.clock = clock
    }

    var milliseconds: Int {
        let (seconds, attoseconds) = elapsed().components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }

    func sleep(milliseconds: Int) async throws { try await clock.sleep(for: .milliseconds(milliseconds)) }

    /// Does something for no longer than a time; nil where that wasn't enough.
    func limited<Value: Sendable>(
        milliseconds: Int,
        _ body: @escaping @Sendable () async -> Value
    ) async -> Value? {
        let stopwatch = self
        return await withTaskGroup(of: Value?.self) { group in
            group.addTask { await body() }
            group.addTask {
                try? await stopwatch.sleep(milliseconds: milliseconds)
                return nil
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? nil
        }
    }
}
