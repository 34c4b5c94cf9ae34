import EngineAPI

/// The fields by which objects can be selected.
enum SelectableFields {
    private static let ofAll: Set<String> = ["metadata.name", "metadata.namespace"]

    private static let special: [String: Set<String>] = [
        "pods": [
            "spec.nodeName", "status.phase", "spec.restartPolicy", "spec.serviceAccountName", "status.podIP",
            "status.podIPs", "spec.schedulerName", "spec.hostNetwork", "status.nominatedNodeName",
        ],
        "events": [
            "involvedObject.kind", "involvedObject.name", "involvedObject.namespace", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
            "reason",
            "type", "source", "reportingComponent",
        ],
        "secrets": ["type"],
        "services": ["spec.clusterIP", "spec.type"],
        "nodes": ["spec.unschedulable"],
        "namespaces": ["status.phase"],
        "replicationcontrollers": ["status.replicas"],
        "replicasets.apps": ["status.replicas"],
        "jobs.batch": ["status.successful"],
    ]

    static func of(_ type: ResourceType) -> Set<String> {
        special[type.qualifiedName].map { ofAll.union($0) } ?? ofAll
    }

    /// Why a field can't be selected by, in the real server's words.
    static func refusal(_ field: String, _ type: ResourceType) -> String {
        switch type.qualifiedName {
        case "replicasets.apps": "field label \"\(field)\" not supported for appsv1.ReplicaSet"
        case "jobs.batch": "field label \"\(field)\" not supported for Job"
        case let name where special[name] != nil: "field label not supported: \(field)"
        default:
            "\"\(field)\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
        }
    }

    /// A field's value as a text; empty where the object doesn't say it.
    static func value(_ field: String, of object: KubeObject) -> String {
        switch field {
        // The most frequent ones without cutting the path up.
        case "metadata.name": return object.json["metadata"]?["name"]?.text ?? ""
        case "metadata.namespace": return object.json["metadata"]?["namespace"]?.text ?? ""
        case "source":
            return object.json["source"]?["component"]?.text ?? object.json["reportingComponent"]?.text ?? ""
        case "status.successful": return plain(object.json["status"]?["succeeded"]) ?? "0"
        case "status.replicas": return plain(object.json["status"]?["replicas"]) ?? "0"
        case "spec.unschedulable", "spec.hostNetwork":
            return plain(object.json.value(at: path(field)[...])) ?? "false"
        default: return plain(object.json.value(at: path(field)[...])) ?? ""
        }
    }

    private static func path(_ field: String) -> [String] {
        field.split(separator: ".").map(String.init)
    }

    private static func plain(_ value: JSON?) -> String? {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        case .bool(let flag): flag ? "true" : "false"
        default: nil
        }
    }
}
