import EngineAPI
import KubeAPI

/// Sees to it that nobody gives away rights that they don't have themselves.
struct EscalationGuard: Sendable {
    let api: any ClusterAPI
    let user: KubeUser

    /// Whether a type gives rights.
    static func concerns(_ type: ResourceType) -> Bool {
        type.group == ResourceType.roles.group && (isRole(type) || isBinding(type))
    }

    private static func isRole(_ type: ResourceType) -> Bool {
        ["roles", "clusterroles"].contains(type.plural)
    }

    private static func isBinding(_ type: ResourceType) -> Bool {
        ["rolebindings", "clusterrolebindings"].contains(type.plural)
    }

    /// - Throws: ``StatusError`` 403, with the rules that the user doesn't have.
    func check(_ object: KubeObject, _ type: ResourceType, in namespace: String) async throws(StatusError) {
        guard !user.isAdmin else { return }
        let question = Self.question(object, type, namespace)
        guard try await Authorizer(api).allows(user, question) == nil else { return }
        var rules = object["rules"]?.elements ?? []
        if Self.isBinding(type) { rules = try await boundRules(object, namespace) }
        let own = try await Authorizer(api).rules(of: user, in: namespace).map { RoleRule($0) }
        // Who gathers the rules of others gathers whatever these are.
        if type.plural == "clusterroles", object["aggregationRule"]?.nonNull != nil,
            !RoleRule.missing(Self.everything, heldBy: own).isEmpty
        {
            throw .forbidden(
                type,
                object.name,
                "must have cluster-admin privileges to use an aggregationRule"
            )
        }
        let missing = RoleRule.missing(rules.map { RoleRule($0) }, heldBy: own)
        guard !missing.isEmpty else { return }
        let list = Set(missing.map(\.text)).sorted().joined(separator: "\n")
        throw .forbidden(
            type,
            object.name,
            "user \"\(user.name)\" (groups=\(RoleRule.list(user.groups))) is attempting to grant RBAC "
                + "permissions not currently held:\n\(list)"
        )
    }

    private static let everything = [
        RoleRule(verbs: ["*"], groups: ["*"], resources: ["*"]), RoleRule(verbs: ["*"], urls: ["*"]),
    ]

    /// The right that lets somebody give rights without having them.
    private static func question(
        _ object: KubeObject,
        _ type: ResourceType,
        _ namespace: String
    ) -> AccessQuestion {
        var question = AccessQuestion(verb: "escalate", group: type.group, namespace: namespace)
        if isRole(type) {
            (question.resource, question.name) = (type.plural, object.name)
        } else {
            let kind = object["roleRef", "kind"]?.text
            question.verb = "bind"
            question.resource = kind == "ClusterRole" ? "clusterroles" : "roles"
            question.name = object["roleRef", "name"]?.text ?? ""
        }
        return question
    }

    /// What the role of a binding allows.
    private func boundRules(_ binding: KubeObject, _ namespace: String) async throws(StatusError) -> [JSON] {
        let isCluster = binding["roleRef", "kind"]?.text == "ClusterRole"
        let role = try await api.get(
            isCluster ? .clusterRoles : .roles,
            namespace: isCluster ? nil : namespace,
            name: binding["roleRef", "name"]?.text ?? ""
        )
        return role["rules"]?.elements ?? []
    }
}
