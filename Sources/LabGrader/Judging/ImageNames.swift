import EngineAPI

/// How names of images are compared.
enum ImageNames {
    /// Whether two names are of one image: `nginx`, `nginx:latest` and `docker.io/library/nginx` are.
    static func areEqual(_ one: String, _ other: String) -> Bool {
        if one == other { return true }
        guard let one = ImageReference(local(one)), let other = ImageReference(local(other)) else {
            return false
        }
        return one.tagged == other.tagged
    }

    /// Podman names what was built here after the local machine.
    private static func local(_ name: String) -> String {
        name.hasPrefix("localhost/") ? String(name.dropFirst("localhost/".count)) : name
    }
}

/// Users in containers and images.
enum User {
    /// Compares users; nobody named, `0` and `root` are the same.
    static func judge(_ seen: String, _ isEqual: Bool, _ wanted: String) -> Judgement {
        let shown = seen.isEmpty ? "root, as none is named" : seen
        return .of((name(seen) == name(wanted) || seen == wanted) == isEqual, seen: "user is \(shown)")
    }

    /// Without the group, unless one compares it.
    private static func name(_ user: String) -> String {
        let name = user.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        return ["", "0", "root"].contains(name) ? "root" : name
    }
}
