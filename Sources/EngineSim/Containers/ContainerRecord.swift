import EngineAPI
import SimShell

/// A container, as the engine keeps it; never leaves the engine's actor.
final class ContainerRecord {
    let id: String
    var name: String
    let created: WallTime
    /// Its place in the order of creation: two may be made at the same moment.
    let number: Int
    let image: StoredImage
    /// As it was asked for.
    let imageName: String
    /// What was asked for over what the image says.
    var config: ContainerConfig
    var hostConfig: HostConfig
    let files: FileTree
    var mounts: [MountPoint] = []
    var lifecycle: ContainerLife
    let output: OutputHub
    let input = InputPort()
    /// The networks that it is in or will join, in order.
    var endpoints: [Endpoint] = []
    var ports: [OpenPort] = []
    var health: HealthRecord?
    var execs: [String] = []
    var waiters: [Waiter] = []
    /// The run that is.
    var run: Run?
    /// Whether a start, or the end of a run, is under way.
    var isBusy = false
    /// What rests on models of tools.
    var modelled: Set<String>
    var terminal = TerminalSize(height: 0, width: 0)

    /// A run of the main process.
    struct Run {
        let number: Int
        let sandbox: any ProcessSandbox
        let process: any RunningProcess
        /// Set when the run is over and all has been told.
        let over: OneShot<Int>
        var tasks: [Task<Void, Never>] = []
        /// Killed for lack of memory.
        var isOutOfMemory = false
        /// Ended by a fault, whatever the process says.
        var forcedCode: Int?
        /// A number for `docker inspect`; nothing on the host has it.
        let hostProcess: Int
    }

    /// Somebody who waits for the container.
    struct Waiter {
        let condition: WaitCondition
        let result: OneShot<WaitResult>
    }

    /// A port of the container's that is open on the host.
    struct OpenPort {
        /// `80/tcp`.
        let port: String
        let hostAddress: String
        let hostPort: Int
        let published: (any PublishedPort)?
    }

    init(
        id: String,
        name: String,
        number: Int,
        created: WallTime,
        image: StoredImage,
        creation: ContainerCreation,
        files: FileTree,
        output: OutputHub
    ) {
        (self.id, self.name, self.number, self.created) = (id, name, number, created)
        (self.image, imageName) = (image, creation.config.image)
        (config, hostConfig) = (creation.config, creation.hostConfig)
        (self.files, self.output) = (files, output)
        modelled = image.modelled
        lifecycle = ContainerLife(
            policy: creation.hostConfig.restartPolicy,
            removesItself: creation.hostConfig.autoRemove
        )
    }

    /// The words of the main process: entrypoint, then command.
    var command: [String] { (config.entrypoint?.words ?? []) + (config.cmd?.words ?? []) }

    /// The command on one line, as `docker ps` has it.
    var commandLine: String {
        command.map { word in
            word.isEmpty || word.contains { " \t\n\"'\\$".contains($0) }
                ? "'\(word.replacing("'", with: "'\\''"))'" : word
        }.joined(separator: " ")
    }

    /// The attributes of its events.
    var eventAttributes: [String: String] {
        var attributes = config.labels ?? [:]
        attributes["image"] = imageName
        attributes["name"] = name
        return attributes
    }

    /// The files that the engine itself writes; they aren't the container's changes.
    static let ownFolders: Set<String> = ["/dev", "/sys", "/sys/fs", "/sys/fs/cgroup"]
    static let ownFiles: Set<String> = ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf", mark]
    /// The empty file by which programs tell that they are in a container.
    static let mark = "/.dockerenv"

    /// Leaves the mark, where the image hasn't brought it along from a container.
    static func leaveMark(in files: FileTree) {
        guard !files.exists(mark) else { return }
        try? files.lay([], at: mark)
        try? files.setMode(mark, 0o755)
    }

    /// What the container changed of its image's files.
    var changes: [EngineAPI.FileChange] {
        let all = files.changes().filter { !Self.ownFiles.contains($0.path) }
        let mounted = Set(mounts.map(\.destination) + (hostConfig.tmpfs ?? [:]).keys)
        // A folder that changed only for what was left out just now didn't change.
        return all.filter { change in
            // Room for what is mounted is made at the first start.
            let isRoom = lifecycle.startedAt == nil && mounted.contains(change.path)
            if change.kind == .added, isRoom || Self.ownFolders.contains(change.path) {
                return false
            }
            return change.path != "/etc" || all.contains { $0.path.hasPrefix("/etc/") }
        }.map { EngineAPI.FileChange(path: $0.path, kind: $0.kind) }
    }

    /// The same, as a layer.
    var layer: FileLayer {
        var layer = files.layer()
        let kept = Set(changes.map(\.path))
        for path in layer.paths where !kept.contains(path) { layer[path] = nil }
        return layer
    }
}

extension EngineAPI.FileChange {
    init(path: String, kind: SimShell.FileChange.Kind) {
        self.init()
        self.path = path
        self.kind =
            switch kind {
            case .changed: 0
            case .added: 1
            case .deleted: 2
            }
    }
}

/// What the health checks of a container have found.
struct HealthRecord: Hashable, Sendable {
    var status = "starting"
    var failingStreak = 0
    var probes: [ContainerState.Probe] = []

    /// Takes in the result of a probe.
    ///
    /// - Returns: Whether the status changed.
    mutating func take(_ probe: ContainerState.Probe, retries: Int, isStarting: Bool) -> Bool {
        probes.append(probe)
        if probes.count > 5 { probes.removeFirst() }
        let before = status
        if probe.exitCode == 0 {
            failingStreak = 0
            status = "healthy"
        } else if !isStarting || status != "starting" {
            failingStreak += 1
            if failingStreak >= max(1, retries) { status = "unhealthy" }
        }
        return status != before
    }
}
