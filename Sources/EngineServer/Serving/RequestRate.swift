/// How many requests a session may send: some at once, and then a steady number a second.
///
/// Clients in a hurry are slowed down; only where they would wait for too long are they refused.
public struct RequestRate: Hashable, Sendable {
    /// Requests a second, in the long run.
    public var perSecond: Int
    /// Requests at once, after a pause.
    public var burst: Int

    /// Makes a rate; both numbers are at least 1.
    public init(perSecond: Int = 100, burst: Int = 400) {
        (self.perSecond, self.burst) = (max(perSecond, 1), max(burst, 1))
    }
}

/// Counts requests against a rate.
struct RequestBucket: Sendable {
    private static let longestWait = Duration.seconds(10)

    private let rate: RequestRate
    /// When the bucket would be full again, were nothing more asked for.
    private var full: ContinuousClock.Instant?

    init(_ rate: RequestRate) { self.rate = rate }

    /// Takes one request; returns how long it has to wait, nil where that would be too long.
    mutating func take(at now: ContinuousClock.Instant) -> Duration? {
        let each = Duration.seconds(1) / rate.perSecond
        let next = max(full ?? now, now) + each
        let wait = now.duration(to: next) - each * rate.burst
        guard wait <= Self.longestWait else { return nil }
        full = next
        return max(wait, .zero)
    }
}
