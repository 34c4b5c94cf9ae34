/// How a strategic merge treats the lists of built-in types: by a key of the elements, as a set, or as one value.
///
/// Source: the `patchStrategy` and `patchMergeKey` tags of the public API types.
enum MergeKeys {
    /// How a list is merged.
    enum Strategy: Hashable {
        case byKey(String)
        case set
        case atomic
    }

    /// The strategy for a list: by its own field, `containers`, and the nearest named field around it, `spec`.
    static func strategy(_ name: String, in owner: String) -> Strategy {
        switch name {
        case "containers" where owner == "spec", "initContainers", "ephemeralContainers", "env",
            "imagePullSecrets",
            "schedulingGates", "resourceClaims":
            .byKey("name")
        case "volumes" where owner == "spec": .byKey("name")
        case "secrets" where owner == "": .byKey("name")
        case "hostAliases", "podIPs", "hostIPs": .byKey("ip")
        case "ports" where Self.containers.contains(owner): .byKey("containerPort")
        case "ports" where owner == "spec": .byKey("port")
        case "volumeMounts": .byKey("mountPath")
        case "volumeDevices": .byKey("devicePath")
        case "topologySpreadConstraints": .byKey("topologyKey")
        case "conditions" where owner == "status": .byKey("type")
        case "addresses" where owner == "status": .byKey("type")
        case "resizePolicy": .atomic
        case "ownerReferences" where owner == "metadata": .byKey("uid")
        case "finalizers" where owner == "metadata" || owner == "spec": .set
        case "podCIDRs": .set
        default: .atomic
        }
    }

    private static let containers: Set<String> = ["containers", "initContainers", "ephemeralContainers"]
}
