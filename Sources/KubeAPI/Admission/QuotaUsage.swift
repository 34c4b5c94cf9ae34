import EngineAPI

/// How much of what quotas count an object uses.
enum QuotaUsage {
    /// Kinds that a quota names plainly; of all others `count/PLURAL.GROUP` tells.
    private static let plain: Set<String> = [
        "pods", "services", "persistentvolumeclaims", "configmaps", "secrets", "replicationcontrollers",
        "resourcequotas",
    ]

    static func of(_ object: KubeObject, _ type: ResourceType) -> [String: Quantity] {
        let one = Quantity(1)
        var usage = ["count/\(type.qualifiedName)": one]
        switch type.qualifiedName {
        case "pods":
            if isOver(object) { return usage }
            usage["pods"] = one
            for (kind, prefixes) in [("requests", ["", "requests."]), ("limits", ["limits."])] {
                for (name, amount) in PodResources.total(object, kind) {
                    for prefix in prefixes { usage[prefix + name] = amount }
                }
            }
        case "services":
            usage["services"] = one
            let kind = object["spec", "type"]?.text
            let ports = object["spec", "ports"]?.elements ?? []
            if kind == "LoadBalancer" { usage["services.loadbalancers"] = one }
            if kind == "NodePort" { usage["services.nodeports"] = Quantity(ports.count) }
            if kind == "LoadBalancer" {
                usage["services.nodeports"] = Quantity(ports.count { $0["nodePort"] != nil })
            }
        case "persistentvolumeclaims":
            usage["persistentvolumeclaims"] = one
            let storage = Quantity(json: object["spec", "resources", "requests", "storage"])
            if let storage { usage["requests.storage"] = storage }
            if let name = object["spec", "storageClassName"]?.text, !name.isEmpty {
                let prefix = "\(name).storageclass.storage.k8s.io/"
                usage[prefix + "persistentvolumeclaims"] = one
                if let storage { usage[prefix + "requests.storage"] = storage }
            }
        case let name where plain.contains(name): usage[name] = one
        default: break
        }
        return usage
    }

    /// A pod that has ended uses nothing any more.
    private static func isOver(_ pod: KubeObject) -> Bool {
        let phase = pod["status", "phase"]?.text
        return phase == "Failed" || phase == "Succeeded"
    }

    /// Whether a quota is about an object, by its scopes; these know only pods.
    static func applies(_ quota: KubeObject, to object: KubeObject, _ type: ResourceType) -> Bool {
        let scopes = (quota["spec", "scopes"]?.elements ?? []).compactMap(\.text)
        let expressions = quota["spec", "scopeSelector", "matchExpressions"]?.elements ?? []
        if scopes.isEmpty, expressions.isEmpty { return true }
        guard type.qualifiedName == "pods" else { return false }
        return scopes.allSatisfy { isIn($0, object) } && expressions.allSatisfy { isIn($0, object) }
    }

    private static func isIn(_ expression: JSON, _ pod: KubeObject) -> Bool {
        let scope = expression["scopeName"]?.text ?? ""
        guard scope == "PriorityClass" else { return isIn(scope, pod) }
        let name = pod["spec", "priorityClassName"]?.text ?? ""
        let values = (expression["values"]?.elements ?? []).compactMap(\.text)
        return switch expression["operator"]?.text {
        case "In": values.contains(name)
        case "NotIn": !values.contains(name)
        case "Exists": !name.isEmpty
        default: name.isEmpty
        }
    }

    private static func isIn(_ scope: String, _ pod: KubeObject) -> Bool {
        switch scope {
        case "Terminating": pod["spec", "activeDeadlineSeconds"] != nil
        case "NotTerminating": pod["spec", "activeDeadlineSeconds"] == nil
        case "BestEffort": QualityOfService.of(pod) == "BestEffort"
        case "NotBestEffort": QualityOfService.of(pod) != "BestEffort"
        case "PriorityClass": !(pod["spec", "priorityClassName"]?.text ?? "").isEmpty
        default: false
        }
    }

    /// What a pod must say because a quota counts it, and doesn't; nil where it says all.
    static func missing(_ pod: KubeObject, _ quota: KubeObject) -> String? {
        let counted: Set = [
            "cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory",
        ]
        let names = (quota["spec", "hard"]?.members ?? []).map(\.name).filter(counted.contains).sorted()
        let containers =
            (pod["spec", "containers"]?.elements ?? []) + (pod["spec", "initContainers"]?.elements ?? [])
        let texts = names.compactMap { name -> String? in
            let kind = name.hasPrefix("limits.") ? "limits" : "requests"
            let resource = name.split(separator: ".").last.map(String.init) ?? name
            let silent = containers.filter { $0["resources"]?[kind]?[resource] == nil }
                .compactMap { $0["name"]?.text }
            return silent.isEmpty ? nil : "\(name) for: \(Set(silent).sorted().joined(separator: ","))"
        }
        return texts.isEmpty ? nil : "must specify \(texts.joined(separator: "; "))"
    }
}
