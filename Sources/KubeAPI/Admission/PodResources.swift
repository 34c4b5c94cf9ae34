public import EngineAPI

/// What pods request and may use.
public enum PodResources {
    /// The amounts of a list of resources: `{cpu: 500m, memory: 1Gi}`.
    public static func amounts(_ list: JSON?) -> [String: Quantity] {
        Dictionary(
            (list?.members ?? []).compactMap { member in
                Quantity(json: member.value).map { (member.name, $0) }
            }
        ) { first, _ in first }
    }

    /// What a pod needs in all: the sum of its containers, or of the largest init container where that is more.
    ///
    /// `kind` is `requests` or `limits`.
    public static func total(_ pod: KubeObject, _ kind: String) -> [String: Quantity] {
        var total: [String: Quantity] = [:]
        for container in pod["spec", "containers"]?.elements ?? [] {
            total.merge(amounts(container["resources"]?[kind])) { $0 + $1 }
        }
        // Init containers that stay run beside the others; the rest run one at a time.
        for container in pod["spec", "initContainers"]?.elements ?? [] {
            let own = amounts(container["resources"]?[kind])
            if container["restartPolicy"]?.text == "Always" {
                total.merge(own) { $0 + $1 }
            } else {
                total.merge(own) { max($0, $1) }
            }
        }
        total.merge(amounts(pod["spec", "overhead"])) { $0 + $1 }
        return total
    }
}
