import KubeAPI

/// A type as it is served: what is stored, or another look at it.
struct ServedType: Sendable {
    /// What stands behind a type.
    enum Source: Hashable, Sendable {
        /// The store.
        case stored
        /// The store's objects of another version, rewritten on the way.
        case view(ObjectView, of: ResourceType)
        /// Nothing is stored: a review is answered at once.
        case computed
    }

    var type: ResourceType
    var source: Source = .stored

    /// The type of the stored objects.
    var stored: ResourceType {
        if case .view(_, let type) = source { type } else { type }
    }

    var view: ObjectView? {
        if case .view(let view, _) = source { view } else { nil }
    }
}

/// All types that are served.
struct ServedTypes: Sendable {
    let all: [ServedType]
    private let places: [String: Int]

    /// Groups in the order in which clients list them; others follow by name.
    static let groupOrder = [
        "", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "batch",
        "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io", "apiextensions.k8s.io",
        "scheduling.k8s.io", "coordination.k8s.io", "discovery.k8s.io",
    ]

    init(stored: [ResourceType]) {
        let all = stored.map { ServedType(type: $0) } + Self.beside
        self.all = all
        places = Dictionary(
            all.indices.map { (Self.key(all[$0].type.group, all[$0].type.version, all[$0].type.plural), $0) }
        ) { first, _ in first }
    }

    /// The type with a plural in a group and version.
    func find(group: String, version: String, plural: String) -> ServedType? {
        places[Self.key(group, version, plural)].map { all[$0] }
    }

    /// The groups with their versions, the preferred first.
    var groups: [(name: String, versions: [String])] {
        var versions: [String: [String]] = [:]
        var seen: [String] = []
        for served in all {
            let group = served.type.group
            if versions[group] == nil { seen.append(group) }
            if versions[group]?.contains(served.type.version) != true {
                versions[group, default: []].append(served.type.version)
            }
        }
        let known = Self.groupOrder.filter(seen.contains)
        let custom = seen.filter { !known.contains($0) }.sorted()
        return (known + custom).map { ($0, versions[$0] ?? []) }
    }

    /// The types of a group and version, by name.
    func types(group: String, version: String) -> [ResourceType] {
        all.map(\.type).filter { $0.group == group && $0.version == version }
            .sorted { $0.plural < $1.plural }
    }

    private static func key(_ group: String, _ version: String, _ plural: String) -> String {
        "\(group)/\(version)/\(plural)"
    }

    /// Reviews, which are answered and not stored, and views of stored types in other versions.
    private static let beside: [ServedType] = {
        let access = "authorization.k8s.io"
        let identity = "authentication.k8s.io"
        let reviews = [
            ResourceType("", "v1", "bindings", "Binding", verbs: ["create"]),
            ResourceType(identity, "v1", "selfsubjectreviews", "SelfSubjectReview", isNamespaced: false),
            ResourceType(identity, "v1", "tokenreviews", "TokenReview", isNamespaced: false),
            ResourceType(access, "v1", "localsubjectaccessreviews", "LocalSubjectAccessReview"),
            ResourceType(
                access,
                "v1",
                "selfsubjectaccessreviews",
                "SelfSubjectAccessReview",
                isNamespaced: false
            ),
            ResourceType(
                access,
                "v1",
                "selfsubjectrulesreviews",
                "SelfSubjectRulesReview",
                isNamespaced: false
            ),
            ResourceType(access, "v1", "subjectaccessreviews", "SubjectAccessReview", isNamespaced: false),
        ].map { type in
            var type = type
            type.verbs = ["create"]
            return ServedType(type: type, source: .computed)
        }
        let statuses = ResourceType(
            "",
            "v1",
            "componentstatuses",
            "ComponentStatus",
            short: ["cs"],
            isNamespaced: false,
            verbs: ["get", "list"]
        )
        var scalers = ResourceType.horizontalPodAutoscalers
        scalers.version = "v1"
        var events = ResourceType.events
        events.group = "events.k8s.io"
        return reviews + [
            ServedType(type: statuses, source: .computed),
            ServedType(type: scalers, source: .view(.autoscalingV1, of: .horizontalPodAutoscalers)),
            ServedType(type: events, source: .view(.events, of: .events)),
        ]
    }()
}
