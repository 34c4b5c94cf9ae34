import LabModel
import TextMatch

/// Tells when a goal can't be reached any more, so that nobody waits for it.
///
/// It is asked only when no command runs that could change the subject; then only the engine itself can, by restart
/// policies and health checks.
enum Doom {
    /// Why no later moment can meet the check; nil where one can, or it isn't known.
    static func reason(_ check: FilledCheck, _ observation: Observation) -> String? {
        switch observation {
        case .absent: absent(check)
        case .container(let sight): first(check, observation) { container($0, sight) }
        case .image: first(check, observation) { image($0) }
        case .volume, .network: first(check, observation) { store($0) }
        case .compose(let sights): first(check, observation) { compose($0, sights) }
        case .connection(let sight): sight.state == "refused" ? port(check, sight.publishers) : nil
        case .responses(let sight):
            sight.responses.contains { $0.problem == "refused" } ? port(check, sight.publishers) : nil
        case .object(let sight): first(check, observation) { ClusterDoom.reason($0, sight) }
        case .pods(let sights): first(check, observation) { ClusterDoom.reason($0, sights) }
        case .file, .events, .modelled, .unsupported: nil
        }
    }

    /// The reason of the first predicate that fails and can't be met any more.
    private static func first(
        _ check: FilledCheck,
        _ observation: Observation,
        _ reason: (CheckPredicate) -> String?
    ) -> String? {
        for predicate in check.predicates {
            guard case .fails = CheckJudge.judge(predicate, of: check.subject, observation),
                let reason = reason(predicate)
            else { continue }
            return reason
        }
        return nil
    }

    /// Nobody gets a container's id a second time; a name can be given again.
    private static func absent(_ check: FilledCheck) -> String? {
        guard case .container(let name) = check.subject, !check.predicates.contains(.absent),
            name.utf8.count == 64,
            name.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        return "the container was removed"
    }

    // MARK: Containers

    /// Whether a container ended and nothing starts it again.
    static func isOver(_ sight: ContainerSight) -> Bool {
        // Compose makes containers before it starts them; one that couldn't be started has an error.
        if sight.state.status == "created" { return !sight.state.error.isEmpty }
        guard ["exited", "dead"].contains(sight.state.status) else { return false }
        switch sight.setup.restart {
        case "no": return true
        case "on-failure":
            return sight.state.exitCode == 0
                || sight.setup.mostRetries > 0 && sight.state.restarts >= sight.setup.mostRetries
        default: return false
        }
    }

    private static func container(_ predicate: CheckPredicate, _ sight: ContainerSight) -> String? {
        let name = sight.name.isEmpty ? "the container" : sight.name
        let status = ContainerJudge(sight: sight).status
        switch predicate {
        case .running: return isOver(sight) ? "\(name) \(status) and isn't restarted" : nil
        case .healthy:
            if !sight.setup.hasHealthcheck, sight.state.health == nil { return "\(name) has no health check" }
            return isOver(sight) ? "\(name) \(status) and isn't restarted" : nil
        case .publishes(let port, let hostPort):
            if isOver(sight) { return "\(name) \(status) and isn't restarted" }
            return isBound(sight, port, hostPort) ? nil : "\(name) was made without that port"
        case .exited: return isOver(sight) ? "\(name) \(status)" : nil
        case .contains("logs", isContained: true, _):
            return isOver(sight) ? "\(name) \(status) and prints nothing more" : nil
        case .environment, .label, .mount, .notPrivileged, .text("image", _, _), .text("user", _, _),
            .text("command", _, _), .contains("image", _, _), .contains("command", _, _):
            return "that is settled when \(name) is made"
        default: return nil
        }
    }

    /// Whether a container was asked to publish a port, on this host port where one is named.
    private static func isBound(_ sight: ContainerSight, _ port: String, _ hostPort: String?) -> Bool {
        if sight.setup.publishesAll { return true }
        guard let hosts = sight.setup.bindings[ContainerJudge.full(port)] else { return false }
        // An empty text is any port that is free, and a range is one of several.
        return hostPort.map { wanted in hosts.contains { $0 == wanted || $0.isEmpty || $0.contains("-") } }
            ?? true
    }

    /// Only when all containers that were to publish a port are over, nobody will; a program may listen, too.
    private static func port(_ check: FilledCheck, _ publishers: [ContainerSight]) -> String? {
        guard !check.predicates.contains(.refused), let first = publishers.first,
            publishers.allSatisfy(isOver)
        else { return nil }
        return
            "\(first.name), which publishes the port, \(ContainerJudge(sight: first).status) and isn't restarted"
    }

    private static func compose(_ predicate: CheckPredicate, _ sights: [ComposeSight]) -> String? {
        switch predicate {
        case .running, .healthy:
            guard let over = sights.first(where: { isOver($0.container) }) else { return nil }
            return "\(over.service) \(ContainerJudge(sight: over.container).status) and isn't restarted"
        default: return nil
        }
    }

    // MARK: Images, volumes, networks

    /// An image never changes; only a command gives its name to another.
    private static func image(_ predicate: CheckPredicate) -> String? {
        predicate == .absent ? nil : "an image doesn't change"
    }

    private static func store(_ predicate: CheckPredicate) -> String? {
        switch predicate {
        case .label, .text: "that is settled when it is made"
        default: nil
        }
    }
}
