import EngineAPI
import LabModel
import TextMatch

/// Judges what was seen of a container.
struct ContainerJudge {
    let sight: ContainerSight

    /// Returns nil for a predicate that containers don't have.
    func judge(_ predicate: CheckPredicate) -> Judgement? {
        let setup = sight.setup
        return switch predicate {
        case .exists: .holds(seen: status)
        case .absent: .fails(seen: "it is there: \(status)")
        case .running: .of(isRunning, seen: status)
        case .healthy: .of(isRunning && sight.state.health == "healthy", seen: health)
        case .exited(let code):
            .of(hasEnded && (code == nil || code == sight.state.exitCode), seen: status)
        case .notPrivileged: privileges
        case .publishes(let port, let hostPort): publishes(port, hostPort)
        case .environment(let name, let value):
            Comparison.pair("env", Comparison.environment(setup.environment), name, value)
        case .label(let name, let value): Comparison.pair("label", setup.labels, name, value)
        case .mount(let source, let target): mount(source, target)
        case .attached(let network): attached(network)
        case .text(let property, let isEqual, let value): text(property, isEqual, value)
        case .contains(let property, let isContained, let text): part(property, isContained, text)
        case .quantity(let property, let condition): quantity(property, condition)
        case .members, .file, .order, .open, .refused, .speaks, .status, .header, .json, .cycles, .condition,
            .rolledOut, .noEvents, .matches, .composeService:
            nil
        }
    }

    // MARK: State

    private var isRunning: Bool { sight.state.status == "running" }

    private var hasEnded: Bool { ["exited", "dead"].contains(sight.state.status) }

    /// Where it is in its life, for people.
    var status: String {
        let state = sight.state
        let restarts = state.restarts > 0 ? ", restarted \(state.restarts) times" : ""
        return switch state.status {
        case "exited", "dead":
            "exited with code \(state.exitCode)" + (state.isOutOfMemory ? ", out of memory" : "") + restarts
        case "restarting": "restarting, last with code \(state.exitCode)" + restarts
        case "created": state.error.isEmpty ? "created, not started" : "never started: \(state.error)"
        default: state.status + (state.health.map { " (\($0))" } ?? "") + restarts
        }
    }

    private var health: String {
        if isRunning, sight.state.health == nil { return "running, without a health check" }
        return status
    }

    private var privileges: Judgement {
        if sight.setup.isPrivileged { return .fails(seen: "it is privileged") }
        // All capabilities are what makes the difference, whatever the switch is called.
        let hasAll = sight.setup.addedCapabilities.contains { ["ALL", "CAP_ALL"].contains($0.uppercased()) }
        return .of(!hasAll, seen: hasAll ? "it has all capabilities" : "not privileged")
    }

    // MARK: Ports, mounts, networks

    /// Every port that is published, for people.
    var published: String {
        let pairs = sight.ports.sorted { $0.key < $1.key }.flatMap { port, hosts in
            hosts.map { "\(port) -> \($0)" }
        }
        return pairs.isEmpty ? "publishes nothing" : "publishes \(pairs.joined(separator: ", "))"
    }

    private func publishes(_ port: String, _ hostPort: String?) -> Judgement {
        guard isRunning else { return .fails(seen: status) }
        let hosts = sight.ports[Self.full(port)] ?? []
        return .of(hostPort.map(hosts.contains) ?? !hosts.isEmpty, seen: published)
    }

    /// A port with its protocol.
    static func full(_ port: String) -> String { port.contains("/") ? port : port + "/tcp" }

    private func mount(_ source: String, _ target: String) -> Judgement {
        // `SRC:DST:ro` asks for the mode, too.
        let parts = target.split(separator: ":", maxSplits: 1).map(String.init)
        let path = Self.trimmed(parts.first ?? target)
        let seen =
            sight.setup.mounts.map {
                "\(Self.shownSource(of: $0)):\($0.target)" + ($0.isWritable ? "" : ":ro")
            }.sorted()
            .joined(separator: ", ")
        let isThere = sight.setup.mounts.contains { mount in
            Self.trimmed(mount.target) == path && isSource(source, of: mount)
                && (parts.count < 2 || (parts[1] == "ro") == !mount.isWritable)
        }
        return .of(isThere, seen: seen.isEmpty ? "mounts nothing" : "mounts \(seen)")
    }

