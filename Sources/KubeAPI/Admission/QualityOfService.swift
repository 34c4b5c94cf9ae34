import EngineAPI

/// In which class a pod is, by what its containers request and may use.
enum QualityOfService {
    static func of(_ pod: KubeObject) -> String {
        let lists = ["containers", "initContainers"].map { pod["spec", $0]?.elements ?? [] }
        let containers = lists[0] + lists[1]
        let resources = ["cpu", "memory"]
        func amount(_ container: JSON, _ kind: String, _ resource: String) -> Quantity? {
            Quantity(json: container["resources"]?[kind]?[resource]).flatMap { $0 > .zero ? $0 : nil }
        }
        let hasAny = containers.contains { container in
            resources.contains { amount(container, "requests", $0) ?? amount(container, "limits", $0) != nil }
        }
        guard hasAny else { return "BestEffort" }
        let isGuaranteed = containers.allSatisfy { container in
            resources.allSatisfy { resource in
                let limit = amount(container, "limits", resource)
                return limit != nil && amount(container, "requests", resource) ?? limit == limit
            }
        }
        return isGuaranteed ? "Guaranteed" : "Burstable"
    }
}
