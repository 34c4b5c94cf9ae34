import EngineAPI

/// What a role allows.
struct RoleRule: Hashable, Sendable {
    var verbs: [String]
    var groups: [String]
    var resources: [String]
    var names: [String]
    var urls: [String]

    init(
        verbs: [String],
        groups: [String] = [],
        resources: [String] = [],
        names: [String] = [],
        urls: [String] = []
    ) {
        (self.verbs, self.groups, self.resources) = (verbs, groups, resources)
        (self.names, self.urls) = (names, urls)
    }

    init(_ json: JSON) {
        func texts(_ name: String) -> [String] { json[name]?.elements?.compactMap(\.text) ?? [] }
        verbs = texts("verbs")
        groups = texts("apiGroups")
        resources = texts("resources")
        names = texts("resourceNames")
        urls = texts("nonResourceURLs")
    }

    func allows(_ question: AccessQuestion) -> Bool {
        guard verbs.contains("*") || verbs.contains(question.verb) else { return false }
        if let url = question.url {
            return urls.contains {
                $0 == "*" || $0 == url || $0.hasSuffix("*") && url.hasPrefix($0.dropLast())
            }
        }
        guard groups.contains("*") || groups.contains(question.group) else { return false }
        let resource = question.resourceAndSubresource
        let isNamed =
            resources.contains("*") || resources.contains(resource)
            || !question.subresource.isEmpty && resources.contains("*/\(question.subresource)")
        return isNamed && (names.isEmpty || names.contains(question.name))
    }
}

/// What somebody would like to do.
struct AccessQuestion: Hashable, Sendable {
    var verb: String
    var group = ""
    var resource = ""
    var subresource = ""
    var name = ""
    /// Empty for what lies in no namespace.
    var namespace = ""
    /// A path beside the objects.
    var url: String?

    var resourceAndSubresource: String { subresource.isEmpty ? resource : "\(resource)/\(subresource)" }

    /// The refusal, in the words of Kubernetes.
    func refusal(_ user: KubeUser) -> String {
        if let url { return "User \"\(user.name)\" cannot \(verb) path \"\(url)\"" }
        let place = namespace.isEmpty ? "at the cluster scope" : "in the namespace \"\(namespace)\""
        return "User \"\(user.name)\" cannot \(verb) resource \"\(resourceAndSubresource)\" in API group "
            + "\"\(group)\" \(place)"
    }
}
