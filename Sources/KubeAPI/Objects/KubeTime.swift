/// A moment of the cluster's calendar, in UTC.
public struct KubeTime: Hashable, Comparable, Sendable {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    public var nanoseconds: Int

    public init(nanoseconds: Int) { self.nanoseconds = nanoseconds }

    public static func < (one: KubeTime, other: KubeTime) -> Bool { one.nanoseconds < other.nanoseconds }

    /// The moment a while later, or as late as can be said.
    public func advanced(by duration: Duration) -> KubeTime {
        let (sum, overflows) = nanoseconds.addingReportingOverflow(Self.nanoseconds(of: duration))
        return KubeTime(nanoseconds: overflows ? (duration < .zero ? .min : .max) : sum)
    }

    /// How long it is from here to another moment.
    public func duration(to other: KubeTime) -> Duration {
        let (difference, overflows) = other.nanoseconds.subtractingReportingOverflow(nanoseconds)
        return .nanoseconds(overflows ? .max : difference)
    }

    private static func nanoseconds(of duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        let (whole, overflows) = Int(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflows ? (seconds < 0 ? .min : .max) : whole &+ Int(attoseconds / 1_000_000_000)
    }
}

/// How time passes in a cluster.
///
/// Everything in it that waits or dates something does it by this clock.
public protocol ClusterClock: Sendable {
    /// The moment that it is.
    var now: KubeTime { get }
    /// Waits until a moment; throws `CancellationError` when the task is cancelled meanwhile.
    func sleep(until moment: KubeTime) async throws
}
