import SourceText

/// What can't work in one compose file: names that nothing defines, health that nothing tells.
enum ComposeRules {
    static func findings(in file: ComposeFile) -> [Diagnostic] {
        guard !file.hasMoreElsewhere else { return [] }
        let services = Dictionary(file.services.map { ($0.name.text, $0) }) { first, _ in first }
        return file.services.flatMap { service in
            dependencies(of: service, services)
                + undefined("network", service.networks.filter { !file.networks.contains($0.text) }, service)
                + undefined("volume", service.volumes.filter { !file.volumes.contains($0.text) }, service)
                + KnownVariables.findings(in: service)
        }
    }

    private static func dependencies(
        of service: ComposeFile.Service,
        _ services: [String: ComposeFile.Service]
    ) -> [Diagnostic] {
        service.dependencies.compactMap { dependency, condition in
            guard let other = services[dependency.text] else {
                return .composeUndefined("service", dependency, in: service, isDeclaredAtTop: false)
            }
            guard condition == "service_healthy", !other.hasHealthcheck,
                other.image != nil || condition.isEmpty
            else {
                return nil
            }
            return .composeNoHealthcheck(dependency, for: service)
        }
    }

    private static func undefined(
        _ kind: String,
        _ names: [ComposeFile.Name],
        _ service: ComposeFile.Service
    ) -> [Diagnostic] {
        names.map { .composeUndefined(kind, $0, in: service, isDeclaredAtTop: true) }
    }
}

extension Diagnostic {
    static func composeUndefined(
        _ kind: String,
        _ name: ComposeFile.Name,
        in service: ComposeFile.Service,
        isDeclaredAtTop: Bool
    ) -> Self {
        Self(
            "file.compose.undefined",
            .warning,
            at: name.location,
            "the service '\(service.name.text)' names the \(kind) '\(name.text)', which nothing defines",
            notes: isDeclaredAtTop
                ? [Note("list it below '\(kind)s:' at the top level: '\(name.text):'")] : []
        )
    }

    static func composeNoHealthcheck(_ name: ComposeFile.Name, for service: ComposeFile.Service) -> Self {
        Self(
            "file.compose.no-healthcheck",
            .warning,
            at: name.location,
            "'\(service.name.text)' waits until '\(name.text)' is healthy, and nothing tells whether it is",
            notes: [Note("give '\(name.text)' a healthcheck; few images bring one")]
        )
    }
}
