/// Where an object lies among those of its type; the namespace is empty for what lies in none.
struct ObjectKey: Hashable, Comparable, Sendable {
    var namespace: String
    var name: String

    init(_ namespace: String, _ name: String) {
        self.namespace = namespace
        self.name = name
    }

    init(_ object: KubeObject) { self.init(object.namespace ?? "", object.name) }

    static func < (one: ObjectKey, other: ObjectKey) -> Bool {
        (one.namespace, one.name) < (other.namespace, other.name)
    }
}

/// A type of objects that the controllers' cache holds, told apart by a number: types themselves are slow to compare.
///
/// A reference, since the cache names one with each object's place, and a type is large.
final class Shelf: Hashable, Sendable {
    let index: Int
    let type: ResourceType

    init(index: Int, type: ResourceType) { (self.index, self.type) = (index, type) }

    static func == (one: Shelf, other: Shelf) -> Bool { one.index == other.index }

    func hash(into hasher: inout Hasher) { hasher.combine(index) }

    /// The types that every cluster has.
    static let builtIn: [Shelf] = ResourceType.stored.enumerated().map { Shelf(index: $0, type: $1) }

    private static func of(_ type: ResourceType) -> Shelf {
        builtIn.first { $0.type == type } ?? Shelf(index: -1, type: type)
    }

    static let configMaps = of(.configMaps)
    static let controllerRevisions = of(.controllerRevisions)
    static let cronJobs = of(.cronJobs)
    static let customResourceDefinitions = of(.customResourceDefinitions)
    static let daemonSets = of(.daemonSets)
    static let deployments = of(.deployments)
    static let disruptionBudgets = of(.podDisruptionBudgets)
    static let endpointSlices = of(.endpointSlices)
    static let endpoints = of(.endpoints)
    static let events = of(.events)
    static let horizontalPodAutoscalers = of(.horizontalPodAutoscalers)
    static let jobs = of(.jobs)
    static let leases = of(.leases)
    static let namespaces = of(.namespaces)
    static let nodes = of(.nodes)
    static let persistentVolumeClaims = of(.persistentVolumeClaims)
    static let persistentVolumes = of(.persistentVolumes)
    static let pods = of(.pods)
    static let replicaSets = of(.replicaSets)
    static let replicationControllers = of(.replicationControllers)
    static let resourceQuotas = of(.resourceQuotas)
    static let serviceAccounts = of(.serviceAccounts)
    static let services = of(.services)
    static let statefulSets = of(.statefulSets)
    static let storageClasses = of(.storageClasses)
}
