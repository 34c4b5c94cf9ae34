import KubeAPI

/// How long a kubelet waits before it does again what failed: 10 s, then twice as long each time, at most five minutes.
///
/// The first time it does not wait at all, and after ten minutes without a failure it begins anew.
struct Backoff: Hashable, Sendable {
    static let shortest = Duration.seconds(10)
    static let longest = Duration.seconds(300)

    private var pause = Duration.zero
    private var lastTry: KubeTime?

    /// How long to wait after a failure, from the moment of the failure on.
    ///
    /// Zero for a first failure.
    mutating func pause(afterFailureAt moment: KubeTime) -> Duration {
        if let lastTry, lastTry.duration(to: moment) > Self.longest * 2 { pause = .zero }
        return pause
    }

    /// Takes note of a new try.
    mutating func tries(at moment: KubeTime) {
        pause = pause == .zero ? Self.shortest : min(pause * 2, Self.longest)
        lastTry = moment
    }
}
