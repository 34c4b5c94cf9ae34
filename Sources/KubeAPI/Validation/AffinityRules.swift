import EngineAPI

/// What holds for the nodes and the neighbours that a pod wants: a rule that means nothing is refused, not passed over.
enum AffinityRules {
    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
    private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

    static func check(_ affinity: JSON?, _ path: String, _ faults: inout Faults) {
        guard let affinity else { return }
        if let nodes = affinity["nodeAffinity"] { node(nodes, "\(path).nodeAffinity", &faults) }
        for field in ["podAffinity", "podAntiAffinity"] {
            guard let pods = affinity[field] else { continue }
            pod(pods, "\(path).\(field)", &faults)
        }
    }

    private static func node(_ affinity: JSON, _ path: String, _ faults: inout Faults) {
        if let selector = affinity[required] {
            let path = "\(path).\(required).nodeSelectorTerms"
            let terms = selector["nodeSelectorTerms"]?.elements ?? []
            if terms.isEmpty { faults.require(path, "must have at least one node selector term") }
            for (index, term) in terms.enumerated() {
                nodeTerm(term, "\(path)[\(index)]", checksValues: true, &faults)
            }
        }
        for (index, term) in (affinity[preferred]?.elements ?? []).enumerated() {
            let path = "\(path).\(preferred)[\(index)]"
            weight(term, path, &faults)
            nodeTerm(term["preference"] ?? .object([]), "\(path).preference", checksValues: false, &faults)
        }
    }

    private static func pod(_ affinity: JSON, _ path: String, _ faults: inout Faults) {
        for (index, term) in (affinity[required]?.elements ?? []).enumerated() {
            podTerm(term, "\(path).\(required)[\(index)]", &faults)
        }
        for (index, term) in (affinity[preferred]?.elements ?? []).enumerated() {
            let path = "\(path).\(preferred)[\(index)]"
            weight(term, path, &faults)
            podTerm(term["podAffinityTerm"] ?? .object([]), "\(path).podAffinityTerm", &faults)
        }
    }

    private static func weight(_ term: JSON, _ path: String, _ faults: inout Faults) {
        let weight = term["weight"]?.integer ?? 0
        if !(1...100).contains(weight) {
            faults.refuse("\(path).weight", weight, "must be in the range 1-100")
        }
    }

    private static func podTerm(_ term: JSON, _ path: String, _ faults: inout Faults) {
        for field in ["labelSelector", "namespaceSelector"] {
            faults.checkSelector("\(path).\(field)", term[field])
        }
        for name in term["namespaces"]?.elements ?? [] {
            faults.check("\(path).namespace", name.text, NameRules.labelProblem)
        }
        let key = term["topologyKey"]?.text ?? ""
        if key.isEmpty { faults.require("\(path).topologyKey", "can not be empty") }
        faults.checkLabelName("\(path).topologyKey", key)
    }

    private static func nodeTerm(
        _ term: JSON,
        _ path: String,
        checksValues: Bool,
        _ faults: inout Faults
    ) {
        for (index, requirement) in (term["matchExpressions"]?.elements ?? []).enumerated() {
            let path = "\(path).matchExpressions[\(index)]"
            expression(requirement, path, &faults)
            guard checksValues else { continue }
            faults.checkLabelValues("\(path).values", requirement["values"])
        }
        for (index, requirement) in (term["matchFields"]?.elements ?? []).enumerated() {
            field(requirement, "\(path).matchFields[\(index)]", &faults)
        }
    }

    private static func expression(_ requirement: JSON, _ path: String, _ faults: inout Faults) {
        let count = requirement["values"]?.elements?.count ?? 0
        switch requirement["operator"]?.text {
        case "Gt", "Lt":
            if count != 1 {
                faults.require(
                    "\(path).values",
                    "must be specified single value when `operator` is 'Lt' or 'Gt'"
                )
            }
        case let sign: faults.checkSelectorOperator(path, sign ?? "", values: count)
        }
        faults.checkLabelName("\(path).key", requirement["key"]?.text ?? "")
    }

    /// A condition on a node's own field, of which only the name can be asked for.
    private static func field(_ requirement: JSON, _ path: String, _ faults: inout Faults) {
        let values = requirement["values"]?.elements ?? []
        switch requirement["operator"]?.text {
        case "In", "NotIn":
            if values.count != 1 {
                faults.require(
                    "\(path).values",
                    "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
                )
            }
        case let sign:
            faults.refuse("\(path).operator", sign ?? "", "not a valid selector operator")
        }
        guard let key = requirement["key"]?.text, key == "metadata.name" else {
            let key = requirement["key"]?.text ?? ""
            return faults.refuse("\(path).key", key, "not a valid field selector key")
        }
        for (index, value) in values.enumerated() {
            faults.check("\(path).values[\(index)]", value.text, NameRules.subdomainProblem)
        }
    }
}
