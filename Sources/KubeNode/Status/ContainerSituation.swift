import KubeAPI

/// How a container of a pod stands, as its kubelet knows it.
struct ContainerSituation: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case waiting(reason: String, message: String = "")
        case running(since: KubeTime)
        case terminated(Termination)
    }

    /// The end of a run.
    struct Termination: Hashable, Sendable {
        var exitCode: Int
        /// `Completed`, `Error`, `OOMKilled`, `StartError`.
        var reason: String
        var message = ""
        var startedAt: KubeTime
        var finishedAt: KubeTime
        var containerID: String
    }

    var state: State
    /// The run before the one that the state tells of.
    var last: Termination?
    var restartCount = 0
    /// Whether the readiness probe says so; without one, whether it runs.
    var isReady = false
    /// Whether it runs and its startup probe, if it has one, has succeeded.
    var isStarted = false
    /// With the runtime before it: `containerd://HEX`; empty before the first run.
    var containerID = ""
    /// The names in full of what it last ran; empty before the first run.
    var image = ""
    var imageID = ""

    init(waitingFor reason: String) { state = .waiting(reason: reason) }

    var termination: Termination? {
        if case .terminated(let termination) = state { termination } else { nil }
    }

    var isRunning: Bool {
        if case .running = state { true } else { false }
    }

    /// Whether it has run and ended with success.
    var hasSucceeded: Bool { termination?.exitCode == 0 }
}

/// How a pod stands, as its kubelet knows it.
struct PodSituation: Hashable, Sendable {
    var containers: [String: ContainerSituation] = [:]
    var startTime: KubeTime?
    /// Whether its network and its volumes are there.
    var isSandboxReady = false
    var address = ""
    var hostAddress = ""
    /// Why the kubelet gave the pod up (`DeadlineExceeded`); empty as long as it hasn't.
    var failure = ""
    var failureMessage = ""
}
