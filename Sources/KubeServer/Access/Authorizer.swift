import EngineAPI
import KubeAPI

/// Judges by the stored roles and bindings who may do what.
struct Authorizer: Sendable {
    let api: any ClusterAPI

    init(_ api: any ClusterAPI) { self.api = api }

    /// Makes sure that a user may do what a request wants.
    ///
    /// - Throws: ``StatusError`` 403 with the words of Kubernetes.
    func check(_ user: KubeUser, _ wanted: ResourceRequest) async throws(StatusError) {
        guard !user.isAdmin else { return }
        let question = AccessQuestion(
            verb: wanted.verb.rawValue,
            group: wanted.type.group,
            resource: wanted.type.plural,
            subresource: wanted.path.subresource ?? "",
            name: wanted.name,
            namespace: wanted.path.namespace ?? ""
        )
        // Who one is and what one may do, everybody may ask.
        if Self.isOpen(question) { return }
        guard try await allows(user, question) == nil else { return }
        let subject = wanted.type.qualifiedName + (wanted.name.isEmpty ? "" : " \"\(wanted.name)\"")
        throw StatusError(
            403,
            "Forbidden",
            "\(subject) is forbidden: \(question.refusal(user))",
            name: wanted.name,
            group: wanted.type.group,
            kind: wanted.type.plural
        )
    }

    /// Why a user may do something; nil where nothing allows it.
    func allows(_ user: KubeUser, _ question: AccessQuestion) async throws(StatusError) -> String? {
        if user.isAdmin { return "" }
        for grant in try await grants(to: user, in: question.namespace) {
            if grant.rules.contains(where: { $0.allows(question) }) { return grant.reason }
        }
        return nil
    }

    /// All rules that hold for a user in a namespace.
    func rules(of user: KubeUser, in namespace: String) async throws(StatusError) -> [JSON] {
        if user.isAdmin {
            return [
                .record(["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]]),
                .record(["verbs": ["*"], "nonResourceURLs": ["*"]]),
            ]
        }
        return try await grants(to: user, in: namespace).flatMap(\.json)
    }

    /// What a binding gives a user.
    private struct Grant {
        var reason: String
        var json: [JSON]
        var rules: [RoleRule] { json.map { RoleRule($0) } }
    }

    private func grants(to user: KubeUser, in namespace: String) async throws(StatusError) -> [Grant] {
        var bindings = try await api.list(.clusterRoleBindings, ObjectQuery()).items
        if !namespace.isEmpty {
            bindings += try await api.list(.roleBindings, ObjectQuery(namespace: namespace)).items
        }
        var grants: [Grant] = []
        for binding in bindings where Self.names(binding, user) {
            let kind = binding["roleRef", "kind"]?.text ?? ""
            let name = binding["roleRef", "name"]?.text ?? ""
            let reason =
                "RBAC: allowed by \(binding.kind) \"\(binding.name)\(binding.namespace.map { "/\($0)" } ?? "")\" "
                + "of \(kind) \"\(name)\" to " + Self.subjectText(binding, user)
            grants.append(Grant(reason: reason, json: try await rules(kind, name, binding.namespace)))
        }
        return grants
    }

    /// The rules of a role; none where it isn't there.
    private func rules(
        _ kind: String,
        _ name: String,
        _ namespace: String?
    ) async throws(StatusError) -> [JSON] {
        let type = kind == "ClusterRole" ? ResourceType.clusterRoles : .roles
        do {
            let role = try await api.get(
                type,
                namespace: kind == "ClusterRole" ? nil : namespace,
                name: name
            )
            return role["rules"]?.elements ?? []
        } catch {
            guard error.code == 404 else { throw error }
            return []
        }
    }

    private static func names(_ binding: KubeObject, _ user: KubeUser) -> Bool {
        subject(of: binding, user) != nil
    }

    private static func subject(of binding: KubeObject, _ user: KubeUser) -> JSON? {
        binding["subjects"]?.elements?.first { subject in
            let name = subject["name"]?.text ?? ""
            return switch subject["kind"]?.text {
            case "User": name == user.name
            case "Group": user.groups.contains(name)
            case "ServiceAccount":
                user.name == "system:serviceaccount:\(subject["namespace"]?.text ?? ""):\(name)"
            default: false
            }
        }
    }

    private static func subjectText(_ binding: KubeObject, _ user: KubeUser) -> String {
        let subject = subject(of: binding, user)
        let name = subject?["name"]?.text ?? ""
        let kind = subject?["kind"]?.text ?? "User"
        let full = kind == "ServiceAccount" ? "\(name)/\(subject?["namespace"]?.text ?? "")" : name
        return "\(kind) \"\(full)\""
    }

    private static func isOpen(_ question: AccessQuestion) -> Bool {
        question.verb == "create"
            && ["selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews"]
                .contains(question.resource)
    }
}
