import EngineAPI
import SimShell

/// What registries have: the catalogue's images, and what the session pushed.
struct RegistryStore: Sendable {
    let catalog: ImageCatalog
    /// What was pushed, by whole reference.
    private(set) var pushed: [ImageReference: StoredImage] = [:]
    private let accounts: [String: String]

    init(catalog: ImageCatalog, accounts: [String: String] = ["student": "student"]) {
        (self.catalog, self.accounts) = (catalog, accounts)
    }

    /// The image of a reference.
    ///
    /// - Throws: `EngineError` in the words of Docker Hub for what isn't there.
    func image(_ reference: ImageReference) throws(EngineError) -> StoredImage {
        if let image = pushed[reference.tagged] ?? catalog.image(reference) { return image }
        let isKnown =
            catalog.knows(reference)
            || pushed.keys.contains { $0.domain == reference.domain && $0.path == reference.path }
        if isKnown || Self.isLocal(reference.domain) {
            throw EngineError(
                .notFound,
                "manifest for \(reference.tagged) not found: manifest unknown: manifest unknown"
            )
        }
        guard reference.domain == "docker.io" || catalog.knows(domain: reference.domain) else {
            throw EngineError(
                .failed,
                "Get \"https://\(reference.domain)/v2/\": dial tcp: lookup \(reference.domain.prefix { $0 != ":" }) "
                    + "on 127.0.0.11:53: no such host"
            )
        }
        throw EngineError(
            .notFound,
            "pull access denied for \(reference.familiarName), repository does not exist or may require "
                + "'docker login': denied: requested access to the resource is denied"
        )
    }

    mutating func push(_ image: StoredImage, as reference: ImageReference) {
        pushed[reference.tagged] = image
    }

    /// Whether whoever shows credentials may push below a path of the hub's.
    func mayPush(_ credentials: RegistryCredentials?, to reference: ImageReference) -> Bool {
        guard let credentials, isKnown(credentials) else { return false }
        return reference.path.split(separator: "/").first.map(String.init) == credentials.username
    }

    private func isKnown(_ credentials: RegistryCredentials) -> Bool {
        accounts[credentials.username] == credentials.password && !credentials.password.isEmpty
    }

    func login(_ credentials: RegistryCredentials) throws(EngineError) -> LoginResult {
        guard isKnown(credentials) else {
            let server = credentials.serverAddress
            let isHub = server.isEmpty || server.contains("docker.io")
            throw EngineError(
                .unauthorized,
                isHub
                    ? "Get \"https://registry-1.docker.io/v2/\": unauthorized: incorrect username or password"
                    : "Get \"https://\(server)/v2/\": unauthorized: incorrect username or password"
            )
        }
        return LoginResult().with { $0.status = "Login Succeeded" }
    }

    /// Whether a registry's host is this machine.
    static func isLocal(_ domain: String) -> Bool {
        let host = domain.prefix { $0 != ":" }
        return host == "localhost" || host.hasPrefix("127.")
    }
}
