import EngineAPI

/// The file from which kubectl knows where its cluster is, and who its user is.
public struct Kubeconfig: Hashable, Sendable {
    /// `http://127.0.0.1:8001`, `https://127.0.0.1:6443`.
    public var server: String
    /// The name of the cluster, the context and the user.
    public var name: String
    /// The namespace that commands use where none is named.
    public var namespace: String
    /// What the user is known by; nil where nobody is asked.
    ///
    /// kubectl sends it over TLS only.
    public var token: String?
    /// The certificate that the server's own is signed with, in PEM; nil for plain HTTP.
    public var authority: String?

    public init(
        server: String,
        name: String = "slidectl",
        namespace: String = "default",
        token: String? = nil,
        authority: String? = nil
    ) {
        self.server = server
        self.name = name
        self.namespace = namespace
        self.token = token
        self.authority = authority
    }

    /// The file's text: YAML that is also JSON where it counts, so that no value needs escaping of another kind.
    public var text: String {
        let data = authority.map { Base64.encode(Array($0.utf8), forURLs: false) }
        return """
            apiVersion: v1
            kind: Config
            clusters:
            - name: \(Self.quoted(name))
              cluster:
                server: \(Self.quoted(server))
            \(data.map { "    certificate-authority-data: \(Self.quoted($0))\n" } ?? "")contexts:
            - name: \(Self.quoted(name))
              context:
                cluster: \(Self.quoted(name))
                namespace: \(Self.quoted(namespace))
                user: \(Self.quoted(name))
            current-context: \(Self.quoted(name))
            users:
            - name: \(Self.quoted(name))
              user: \(token.map { "{\"token\": \(Self.quoted($0))}" } ?? "{}")

            """
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: JSON.string(text).bytes, as: UTF8.self)
    }
}
