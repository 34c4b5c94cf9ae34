import EngineAPI

/// Whether an object can be as it is, and what is wrong with it in the real server's words.
enum Validation {
    private static let rules: [String: @Sendable (KubeObject, inout Faults) -> Void] = [
        "pods": { PodRules.check($0["spec"] ?? .object([]), "spec", &$1) },
        "podtemplates": { PodRules.check(template: $0["template"], "template", &$1) },
        "replicationcontrollers": replicationController,
        "deployments.apps": WorkloadRules.deployment,
        "replicasets.apps": WorkloadRules.replicaSet,
        "statefulsets.apps": WorkloadRules.statefulSet,
        "daemonsets.apps": WorkloadRules.daemonSet,
        "jobs.batch": BatchRules.job,
        "cronjobs.batch": BatchRules.cronJob,
        "services": ServiceRules.service,
        "endpoints": EndpointsRules.check,
        "ingresses.networking.k8s.io": IngressRules.check,
        "networkpolicies.networking.k8s.io": NetworkPolicyRules.check,
        "configmaps": ConfigRules.configMap,
        "secrets": ConfigRules.secret,
        "persistentvolumeclaims": StorageRules.claim,
        "persistentvolumes": StorageRules.volume,
        "storageclasses.storage.k8s.io": StorageRules.storageClass,
        "poddisruptionbudgets.policy": PolicyRules.disruptionBudget,
        "resourcequotas": LimitRules.quota,
        "limitranges": LimitRules.limitRange,
        "horizontalpodautoscalers.autoscaling": AutoscalerRules.check,
        "roles.rbac.authorization.k8s.io": PolicyRules.role,
        "clusterroles.rbac.authorization.k8s.io": PolicyRules.role,
        "rolebindings.rbac.authorization.k8s.io": PolicyRules.roleBinding,
        "clusterrolebindings.rbac.authorization.k8s.io": PolicyRules.roleBinding,
        "priorityclasses.scheduling.k8s.io": PolicyRules.priorityClass,
        "customresourcedefinitions.apiextensions.k8s.io": DefinitionRules.check,
    ]

    /// What is wrong with an object that is to be made; nothing where it is good.
    static func causes(of object: KubeObject, _ type: ResourceType, _ schema: JSON?) -> [StatusError.Cause] {
        var faults = Faults()
        faults.add(MetadataRules.causes(of: object, type))
        if let schema { ValueRules.check(object, changing: nil, schema, &faults) }
        if type.qualifiedName == "jobs.batch" { BatchRules.checkSelector(of: object, &faults) }
        rules[type.qualifiedName]?(object, &faults)
        if type.qualifiedName == "pods" { PodRules.checkNew(object, &faults) }
        return faults.causes
    }

    /// What is wrong with a change of an object or of a part of it; nothing where it may be made.
    ///
    /// A scale is judged with the whole object, a status with what it says itself.
    static func causes(
        of new: KubeObject,
        changing old: KubeObject,
        _ type: ResourceType,
        _ schema: JSON?,
        subresource: String? = nil
    ) -> [StatusError.Cause] {
        var faults = Faults()
        switch subresource {
        case nil, "scale":
            faults.add(MetadataRules.causes(of: new, type))
            if let schema { ValueRules.check(new, changing: old, schema, &faults) }
            rules[type.qualifiedName]?(new, &faults)
            ImmutableRules.check(new, old, type, &faults)
        case "status":
            faults.add(MetadataRules.causes(of: new, type))
            if let schema { ValueRules.check(new, changing: old, schema, &faults) }
            ImmutableRules.checkFinalizers(new, old, &faults)
        case "ephemeralcontainers":
            PodRules.check(new["spec"] ?? .object([]), "spec", &faults)
            EphemeralRules.check(new, changing: old, &faults)
        default: break
        }
        return faults.causes
    }

    private static func replicationController(_ object: KubeObject, _ faults: inout Faults) {
        faults.checkNatural("spec.replicas", object["spec", "replicas"])
        if (object["spec", "selector"]?.members ?? []).isEmpty { faults.require("spec.selector") }
        PodRules.check(template: object["spec", "template"], "spec.template", &faults)
    }
}
