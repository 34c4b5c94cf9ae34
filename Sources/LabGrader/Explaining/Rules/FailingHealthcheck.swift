import LabModel

/// A container whose health check fails, or that has none.
enum FailingHealthcheck: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        guard failed.missed.contains(.healthy) else { return nil }
        if let container = failed.containers.first(where: {
            ["unhealthy", "starting"].contains($0.state.health)
        }) {
            let output = container.state.probeOutput?.split(whereSeparator: \.isNewline).last.map(
                FailedCheck.short
            )
            return Explanation(
                why: "the health check of \(container.shortName) "
                    + (container.state.health == "starting" ? "hasn't succeeded yet" : "fails")
                    + (output.map { ": \($0)" } ?? ""),
                attempt: "docker inspect --format '{{json .State.Health}}' \(container.shortName)"
            )
        }
        guard
            let container = failed.containers.first(where: {
                !$0.setup.hasHealthcheck && $0.state.health == nil
            })
        else { return nil }
        return Explanation(
            why: "\(container.shortName) has no health check",
            attempt:
                "add HEALTHCHECK to the Dockerfile, healthcheck: to the service, or --health-cmd to docker run"
        )
    }
}
