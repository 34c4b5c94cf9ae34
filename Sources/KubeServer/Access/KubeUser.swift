/// Who asks.
struct KubeUser: Hashable, Sendable {
    var name: String
    var groups: [String]
    /// Whether everything is allowed without being looked up.
    var isAdmin: Bool

    /// The session's own user.
    static let admin = KubeUser(
        name: "kubernetes-admin",
        groups: ["kubeadm:cluster-admins", "system:authenticated"],
        isAdmin: true
    )

    /// Somebody whose rights are those that roles give.
    init(_ name: String, groups: [String]) {
        self.name = name
        var groups = groups
        if let (namespace, _) = Self.serviceAccount(name) {
            groups += ["system:serviceaccounts", "system:serviceaccounts:\(namespace)"]
        }
        if !groups.contains("system:authenticated"), name != "system:anonymous" {
            groups.append("system:authenticated")
        }
        self.groups = groups
        isAdmin = groups.contains("system:masters")
    }

    private init(name: String, groups: [String], isAdmin: Bool) {
        self.name = name
        self.groups = groups
        self.isAdmin = isAdmin
    }

    /// The namespace and the name in `system:serviceaccount:NAMESPACE:NAME`.
    static func serviceAccount(_ user: String) -> (namespace: String, name: String)? {
        let parts = user.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount", !parts[2].isEmpty,
            !parts[3].isEmpty
        else { return nil }
        return (String(parts[2]), String(parts[3]))
    }
}
