import EngineAPI
import KubeAPI

/// How the objects of a type are shown in a table.
struct ObjectTable: Sendable {
    let columns: [TableColumn]
    /// The cells of an object's row, one for each column.
    let cells: @Sendable (KubeObject, KubeTime) -> [JSON]

    init(_ columns: [TableColumn], _ cells: @escaping @Sendable (KubeObject, KubeTime) -> [JSON]) {
        self.columns = columns
        self.cells = cells
    }

    /// How a built-in type is shown; others have a name and an age.
    static func of(_ type: ResourceType) -> ObjectTable {
        switch (type.group, type.plural) {
        case ("", "pods"): pods
        case ("", "nodes"): nodes
        case ("", "namespaces"): namespaces
        case ("", "services"): services
        case ("", "endpoints"): endpoints
        case ("", "events"), ("events.k8s.io", "events"): events
        case ("", "configmaps"): configMaps
        case ("", "secrets"): secrets
        case ("", "serviceaccounts"): serviceAccounts
        case ("", "resourcequotas"): resourceQuotas
        case ("", "persistentvolumes"): persistentVolumes
        case ("", "persistentvolumeclaims"): persistentVolumeClaims
        case ("", "componentstatuses"): componentStatuses
        case ("", "podtemplates"): podTemplates
        case ("apps", "deployments"): deployments
        case ("apps", "replicasets"), ("", "replicationcontrollers"): replicaSets
        case ("apps", "statefulsets"): statefulSets
        case ("apps", "daemonsets"): daemonSets
        case ("apps", "controllerrevisions"): controllerRevisions
        case ("batch", "jobs"): jobs
        case ("batch", "cronjobs"): cronJobs
        case ("autoscaling", _): autoscalers
        case ("networking.k8s.io", "ingresses"): ingresses
        case ("networking.k8s.io", "ingressclasses"): ingressClasses
        case ("networking.k8s.io", "networkpolicies"): networkPolicies
        case ("discovery.k8s.io", "endpointslices"): endpointSlices
        case ("policy", "poddisruptionbudgets"): disruptionBudgets
        case ("rbac.authorization.k8s.io", "rolebindings"),
            ("rbac.authorization.k8s.io", "clusterrolebindings"):
            bindings
        case ("rbac.authorization.k8s.io", _), ("", "limitranges"),
            ("apiextensions.k8s.io", "customresourcedefinitions"):
            dated
        case ("storage.k8s.io", "storageclasses"): storageClasses
        case ("scheduling.k8s.io", "priorityclasses"): priorityClasses
        case ("coordination.k8s.io", "leases"): leases
        default: plain
        }
    }

    /// A name and an age.
    static let plain = ObjectTable([.init("Name"), .init("Age")]) { object, now in
        [.string(object.name), object.age(now)]
    }

    /// A name and the time of creation, which the client shows as it is.
    static let dated = ObjectTable([.init("Name"), .init("Created At", .date)]) { object, _ in
        [.string(object.name), object["metadata", "creationTimestamp"] ?? .null]
    }
}
