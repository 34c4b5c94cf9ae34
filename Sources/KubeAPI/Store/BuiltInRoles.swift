import EngineAPI

/// The roles for users that every cluster has from the start, with the rules that Kubernetes gives them.
///
/// Rules are kept apart by group, as `describe` shows each resource with the group of its rule.
enum BuiltInRoles {
    static let names = ["admin", "cluster-admin", "edit", "view"]

    static func role(_ name: String) -> KubeObject {
        KubeObject(.of(["metadata": metadata(name), "rules": .array(rules(name))]))
    }

    /// Who has the role `cluster-admin`.
    static var administrators: KubeObject {
        let group = "rbac.authorization.k8s.io"
        return KubeObject(
            .of([
                "metadata": metadata("cluster-admin"),
                "roleRef": .of([
                    "apiGroup": group.json, "kind": "ClusterRole".json, "name": "cluster-admin".json,
                ]),
                "subjects": .array([
                    .of(["apiGroup": group.json, "kind": "Group".json, "name": "system:masters".json])
                ]),
            ])
        )
    }

    private static func metadata(_ name: String) -> JSON {
        .of([
            "name": name.json,
            "annotations": .of(["rbac.authorization.kubernetes.io/autoupdate": "true".json]),
            "labels": .of(["kubernetes.io/bootstrapping": "rbac-defaults".json]),
        ])
    }

    private static func rules(_ name: String) -> [JSON] {
        switch name {
        case "cluster-admin":
            [
                rule(["*"], ["*"], ["*"]),
                .of(["verbs": ["*"].json, "nonResourceURLs": ["*"].json]),
            ]
        case "view": viewing
        case "edit": editing + viewing
        case "admin": administering + editing + viewing
        default: []
        }
    }

    private static let reading = ["get", "list", "watch"]
    private static let writing = ["create", "delete", "deletecollection", "patch", "update"]

    private static let viewing = [
        rule(
            reading,
            [""],
            [
                "configmaps", "endpoints", "persistentvolumeclaims", "persistentvolumeclaims/status", "pods",
                "replicationcontrollers", "replicationcontrollers/scale", "serviceaccounts", "services",
                "services/status",
            ]
        ),
        rule(
            reading,
            [""],
            [
                "bindings", "events", "limitranges", "namespaces/status", "pods/log", "pods/status",
                "replicationcontrollers/status", "resourcequotas", "resourcequotas/status",
            ]
        ),
        rule(reading, [""], ["namespaces"]),
        rule(reading, ["discovery.k8s.io"], ["endpointslices"]),
        rule(
            reading,
            ["apps"],
            [
                "controllerrevisions", "daemonsets", "daemonsets/status", "deployments", "deployments/scale",
                "deployments/status", "replicasets", "replicasets/scale", "replicasets/status",
                "statefulsets",
                "statefulsets/scale", "statefulsets/status",
            ]
        ),
        rule(reading, ["autoscaling"], ["horizontalpodautoscalers", "horizontalpodautoscalers/status"]),
        rule(reading, ["batch"], ["cronjobs", "cronjobs/status", "jobs", "jobs/status"]),
        rule(reading, ["policy"], ["poddisruptionbudgets", "poddisruptionbudgets/status"]),
        rule(reading, ["networking.k8s.io"], ["ingresses", "ingresses/status", "networkpolicies"]),
    ]

    private static let editing = [
        rule(
            reading,
            [""],
            ["pods/attach", "pods/exec", "pods/portforward", "pods/proxy", "secrets", "services/proxy"]
        ),
        rule(["impersonate"], [""], ["serviceaccounts"]),
        rule(
            writing,
            [""],
            ["pods", "pods/attach", "pods/exec", "pods/portforward", "pods/proxy"]
        ),
        rule(["create"], [""], ["pods/eviction"]),
        rule(
            writing,
            [""],
            [
                "configmaps", "events", "persistentvolumeclaims", "replicationcontrollers",
                "replicationcontrollers/scale", "secrets", "serviceaccounts", "services", "services/proxy",
            ]
        ),
        rule(["create"], [""], ["serviceaccounts/token"]),
        rule(
            writing,
            ["apps"],
            [
                "daemonsets", "deployments", "deployments/rollback", "deployments/scale", "replicasets",
                "replicasets/scale", "statefulsets", "statefulsets/scale",
            ]
        ),
        rule(writing, ["autoscaling"], ["horizontalpodautoscalers"]),
        rule(writing, ["batch"], ["cronjobs", "jobs"]),
        rule(writing, ["policy"], ["poddisruptionbudgets"]),
        rule(writing, ["networking.k8s.io"], ["ingresses", "networkpolicies"]),
    ]

    private static let administering = [
        rule(["create"], ["authorization.k8s.io"], ["localsubjectaccessreviews"]),
        rule(reading + writing, ["rbac.authorization.k8s.io"], ["rolebindings", "roles"]),
    ]

    private static func rule(_ verbs: [String], _ groups: [String], _ resources: [String]) -> JSON {
        .of(["verbs": verbs.json, "apiGroups": groups.json, "resources": resources.json])
    }
}
