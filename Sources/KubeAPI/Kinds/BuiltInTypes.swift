extension ResourceType {
    // Core
    public static let bindings = ResourceType("", "v1", "bindings", "Binding", verbs: ["create"])
    public static let configMaps = ResourceType("", "v1", "configmaps", "ConfigMap", short: ["cm"])
    public static let endpoints = ResourceType("", "v1", "endpoints", "Endpoints", short: ["ep"])
    public static let events = ResourceType("", "v1", "events", "Event", short: ["ev"])
    public static let limitRanges = ResourceType("", "v1", "limitranges", "LimitRange", short: ["limits"])
    public static let namespaces = ResourceType(
        "",
        "v1",
        "namespaces",
        "Namespace",
        short: ["ns"],
        isNamespaced: false,
        subresources: ["finalize", "status"],
        verbs: allVerbs.filter { $0 != "deletecollection" }
    )
    public static let nodes = ResourceType(
        "",
        "v1",
        "nodes",
        "Node",
        short: ["no"],
        isNamespaced: false,
        subresources: ["proxy", "status"]
    )
    public static let persistentVolumeClaims = ResourceType(
        "",
        "v1",
        "persistentvolumeclaims",
        "PersistentVolumeClaim",
        short: ["pvc"],
        subresources: ["status"]
    )
    public static let persistentVolumes = ResourceType(
        "",
        "v1",
        "persistentvolumes",
        "PersistentVolume",
        short: ["pv"],
        isNamespaced: false,
        subresources: ["status"]
    )
    public static let pods = ResourceType(
        "",
        "v1",
        "pods",
        "Pod",
        short: ["po"],
        categories: ["all"],
        subresources: [
            "attach", "binding", "ephemeralcontainers", "eviction", "exec", "log", "portforward", "proxy",
            "status",
        ]
    )
    public static let podTemplates = ResourceType("", "v1", "podtemplates", "PodTemplate")
    public static let replicationControllers = ResourceType(
        "",
        "v1",
        "replicationcontrollers",
        "ReplicationController",
        short: ["rc"],
        categories: ["all"],
        subresources: ["scale", "status"],
        hasGeneration: true
    )
    public static let resourceQuotas = ResourceType(
        "",
        "v1",
        "resourcequotas",
        "ResourceQuota",
        short: ["quota"],
        subresources: ["status"]
    )
    public static let secrets = ResourceType("", "v1", "secrets", "Secret")
    public static let serviceAccounts = ResourceType(
        "",
        "v1",
        "serviceaccounts",
        "ServiceAccount",
        short: ["sa"],
        subresources: ["token"]
    )
    public static let services = ResourceType(
        "",
        "v1",
        "services",
        "Service",
        short: ["svc"],
        categories: ["all"],
        subresources: ["proxy", "status"]
    )

    // apps
    public static let controllerRevisions = ResourceType(
        "apps",
        "v1",
        "controllerrevisions",
        "ControllerRevision"
    )
    public static let daemonSets = ResourceType(
        "apps",
        "v1",
        "daemonsets",
        "DaemonSet",
        short: ["ds"],
        categories: ["all"],
        subresources: ["status"],
        hasGeneration: true
    )
    public static let deployments = ResourceType(
        "apps",
        "v1",
        "deployments",
        "Deployment",
        short: ["deploy"],
        categories: ["all"],
        subresources: ["scale", "status"],
        hasGeneration: true
    )
    public static let replicaSets = ResourceType(
        "apps",
        "v1",
        "replicasets",
        "ReplicaSet",
        short: ["rs"],
        categories: ["all"],
        subresources: ["scale", "status"],
        hasGeneration: true
    )
    public static let statefulSets = ResourceType(
        "apps",
        "v1",
        "statefulsets",
        "StatefulSet",
        short: ["sts"],
        categories: ["all"],
        subresources: ["scale", "status"],
        hasGeneration: true
    )

    // batch, autoscaling
    public static let cronJobs = ResourceType(
        "batch",
        "v1",
        "cronjobs",
        "CronJob",
        short: ["cj"],
        categories: ["all"],
        subresources: ["status"],
        hasGeneration: true
    )
    public static let jobs = ResourceType(
        "batch",
        "v1",
        "jobs",
        "Job",
        categories: ["all"],
        subresources: ["status"],
        hasGeneration: true
    )
    public static let horizontalPodAutoscalers = ResourceType(
        "autoscaling",
        "v2",
        "horizontalpodautoscalers",
        "HorizontalPodAutoscaler",
        short: ["hpa"],
        categories: ["all"],
        subresources: ["status"]
    )

    // networking, policy, discovery
    public static let ingressClasses = ResourceType(
        "networking.k8s.io",
        "v1",
        "ingressclasses",
        "IngressClass",
        isNamespaced: false,
        hasGeneration: true
    )
    public static let ingresses = ResourceType(
        "networking.k8s.io",
        "v1",
        "ingresses",
        "Ingress",
        short: ["ing"],
        subresources: ["status"],
        hasGeneration: true
    )
    public static let networkPolicies = ResourceType(
        "networking.k8s.io",
        "v1",
        "networkpolicies",
        "NetworkPolicy",
        short: ["netpol"],
        hasGeneration: true
    )
    public static let podDisruptionBudgets = ResourceType(
        "policy",
        "v1",
        "poddisruptionbudgets",
        "PodDisruptionBudget",
        short: ["pdb"],
        subresources: ["status"],
        hasGeneration: true
    )
    public static let endpointSlices = ResourceType(
        "discovery.k8s.io",
        "v1",
        "endpointslices",
        "EndpointSlice",
        hasGeneration: true
    )

    // rbac
    public static let roles = ResourceType("rbac.authorization.k8s.io", "v1", "roles", "Role")
    public static let roleBindings = ResourceType(
        "rbac.authorization.k8s.io",
        "v1",
        "rolebindings",
        "RoleBinding"
    )
    public static let clusterRoles = ResourceType(
        "rbac.authorization.k8s.io",
        "v1",
        "clusterroles",
        "ClusterRole",
        isNamespaced: false
    )
    public static let clusterRoleBindings = ResourceType(
        "rbac.authorization.k8s.io",
        "v1",
        "clusterrolebindings",
        "ClusterRoleBinding",
        isNamespaced: false
    )

    // storage, coordination, scheduling, extensions
    public static let storageClasses = ResourceType(
        "storage.k8s.io",
        "v1",
        "storageclasses",
        "StorageClass",
        short: ["sc"],
        isNamespaced: false
    )
    public static let leases = ResourceType("coordination.k8s.io", "v1", "leases", "Lease")
    public static let priorityClasses = ResourceType(
        "scheduling.k8s.io",
        "v1",
        "priorityclasses",
        "PriorityClass",
        short: ["pc"],
        isNamespaced: false
    )
    public static let customResourceDefinitions = ResourceType(
        "apiextensions.k8s.io",
        "v1",
        "customresourcedefinitions",
        "CustomResourceDefinition",
        short: ["crd", "crds"],
        categories: ["api-extensions"],
        isNamespaced: false,
        subresources: ["status"],
        hasGeneration: true
    )

    /// The types that every cluster stores, in the order of discovery.
    ///
    /// `autoscaling/v1` and `events.k8s.io/v1` are other views of what is stored here; reviews of access are stored nowhere.
    public static let stored: [ResourceType] = [
        configMaps, endpoints, events, limitRanges, namespaces, nodes, persistentVolumeClaims,
        persistentVolumes,
        pods, podTemplates, replicationControllers, resourceQuotas, secrets, serviceAccounts, services,
        controllerRevisions, daemonSets, deployments, replicaSets, statefulSets, horizontalPodAutoscalers,
        cronJobs,
        jobs, ingressClasses, ingresses, networkPolicies, podDisruptionBudgets, clusterRoleBindings,
        clusterRoles,
        roleBindings, roles, storageClasses, customResourceDefinitions, priorityClasses, leases,
        endpointSlices,
    ]
}
