import EngineAPI

/// What holds for amounts of resources, and for what resources are called.
enum ResourceRules {
    /// What a container requests and may use.
    static func checkContainer(_ resources: JSON?, _ path: String, _ faults: inout Faults) {
        let limits = PodResources.amounts(resources?["limits"])
        for kind in ["limits", "requests"] {
            for member in resources?[kind]?.members ?? [] {
                let inner = "\(path).\(kind)[\(member.name)]"
                for problem in containerNameProblems(member.name) {
                    faults.refuse(inner, member.name, problem)
                }
                guard let amount = Quantity(json: member.value) else { continue }
                checkAmount(inner, member.name, amount, &faults)
                if kind == "requests" {
                    checkRequest(amount, member.name, limits[member.name], path, &faults)
                }
            }
        }
    }

    /// An amount that can't be negative, and is whole where the resource comes in pieces.
    static func checkAmount(_ path: String, _ name: String, _ amount: Quantity, _ faults: inout Faults) {
        if amount < .zero { faults.refuse(path, amount.text, "must be greater than or equal to 0") }
        if isCounted(name), amount.milliValue % 1000 != 0 {
            faults.add(.invalid(path, GoFormat.quantity(amount), "must be an integer"))
        }
    }

    /// Whether a quota knows a name that nobody's domain stands before.
    static func isCountable(_ name: String) -> Bool {
        let known: Set = [
            "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.storage",
            "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage",
        ]
        return known.contains(name) || pieces.contains(name) || name.hasPrefix("hugepages-")
            || name.hasPrefix("requests.hugepages-")
    }

    private static let pieces: Set = [
        "pods", "services", "services.nodeports", "services.loadbalancers", "replicationcontrollers",
        "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims",
    ]

    /// Whether a resource comes in pieces.
    private static func isCounted(_ name: String) -> Bool { pieces.contains(name) || isExtended(name) }

    /// Whether a resource is Kubernetes' own.
    private static func isNative(_ name: String) -> Bool {
        !name.contains("/") || name.contains("kubernetes.io/")
    }

    /// Whether a resource is one that somebody's devices bring.
    private static func isExtended(_ name: String) -> Bool {
        !isNative(name) && !name.hasPrefix("requests.")
            && NameRules.qualifiedNameProblem("requests.\(name)") == nil
    }

    /// What can't be shared is requested as it is limited.
    private static func checkRequest(
        _ amount: Quantity,
        _ name: String,
        _ limit: Quantity?,
        _ path: String,
        _ faults: inout Faults
    ) {
        let isShared = isNative(name) && !name.hasPrefix("hugepages-")
        guard let limit else {
            if !isShared {
                faults.require("\(path).limits", "Limit must be set for non overcommitable resources")
            }
            return
        }
        if amount != limit, !isShared {
            faults.refuse(
                "\(path).requests",
                amount.text,
                "must be equal to \(name) limit of \(limit.text)"
            )
        } else if amount > limit {
            faults.refuse(
                "\(path).requests",
                amount.text,
                "must be less than or equal to \(name) limit of \(limit.text)"
            )
        }
    }

    private static func containerNameProblems(_ name: String) -> [String] {
        if ["cpu", "memory", "ephemeral-storage"].contains(name) || name.hasPrefix("hugepages-") {
            return []
        }
        if let problem = NameRules.qualifiedNameProblem(name) { return [problem] }
        guard !name.contains("/") else {
            return isNative(name) || isExtended(name)
                ? [] : ["doesn't follow extended resource name standard"]
        }
        return
            (isCountable(name) || name == "storage"
            ? [] : ["must be a standard resource type or fully qualified"])
            + ["must be a standard resource for containers"]
    }
}
