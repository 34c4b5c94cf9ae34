import Foundation
import KubeAPI

/// The machine's own time, for clusters that people use.
struct SystemClusterClock: ClusterClock {
    var now: KubeTime { KubeTime(nanoseconds: Int(Date().timeIntervalSince1970 * 1_000_000) * 1_000) }

    func sleep(until moment: KubeTime) async throws {
        try await Task.sleep(for: max(.zero, now.duration(to: moment)))
    }
}
