import LabModel

/// A port that is published, but under another number than the one that is asked for.
enum OtherHostPort: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        for case .publishes(let port, let wanted?) in failed.missed {
            for container in failed.containers {
                let port = ContainerJudge.full(port)
                if let found = explanation(container, port, wanted) { return found }
            }
        }
        guard let wanted = failed.port else { return nil }
        for container in failed.surroundings?.containers ?? [] {
            if let found = explanation(container, "\(wanted)/tcp", wanted) { return found }
        }
        return nil
    }

    private static func explanation(
        _ container: ContainerSight,
        _ port: String,
        _ wanted: String
    ) -> Explanation? {
        guard let host = container.ports[port]?.first, host != wanted else { return nil }
        let inside = port.hasSuffix("/tcp") ? String(port.dropLast(4)) : port
        return Explanation(
            why: "\(container.shortName) publishes \(port) on port \(host), not on \(wanted)",
            attempt: "docker run -p \(wanted):\(inside) …"
        )
    }
}
