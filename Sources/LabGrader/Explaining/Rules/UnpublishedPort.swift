import LabModel

/// A port that a container says it uses and nobody published.
enum UnpublishedPort: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        for case .publishes(let port, let host) in failed.missed {
            let port = ContainerJudge.full(port)
            for container in failed.containers where isMissing(port, container) {
                return explanation(container, port, host)
            }
        }
        guard let wanted = failed.port, failed.containers.isEmpty else { return nil }
        for container in failed.surroundings?.containers ?? [] where isMissing("\(wanted)/tcp", container) {
            return explanation(container, "\(wanted)/tcp", wanted)
        }
        return nil
    }

    private static func isMissing(_ port: String, _ container: ContainerSight) -> Bool {
        container.state.status == "running" && container.setup.exposed.contains(port)
            && (container.ports[port] ?? []).isEmpty
    }

    private static func explanation(
        _ container: ContainerSight,
        _ port: String,
        _ host: String?
    ) -> Explanation {
        let inside = port.hasSuffix("/tcp") ? String(port.dropLast(4)) : port
        let outside = host ?? String(port.prefix { $0 != "/" })
        return Explanation(
            why:
                "\(container.shortName) uses \(port), but doesn't publish it: EXPOSE alone opens nothing outside",
            attempt: "docker run -p \(outside):\(inside) …"
        )
    }
}
