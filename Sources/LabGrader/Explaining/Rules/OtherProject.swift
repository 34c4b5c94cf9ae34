import LabModel

/// A compose project, or a service, that isn't there while others are: a project is named after its folder.
enum OtherProject: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        guard case .compose(let project, let service) = failed.check.subject, failed.observation == .absent
        else { return nil }
        var services: [String: Set<String>] = [:]
        for container in failed.surroundings?.containers ?? [] {
            guard let name = container.setup.labels[ComposeLabel.project] else { continue }
            services[name, default: []].insert(container.setup.labels[ComposeLabel.service] ?? "")
        }
        if let service, let others = services[project] {
            return Explanation(
                why: "project \(project) has no service \(service); it has \(listed(others))"
            )
        }
        guard !services.isEmpty, services[project] == nil else { return nil }
        return Explanation(
            why: "there is no compose project \(project); there is \(listed(Set(services.keys)))",
            attempt: "docker compose -p \(project) up -d"
        )
    }

    private static func listed(_ names: Set<String>) -> String { names.sorted().joined(separator: ", ") }
}
