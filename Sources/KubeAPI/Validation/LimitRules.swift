import EngineAPI

/// What holds for what a namespace may use: quotas, and ranges of limits.
enum LimitRules {
    private static let scopes = [
        "BestEffort", "CrossNamespacePodAffinity", "NotBestEffort", "NotTerminating", "PriorityClass",
        "Terminating", "VolumeAttributesClass",
    ]

    static func quota(_ object: KubeObject, _ faults: inout Faults) {
        for member in object["spec", "hard"]?.members ?? [] {
            let path = "spec.hard[\(member.name)]"
            let plain = member.name.split(separator: "/").last.map(String.init) ?? ""
            if let problem = NameRules.qualifiedNameProblem(plain) {
                faults.refuse(path, member.name, problem)
            } else if !member.name.contains("/"), !ResourceRules.isCountable(member.name) {
                faults.refuse(path, member.name, "must be a standard resource type or fully qualified")
                faults.refuse(path, member.name, "must be a standard resource for quota")
            }
            if let amount = Quantity(json: member.value) {
                ResourceRules.checkAmount(path, member.name, amount, &faults)
            }
        }
        checkScopes(object, &faults)
    }

    /// Which pods a quota counts: by words that there are, that fit what it counts, and each other.
    private static func checkScopes(_ object: KubeObject, _ faults: inout Faults) {
        let given = (object["spec", "scopes"]?.elements ?? []).compactMap(\.text)
        let counted = (object["spec", "hard"]?.members ?? []).map(\.name).sorted()
        let shown = GoFormat.list(given, of: "core.ResourceQuotaScope")
        func refuse(_ why: String) { faults.add(.invalid("spec.scopes", shown, why)) }
        for scope in given {
            if !scopes.contains(scope) { refuse("unsupported scope") }
            for name in counted where ResourceRules.isCountable(name) && !fits(scope, name) {
                refuse("unsupported scope applied to resource")
            }
        }
        for pair in [["BestEffort", "NotBestEffort"], ["Terminating", "NotTerminating"]]
        where pair.allSatisfy(given.contains) {
            refuse("conflicting scopes")
        }
    }

    private static func fits(_ scope: String, _ name: String) -> Bool {
        switch scope {
        case "BestEffort": return name == "pods"
        case "VolumeAttributesClass": return true
        case let scope where scopes.contains(scope):
            return [
                "pods", "cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory",
            ]
            .contains(name)
        default: return true
        }
    }

    static func limitRange(_ object: KubeObject, _ faults: inout Faults) {
        var types: Set<String> = []
        for (index, item) in (object["spec", "limits"]?.elements ?? []).enumerated() {
            let path = "spec.limits[\(index)]"
            let type = item["type"]?.text ?? ""
            faults.check("\(path).type", type, limitTypeProblem)
            if !types.insert(type).inserted {
                faults.add(.duplicate("\(path).type", GoFormat.quoted(type)))
            }
            if type == "Pod" {
                for field in ["default", "defaultRequest"] where item[field] != nil {
                    faults.add(.forbidden("\(path).\(field)", "may not be specified when `type` is 'Pod'"))
                }
            }
            checkOrder(item, path, ofPods: type == "Pod", &faults)
        }
    }

    private static func limitTypeProblem(_ type: String) -> String? {
        if let problem = NameRules.qualifiedNameProblem(type) { return problem }
        let isKnown = ["Container", "PersistentVolumeClaim", "Pod"].contains(type) || type.contains("/")
        return isKnown ? nil : "must be a standard limit type or fully qualified"
    }

    /// The least, the default request, the default limit and the most stand in this order.
    private static func checkOrder(
        _ item: JSON,
        _ path: String,
        ofPods isForPods: Bool,
        _ faults: inout Faults
    ) {
        let least = PodResources.amounts(item["min"])
        let most = PodResources.amounts(item["max"])
        // A pod has no defaults, which is said already.
        let limits = isForPods ? [:] : PodResources.amounts(item["default"])
        let requests = isForPods ? [:] : PodResources.amounts(item["defaultRequest"])
        for name in Set([least, most, limits, requests].flatMap(\.keys)).sorted() {
            func refuse(
                _ field: String,
                _ low: (String, Quantity?),
                _ high: (String, Quantity?),
                showing shown: Quantity?
            ) {
                guard let lower = low.1, let upper = high.1, let shown, lower > upper else { return }
                let why = "\(low.0) value \(lower.text) is greater than \(high.0) value \(upper.text)"
                faults.add(.invalid("\(path).\(field)[\(name)]", GoFormat.quantity(shown), why))
            }
            let (low, high) = (least[name], most[name])
            let (limit, request) = (limits[name], requests[name])
            refuse("min", ("min", low), ("max", high), showing: low)
            refuse("defaultRequest", ("min", low), ("default request", request), showing: request)
            refuse("defaultRequest", ("default request", request), ("max", high), showing: request)
            refuse("defaultRequest", ("default request", request), ("default limit", limit), showing: request)
            refuse("default", ("min", low), ("default", limit), showing: low)
            refuse("default", ("default", limit), ("max", high), showing: high)
        }
    }
}
