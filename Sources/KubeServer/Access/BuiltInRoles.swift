import EngineAPI

/// The roles that every cluster has, where nobody has stored them.
enum BuiltInRoles {
    private static let readable = [
        "bindings", "configmaps", "endpoints", "events", "limitranges", "namespaces",
        "persistentvolumeclaims",
        "pods", "pods/log", "pods/status", "replicationcontrollers", "replicationcontrollers/scale",
        "resourcequotas", "serviceaccounts", "services", "controllerrevisions", "daemonsets", "deployments",
        "deployments/scale", "replicasets", "replicasets/scale", "statefulsets", "statefulsets/scale",
        "horizontalpodautoscalers", "cronjobs", "jobs", "ingresses", "networkpolicies",
        "poddisruptionbudgets", "endpointslices",
    ]
    private static let groups = [
        "", "apps", "autoscaling", "batch", "networking.k8s.io", "policy", "discovery.k8s.io",
    ]

    /// The rules of a role by its name; none for others.
    static func rules(_ name: String) -> [JSON] {
        switch name {
        case "cluster-admin":
            [
                rule(["*"], ["*"], ["*"]),
                .record(["verbs": ["*"], "nonResourceURLs": ["*"]]),
            ]
        case "view": [rule(["get", "list", "watch"], groups, readable)]
        case "edit": changing
        case "admin":
            changing + [rule(["*"], ["rbac.authorization.k8s.io"], ["roles", "rolebindings"])]
        default: []
        }
    }

    private static let changing: [JSON] = [
        rule(["get", "list", "watch"], groups, readable + ["secrets"]),
        rule(
            ["create", "delete", "deletecollection", "patch", "update"],
            groups,
            readable.filter { !["namespaces", "resourcequotas", "limitranges", "bindings"].contains($0) }
                + ["secrets", "pods/attach", "pods/exec", "pods/portforward", "pods/eviction"]
        ),
        rule(["get"], [""], ["pods/attach", "pods/exec", "pods/portforward"]),
        rule(["create"], [""], ["serviceaccounts/token"]),
    ]

    private static func rule(_ verbs: [String], _ groups: [String], _ resources: [String]) -> JSON {
        .record(["verbs": verbs, "apiGroups": groups, "resources": resources])
    }
}
