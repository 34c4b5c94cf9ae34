/// By which fields the elements of lists are known to a server-side apply, and what is owned as one.
///
/// Source: the `listType`, `listMapKey` and `structType` markers of the public API types.
enum ListKeys {
    enum Kind {
        case keys([String])
        case set
        case atomic
    }

    static func of(_ field: String, in type: String) -> Kind {
        if let keys = keyed["\(type).\(field)"] { return .keys(keys) }
        if field == "conditions", type.hasSuffix("Status"), type != "JobStatus" { return .keys(["type"]) }
        return sets.contains("\(type).\(field)") ? .set : .atomic
    }

    static func isAtomicMap(_ field: String, in type: String) -> Bool {
        field == "nodeSelector" || (field == "selector" && type != "LabelSelector")
    }

    /// Types whose objects are owned as one.
    static let atomicTypes: Set<String> = [
        "LabelSelector", "ObjectReference", "LocalObjectReference", "ConfigMapKeySelector",
        "SecretKeySelector",
        "ObjectFieldSelector", "ResourceFieldSelector", "NodeSelector", "NodeSelectorTerm", "SecretReference",
        "TypedLocalObjectReference", "TopologySelectorTerm", "RoleRef", "Subject", "ScopeSelector",
        "ScopedResourceSelectorRequirement", "CrossVersionObjectReference", "OwnerReference",
        "EndpointAddress",
        "EndpointPort", "ServiceBackendPort",
    ]

    private static let sets: Set<String> = ["ObjectMeta.finalizers", "NodeSpec.podCIDRs"]

    private static let keyed: [String: [String]] = [
        "PodSpec.containers": ["name"], "PodSpec.initContainers": ["name"],
        "PodSpec.ephemeralContainers": ["name"],
        "PodSpec.volumes": ["name"], "PodSpec.imagePullSecrets": ["name"], "PodSpec.hostAliases": ["ip"],
        "PodSpec.resourceClaims": ["name"], "PodSpec.schedulingGates": ["name"],
        "PodSpec.topologySpreadConstraints": ["topologyKey", "whenUnsatisfiable"],
        "PodStatus.podIPs": ["ip"], "PodStatus.hostIPs": ["ip"], "PodStatus.resourceClaimStatuses": ["name"],
        "Container.ports": ["containerPort", "protocol"], "Container.env": ["name"],
        "Container.volumeMounts": ["mountPath"], "Container.volumeDevices": ["devicePath"],
        "EphemeralContainer.ports": ["containerPort", "protocol"], "EphemeralContainer.env": ["name"],
        "EphemeralContainer.volumeMounts": ["mountPath"],
        "EphemeralContainer.volumeDevices": ["devicePath"],
        "ResourceRequirements.claims": ["name"], "ContainerStatus.volumeMounts": ["mountPath"],
        "ServiceSpec.ports": ["port", "protocol"], "ServiceAccount.secrets": ["name"],
        "NodeStatus.addresses": ["type"], "ObjectMeta.ownerReferences": ["uid"],
    ]
}
