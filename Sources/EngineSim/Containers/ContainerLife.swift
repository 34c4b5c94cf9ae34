import EngineAPI
import SimShell

/// Where a container is in its life: decides what may follow what, and does nothing itself.
struct ContainerLife: Hashable, Sendable {
    /// The phases, named as the API names them.
    enum Phase: String, Hashable, Sendable {
        case created, running, paused, restarting, removing, exited, dead
    }

    /// What follows when a main process has ended.
    enum Ending: Hashable, Sendable {
        case rest
        case again(after: Duration)
        case remove
    }

    private(set) var phase = Phase.created
    private(set) var exitCode = 0
    private(set) var isOutOfMemory = false
    private(set) var error = ""
    private(set) var startedAt: WallTime?
    private(set) var finishedAt: WallTime?
    private(set) var restartCount = 0
    /// Whether somebody stopped it, so that only `always` starts it again, and that with the engine.
    private(set) var wasStopped = false
    var policy: RestartPolicy
    let removesItself: Bool
    private var pause = Self.shortestPause

    private static let shortestPause = Duration.milliseconds(100)
    private static let longestPause = Duration.seconds(60)
    /// A run as long as this makes the next pause the shortest again.
    private static let longRun = 10_000_000_000

    init(policy: RestartPolicy, removesItself: Bool) {
        self.policy = policy
        self.removesItself = removesItself
    }

    /// Whether there is a main process, frozen or not.
    var hasProcess: Bool { phase == .running || phase == .paused }

    /// Whether the API calls it running: between two runs, too.
    var isRunning: Bool { hasProcess || phase == .restarting }

    // MARK: What is asked for

    /// Whether a start has something to do.
    func start(_ id: String) throws(EngineError) -> Bool {
        switch phase {
        case .running: return false
        case .paused: throw EngineError(.conflict, "cannot start a paused container, try unpause instead")
        case .removing, .dead:
            throw EngineError(.conflict, "container is marked for removal and cannot be started")
        case .created, .exited, .restarting: return true
        }
    }

    /// A start that somebody asked for, and not the policy.
    mutating func startsByHand() {
        wasStopped = false
        restartCount = 0
        pause = Self.shortestPause
    }

    /// The main process runs.
    mutating func began(at time: WallTime) {
        phase = .running
        (startedAt, error, exitCode, isOutOfMemory) = (time, "", 0, false)
    }

    /// The start failed; the container stays as it was.
    mutating func failed(_ message: String, code: Int) {
        (error, exitCode) = (message, code)
        if phase == .restarting { phase = .exited }
    }

    /// Somebody wants it to end.
    mutating func stops() {
        wasStopped = true
        if phase == .restarting { phase = .exited }
    }

    mutating func freeze(_ id: String) throws(EngineError) {
        switch phase {
        case .running: phase = .paused
        case .paused: throw EngineError(.conflict, "Container \(id) is already paused")
        case .restarting:
            throw EngineError(.conflict, "Container \(id) is restarting, wait until the container is running")
        default: throw EngineError(.conflict, "container \(id) is not running")
        }
    }

    mutating func thaw(_ id: String) throws(EngineError) {
        guard phase == .paused else { throw EngineError(.conflict, "Container \(id) is not paused") }
        phase = .running
    }

    mutating func removes() { phase = .removing }

    // MARK: What happens

    /// The main process ended.
    mutating func ended(code: Int, isOutOfMemory: Bool, at time: WallTime) -> Ending {
        (exitCode, self.isOutOfMemory, finishedAt) = (code, isOutOfMemory, time)
        if let startedAt, time.nanoseconds - startedAt.nanoseconds >= Self.longRun {
            pause = Self.shortestPause
        }
        guard startsAgain else {
            phase = .exited
            return removesItself ? .remove : .rest
        }
        phase = .restarting
        restartCount += 1
        let wait = pause
        pause = min(pause * 2, Self.longestPause)
        return .again(after: wait)
    }

    private var startsAgain: Bool {
        guard !wasStopped, !removesItself else { return false }
        switch policy.name {
        case "always", "unless-stopped": return true
        case "on-failure":
            return exitCode != 0 && (policy.maximumRetryCount == 0 || restartCount < policy.maximumRetryCount)
        default: return false
        }
    }
}
