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
    /// Compares users; nobody named, `root` and zero, however it is written, are the same.
    static func judge(_ seen: String, _ isEqual: Bool, _ wanted: String) -> Judgement {
        let shown = seen.isEmpty ? "root, as none is named" : seen
        return .of((name(seen) == name(wanted) || seen == wanted) == isEqual, seen: "user is \(shown)")
    }

    /// Without the group, unless one compares it.
    private static func name(_ user: String) -> String {
        let name = user.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        return name.isEmpty || isZero(name) ? "root" : name
    }

    /// Engines read digits as a number, which may have a sign: `00` and `+0` are 0.
    private static func isZero(_ name: String) -> Bool {
        let digits = name.first == "+" || name.first == "-" ? name.dropFirst() : name[...]
        return !digits.isEmpty && digits.utf8.allSatisfy { $0 == UInt8(ascii: "0") }
    }
}
