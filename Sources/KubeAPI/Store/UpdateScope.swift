import EngineAPI

/// Which parts of an object a write may change.
struct UpdateScope {
    /// What only the server sets.
    private static let systemFields = [
        "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation",
        "selfLink",
        "resourceVersion", "name", "namespace", "generateName",
    ]

    private let type: ResourceType
    private let subresource: String?

    /// - Throws: ``StatusError`` 404 where the type has no such subresource.
    init(_ type: ResourceType, _ subresource: String?) throws(StatusError) {
        if let subresource, subresource != "scale" {
            guard ["status", "finalize", "ephemeralcontainers"].contains(subresource),
                type.subresources.contains(subresource)
            else { throw .unknownPath }
        }
        self.type = type
        self.subresource = subresource
    }

    /// The current object with what the write may change taken from the new one.
    func merge(_ new: KubeObject, into current: KubeObject) -> KubeObject {
        var merged: KubeObject
        switch subresource {
        case "status":
            merged = current
            merged["status"] = new["status"]
            // The status belongs to controllers, the labels of what has a template to its owner.
            if type.qualifiedName != "deployments.apps" {
                merged["metadata"] = new["metadata"] ?? current["metadata"]
            }
        case "finalize":
            merged = current
            merged["spec", "finalizers"] = new["spec", "finalizers"] ?? .array([])
        case "ephemeralcontainers":
            merged = current
            merged["spec", "ephemeralContainers"] = new["spec", "ephemeralContainers"]
        default:
            merged = new
            if type.subresources.contains("status") { merged["status"] = current["status"] }
            if type.qualifiedName == "namespaces" {
                merged["spec", "finalizers"] = current["spec", "finalizers"]
            }
        }
        for field in Self.systemFields { merged["metadata", field] = current["metadata", field] }
        return merged
    }
}
