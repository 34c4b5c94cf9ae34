import Host
import KubeAPI

/// The machine's own time, for clusters that people use.
struct SystemClusterClock: ClusterClock {
    var now: KubeTime { KubeTime(nanoseconds: MachineTime.nanoseconds) }

    func sleep(until moment: KubeTime) async throws {
        try await Task.sleep(for: max(.zero, now.duration(to: moment)))
    }
}
