import EngineAPI
import KubeAPI

/// What a pod's row says of its containers: how many are ready, what hinders it, and how often they restarted.
///
/// The words are those that Kubernetes' own server chooses: the first thing that holds a pod up is its status.
struct PodSummary {
    private(set) var ready = 0
    private(set) var total: Int
    private(set) var status: String
    private(set) var restarts = 0
    private var lastRestart: KubeTime?
    /// Restarts of the init containers that run on beside the others.
    private var sidecarRestarts = 0
    private var lastSidecarRestart: KubeTime?

    init(_ pod: KubeObject) {
        let podStatus = pod.json["status"]
        total = pod["spec", "containers"]?.elements?.count ?? 0
        let phase = podStatus?["phase"]?.text ?? ""
        let reason = podStatus?["reason"]?.text ?? ""
        status = reason.isEmpty ? phase : reason
        let conditions = podStatus?["conditions"]?.elements ?? []
        if conditions.contains(where: {
            $0["type"]?.text == "PodScheduled" && $0["reason"]?.text == "SchedulingGated"
        }) {
            status = "SchedulingGated"
        }
        let isInitializing = readInitContainers(pod)
        if !isInitializing || Self.isTrue("Initialized", conditions) {
            readContainers(podStatus?["containerStatuses"]?.elements ?? [], conditions)
        }
        if pod.isBeingDeleted {
            if reason == "NodeLost" {
                status = "Unknown"
            } else if !["Succeeded", "Failed"].contains(phase) {
                status = "Terminating"
            }
        }
    }

    /// `3 (25s ago)`.
    func restartText(_ now: KubeTime) -> String {
        guard restarts > 0, let lastRestart else { return String(restarts) }
        return "\(restarts) (\(HumanDuration.text(from: lastRestart, to: now)) ago)"
    }

    /// Reads the init containers; true while they are what the pod waits for.
    private mutating func readInitContainers(_ pod: KubeObject) -> Bool {
        let all = pod["spec", "initContainers"]?.elements ?? []
        let sidecars = Set(
            all.filter { $0["restartPolicy"]?.text == "Always" }.compactMap { $0["name"]?.text }
        )
        total += sidecars.count
        let statuses = pod["status", "initContainerStatuses"]?.elements ?? []
        for (index, container) in statuses.enumerated() {
            let isSidecar = sidecars.contains(container["name"]?.text ?? "")
            count(container)
            if isSidecar {
                sidecarRestarts = Self.sum(sidecarRestarts, container)
                lastSidecarRestart = Self.later(lastSidecarRestart, Self.lastEnd(container))
            }
            let ended = container["state"]?["terminated"]?.nonNull
            if ended?["exitCode"]?.integer == 0 { continue }
            if isSidecar, container["started"]?.isTrue == true {
                if container["ready"]?.isTrue == true { ready += 1 }
                continue
            }
            let waiting = container["state"]?["waiting"]?["reason"]?.text ?? ""
            if let ended {
                status = "Init:" + Self.word(ended)
            } else if !waiting.isEmpty, waiting != "PodInitializing" {
                status = "Init:" + waiting
            } else {
                status = "Init:\(index)/\(all.count)"
            }
            return true
        }
        return false
    }

    private mutating func readContainers(_ statuses: [JSON], _ conditions: [JSON]) {
        restarts = sidecarRestarts
        lastRestart = lastSidecarRestart
        var hasRunning = false
        for container in statuses.reversed() {
            count(container)
            let waiting = container["state"]?["waiting"]?["reason"]?.text ?? ""
            if !waiting.isEmpty {
                status = waiting
            } else if let ended = container["state"]?["terminated"]?.nonNull {
                status = Self.word(ended)
            } else if container["ready"]?.isTrue == true, container["state"]?["running"]?.nonNull != nil {
                hasRunning = true
                ready += 1
            }
        }
        if status == "Completed", hasRunning {
            status = Self.isTrue("Ready", conditions) ? "Running" : "NotReady"
        }
    }

    private mutating func count(_ container: JSON) {
        restarts = Self.sum(restarts, container)
        lastRestart = Self.later(lastRestart, Self.lastEnd(container))
    }

    private static func sum(_ restarts: Int, _ container: JSON) -> Int {
        let (sum, overflows) = restarts.addingReportingOverflow(container["restartCount"]?.integer ?? 0)
        return overflows ? .max : sum
    }

    /// The word for an end: its reason, else the signal or the exit code.
    private static func word(_ ended: JSON) -> String {
        if let reason = ended["reason"]?.text, !reason.isEmpty { return reason }
        let signal = ended["signal"]?.integer ?? 0
        return signal != 0 ? "Signal:\(signal)" : "ExitCode:\(ended["exitCode"]?.integer ?? 0)"
    }

    private static func lastEnd(_ container: JSON) -> KubeTime? {
        container["lastState"]?["terminated"]?["finishedAt"]?.text.flatMap { KubeTime($0) }
    }

    private static func later(_ one: KubeTime?, _ other: KubeTime?) -> KubeTime? {
        guard let one, let other else { return one ?? other }
        return max(one, other)
    }

    private static func isTrue(_ type: String, _ conditions: [JSON]) -> Bool {
        conditions.contains { $0["type"]?.text == type && $0["status"]?.text == "True" }
    }
}
