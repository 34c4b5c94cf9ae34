/// The parts of a `docker run` that tell whether it goes on until it is stopped.
struct RunCommand {
    /// The image's name without registry, namespace, tag and digest.
    private(set) var image = ""
    /// The image as it is written.
    private(set) var reference = ""
    private(set) var publishesPorts = false
    private(set) var hasCommand = false

    /// Flags that take no value; all others take the next word, unless they have a `=`.
    private static let switches: Set<String> = [
        "-d", "--detach", "-i", "--interactive", "-t", "--tty", "--rm", "--init", "--privileged", "-P",
        "--publish-all",
        "--read-only", "--no-healthcheck", "-q", "--quiet", "--oom-kill-disable", "--sig-proxy",
    ]

    /// Images whose main process serves until it is stopped.
    private static let services: Set<String> = [
        "postgres", "redis", "nginx", "httpd", "mysql", "mariadb", "mongo", "rabbitmq", "registry", "traefik",
        "whoami",
        "adminer", "caddy", "memcached", "haproxy", "kubernetes-bootcamp", "keycloak", "grafana",
        "prometheus", "minio",
    ]

    /// - Parameter arguments: The words behind `docker`.
    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let word = rest.popFirst(), word != "run" {}
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word != "--" else {
                reference = word == "--" ? rest.popFirst() ?? "" : word
                image = Self.name(of: reference)
                hasCommand = !rest.isEmpty
                return
            }
            if word == "-P" || word == "-p" || word.hasPrefix("--publish")
                || (word.hasPrefix("-p") && !word.hasPrefix("--"))
            {
                publishesPorts = true
            }
            let isGroup =
                !word.hasPrefix("--") && word.count > 2
                && word.dropFirst().allSatisfy { "ditqP".contains($0) }
            if Self.switches.contains(word) || word.contains("=") || isGroup { continue }
            // `-p8080:80` carries its value.
            if !word.hasPrefix("--"), word.count > 2 { continue }
            rest = rest.dropFirst()
        }
    }

    /// Whether the container serves until it is stopped, as far as the words tell.
    var isService: Bool { publishesPorts || (!hasCommand && Self.services.contains(image)) }

    private static func name(of reference: String) -> String {
        let path = reference.split(separator: "@").first ?? ""
        let last = path.split(separator: "/").last ?? ""
        return String(last.split(separator: ":").first ?? "")
    }
}
