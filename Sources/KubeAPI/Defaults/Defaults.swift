import EngineAPI

/// What a server fills in where a writer left it open.
enum Defaults {
    static func apply(to object: inout KubeObject, _ type: ResourceType) {
        switch type.qualifiedName {
        case "namespaces": namespace(&object)
        default: break
        }
    }

    private static func namespace(_ object: inout KubeObject) {
        object["metadata", "labels", "kubernetes.io/metadata.name"] = .string(object.name)
        if object["spec", "finalizers"] == nil {
            object["spec", "finalizers"] = .array([.string("kubernetes")])
        }
        if object["status", "phase"] == nil { object["status", "phase"] = .string("Active") }
    }
}
