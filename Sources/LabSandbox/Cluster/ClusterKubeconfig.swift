import EngineAPI

/// The kubeconfig that leads kubectl to a session's own cluster.
struct ClusterKubeconfig {
    /// The certificate to trust, in PEM.
    let certificate: String
    let token: String

    /// The file for a server at an address.
    func text(server: String) -> String {
        let named: (String, JSON) -> JSON = { kind, value in
            .array([.object([.init("name", .string("minikube")), .init(kind, value)])])
        }
        let whole: JSON = .object([
            .init("apiVersion", .string("v1")), .init("kind", .string("Config")),
            .init("current-context", .string("minikube")), .init("preferences", .object([])),
            .init(
                "clusters",
                named(
                    "cluster",
                    .object([
                        .init("server", .string(server)),
                        .init(
                            "certificate-authority-data",
                            .string(Base64.encode(Array(certificate.utf8), forURLs: false))
                        ),
                    ])
                )
            ),
            .init("users", named("user", .object([.init("token", .string(token))]))),
            .init(
                "contexts",
                named(
                    "context",
                    .object([
                        .init("cluster", .string("minikube")), .init("user", .string("minikube")),
                        .init("namespace", .string("default")),
                    ])
                )
            ),
        ])
        // JSON is YAML.
        return String(decoding: whole.bytes, as: UTF8.self) + "\n"
    }
}
