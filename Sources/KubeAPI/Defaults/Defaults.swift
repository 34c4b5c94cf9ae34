import EngineAPI

/// What a server fills in where a writer left it open, when an object is created and when it is changed.
enum Defaults {
    static func apply(to object: inout KubeObject, _ type: ResourceType) {
        if let fill = specs[type.qualifiedName] {
            object.json.setDefault("spec", .object([]))
            object.json.edit("spec", fill)
        }
        whole[type.qualifiedName]?(&object)
        if let status = statuses[type.qualifiedName] { object.json.setDefault("status", status) }
    }

    private static let specs: [String: @Sendable (inout JSON) -> Void] = [
        "pods": PodDefaults.apply(toPod:),
        "replicationcontrollers": WorkloadDefaults.replicaSet,
        "deployments.apps": WorkloadDefaults.deployment,
        "replicasets.apps": WorkloadDefaults.replicaSet,
        "statefulsets.apps": WorkloadDefaults.statefulSet,
        "daemonsets.apps": WorkloadDefaults.daemonSet,
        "jobs.batch": WorkloadDefaults.job,
        "cronjobs.batch": WorkloadDefaults.cronJob,
        "services": ServiceDefaults.service,
        "persistentvolumeclaims": ServiceDefaults.claim,
        "persistentvolumes": ServiceDefaults.volume,
        "horizontalpodautoscalers.autoscaling": ServiceDefaults.autoscaler,
        "networkpolicies.networking.k8s.io": ServiceDefaults.networkPolicy,
        "limitranges": ServiceDefaults.limitRange,
    ]

    private static let whole: [String: @Sendable (inout KubeObject) -> Void] = [
        "namespaces": namespace,
        "secrets": secret,
        "replicationcontrollers": controller,
        "endpoints": ServiceDefaults.endpoints,
        "podtemplates": { $0.json.edit("template", PodDefaults.apply(toTemplate:)) },
        "rolebindings.rbac.authorization.k8s.io": ServiceDefaults.roleBinding,
        "clusterrolebindings.rbac.authorization.k8s.io": ServiceDefaults.roleBinding,
        "customresourcedefinitions.apiextensions.k8s.io": DefinitionRules.fillIn,
        "storageclasses.storage.k8s.io": ServiceDefaults.storageClass,
        "priorityclasses.scheduling.k8s.io": {
            $0.json.setDefault("preemptionPolicy", .string("PreemptLowerPriority"))
        },
    ]

    /// What a status says before anything has happened.
    private static let statuses: [String: JSON] = [
        "deployments.apps": .object([]),
        "replicasets.apps": .object([.int("replicas", 0)]),
        "replicationcontrollers": .object([.int("replicas", 0)]),
        "statefulsets.apps": .object([.int("availableReplicas", 0), .int("replicas", 0)]),
        "daemonsets.apps": .object([
            .int("currentNumberScheduled", 0), .int("desiredNumberScheduled", 0),
            .int("numberMisscheduled", 0),
            .int("numberReady", 0),
        ]),
        "jobs.batch": .object([]),
        "cronjobs.batch": .object([]),
        "services": .object([.object("loadBalancer", [])]),
        "ingresses.networking.k8s.io": .object([.object("loadBalancer", [])]),
        "persistentvolumeclaims": .object([.string("phase", "Pending")]),
        "persistentvolumes": .object([.string("phase", "Pending")]),
        "pods": .object([.string("phase", "Pending")]),
        "horizontalpodautoscalers.autoscaling": .object([
            .int("currentReplicas", 0), .int("desiredReplicas", 0), .init("currentMetrics", .null),
        ]),
        "poddisruptionbudgets.policy": .object([
            .int("currentHealthy", 0), .int("desiredHealthy", 0), .int("disruptionsAllowed", 0),
            .int("expectedPods", 0),
        ]),
        "resourcequotas": .object([]),
    ]

    private static func namespace(_ object: inout KubeObject) {
        object["metadata", "labels", "kubernetes.io/metadata.name"] = .string(object.name)
        if object["spec", "finalizers"] == nil, !object.isBeingDeleted {
            object["spec", "finalizers"] = .array([.string("kubernetes")])
        }
        if object["status", "phase"] == nil { object["status", "phase"] = .string("Active") }
    }

    /// Texts that were given plainly go where all data is, in base 64.
    private static func secret(_ object: inout KubeObject) {
        object.json.setDefault("type", .string("Opaque"))
        for member in object["stringData"]?.members ?? [] {
            let bytes = Array((member.value.text ?? "").utf8)
            object["data", member.name] = .string(Base64.encode(bytes, forURLs: false))
        }
        object["stringData"] = nil
    }

    /// A replication controller takes its selector and its labels from its template.
    private static func controller(_ object: inout KubeObject) {
        guard let labels = object["spec", "template", "metadata", "labels"] else { return }
        object.json.edit("spec") { $0.setDefault("selector", labels) }
        if object.labels.isEmpty { object["metadata", "labels"] = labels }
    }
}
