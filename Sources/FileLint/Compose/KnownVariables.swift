import SourceText

/// The variables by which well-known images are set up: another one with their prefix does nothing, in silence.
///
/// - Note: Source: the images' documentation on Docker Hub. A name with `_FILE` at its end reads the value from a file.
enum KnownVariables {
    private static let known: [String: (prefix: String, names: Set<String>)] = [
        "postgres": (
            "POSTGRES_",
            [
                "POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_INITDB_ARGS",
                "POSTGRES_INITDB_WALDIR",
                "POSTGRES_HOST_AUTH_METHOD",
            ]
        ),
        "mysql": (
            "MYSQL_",
            [
                "MYSQL_ROOT_PASSWORD", "MYSQL_ROOT_HOST", "MYSQL_DATABASE", "MYSQL_USER", "MYSQL_PASSWORD",
                "MYSQL_ALLOW_EMPTY_PASSWORD", "MYSQL_RANDOM_ROOT_PASSWORD", "MYSQL_ONETIME_PASSWORD",
                "MYSQL_INITDB_SKIP_TZINFO",
            ]
        ),
        "mongo": (
            "MONGO_", ["MONGO_INITDB_ROOT_USERNAME", "MONGO_INITDB_ROOT_PASSWORD", "MONGO_INITDB_DATABASE"]
        ),
    ]

    static func findings(in service: ComposeFile.Service) -> [Diagnostic] {
        guard let image = service.image, let entry = known[name(of: image)] else { return [] }
        return service.variables.compactMap { variable in
            let text = variable.text
            let bare = text.hasSuffix("_FILE") ? String(text.dropLast(5)) : text
            guard text.hasPrefix(entry.prefix), !entry.names.contains(bare) else { return nil }
            return Diagnostic(
                "file.compose.unknown-variable",
                .warning,
                at: variable.location,
                "the image '\(image)' knows no variable \(text), so it does nothing",
                notes: [Diagnostic.Note("it knows \(entry.names.sorted().joined(separator: ", "))")]
            )
        }
    }

    /// The official image's name; a registry or a namespace other than the library's makes another image of it.
    private static func name(of image: String) -> String {
        let path = image.split(separator: "@").first.map(String.init) ?? ""
        let parts = path.split(separator: "/")
        guard parts.count == 1 || parts.dropLast().allSatisfy({ ["docker.io", "library"].contains($0) })
        else { return "" }
        return String(parts.last?.split(separator: ":").first ?? "")
    }
}