    /// What was mounted, as a student knows it.
    private static func shownSource(of mount: MountSight) -> String {
        guard let place = mount.place else { return mount.source }
        return place == "." ? place : "./\(place)"
    }

    /// A volume's name, or a path of the host's; one that isn't absolute is taken from the workspace, or, where nobody
    /// knows that, is the path's end.
    private func isSource(_ wanted: String, of mount: MountSight) -> Bool {
        // A word alone is a volume, as on a command line: the folder of that name is another thing.
        guard wanted.contains("/") || wanted.hasPrefix(".") else {
            return mount.type == "volume" && mount.place == nil && mount.source == wanted
        }
        if mount.source == wanted { return true }
        if let place = mount.place, !wanted.hasPrefix("/") { return place == WorkspacePath.normal(wanted) }
        guard mount.type == "bind" else { return false }
        let path = Self.trimmed(mount.source)
        if wanted.hasPrefix("/") { return path == Self.trimmed(wanted) }
        let end = Self.trimmed(wanted.hasPrefix("./") ? String(wanted.dropFirst(2)) : wanted)
        return end != "." && !end.isEmpty && path.hasSuffix("/" + end)
    }

    private static func trimmed(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private func attached(_ network: String) -> Judgement {
        .of(
            sight.networks.contains(network),
            seen: sight.networks.isEmpty
                ? "in no network" : "in the networks \(sight.networks.joined(separator: ", "))"
        )
    }

    // MARK: Properties

    private func text(_ property: String, _ isEqual: Bool, _ value: String) -> Judgement? {
        switch property {
        case "image":
            .of(isImage(value) == isEqual, seen: "image is \(Comparison.shown(sight.setup.image))")
        case "user": User.judge(sight.setup.user, isEqual, value)
        case "command": Comparison.text("command", command, isEqual: isEqual, to: value)
        case "restart": Comparison.text("restart", sight.setup.restart, isEqual: isEqual, to: value)
        default: nil
        }
    }

    private func part(_ property: String, _ isContained: Bool, _ text: String) -> Judgement? {
        switch property {
        case "logs": Comparison.part("log", sight.logs, isContained: isContained, text)
        case "image": Comparison.part("image", sight.setup.image, isContained: isContained, text)
        case "command": Comparison.part("command", command, isContained: isContained, text)
        default: nil
        }
    }

    private func quantity(_ property: String, _ condition: QuantityCondition) -> Judgement? {
        let setup = sight.setup
        return switch property {
        case "restarts": Comparison.number("restarts", sight.state.restarts, condition)
        case "memory": Self.limit(setup.memory) { Comparison.size("memory", $0, condition) }
        case "pids": Self.limit(setup.pids) { Comparison.number("pids", $0, condition) }
        case "cpus": Self.limit(setup.nanoCPUs) { Self.processors($0, condition) }
        default: nil
        }
    }

    /// No limit is more than every limit.
    private static func limit(_ value: Int, _ judge: (Int) -> Judgement) -> Judgement {
        value == 0 ? .fails(seen: "it has no such limit") : judge(value)
    }

    private static func processors(_ nanos: Int, _ condition: QuantityCondition) -> Judgement {
        let value = Double(nanos) / 1e9
        return .of(condition.isMet(by: Quantity(.number, value)), seen: "cpus is \(value)")
    }

    private var command: String { (sight.setup.entrypoint + sight.setup.command).joined(separator: " ") }

    /// Whether the container's image is the one of a name, by that name or by another that the same image has.
    private func isImage(_ wanted: String) -> Bool {
        ([sight.setup.image] + (sight.setup.imageNames ?? [])).contains { ImageNames.areEqual($0, wanted) }
            || ImageReference.isID(wanted) && wanted.count >= 12 && sight.setup.imageID.hasSuffix(wanted)
    }
}
