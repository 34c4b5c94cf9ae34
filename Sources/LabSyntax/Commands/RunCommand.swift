import LabModel

/// The parts of a `docker run` that tell whether it goes on until it is stopped.
struct RunCommand {
    /// The image's name without registry, namespace, tag and digest.
    private(set) var image = ""
    /// The image as it is written.
    private(set) var reference = ""
    private(set) var publishesPorts = false
    private(set) var hasCommand = false

    /// Images whose main process serves until it is stopped.
    private static let services: Set<String> = [
        "postgres", "redis", "nginx", "httpd", "mysql", "mariadb", "mongo", "rabbitmq", "registry", "traefik",
        "whoami",
        "adminer", "caddy", "memcached", "haproxy", "kubernetes-bootcamp", "keycloak", "grafana",
        "prometheus", "minio",
    ]

    init(_ words: ClientWords) {
        guard words.verb == "run" else { return }
        publishesPorts = words.has("P", "publish-all") || words.names("p", "publish")
        reference = words.operands.first ?? ""
        image = Self.name(of: reference)
        hasCommand = words.operands.count > 1
    }

    /// Whether the container serves until it is stopped, as far as the words tell.
    var isService: Bool { publishesPorts || (!hasCommand && Self.services.contains(image)) }

    private static func name(of reference: String) -> String {
        let path = reference.split(separator: "@").first ?? ""
        let last = path.split(separator: "/").last ?? ""
        return String(last.split(separator: ":").first ?? "")
    }
}
