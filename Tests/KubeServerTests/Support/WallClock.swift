import Glibc
import KubeAPI

/// The machine's own time: kubectl, which tests run, has no other.
struct WallClock: ClusterClock {
    var now: KubeTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return KubeTime(nanoseconds: time.tv_sec * 1_000_000_000 + time.tv_nsec)
    }

    func sleep(until moment: KubeTime) async throws {
        try await Task.sleep(for: now.duration(to: moment))
    }
}
