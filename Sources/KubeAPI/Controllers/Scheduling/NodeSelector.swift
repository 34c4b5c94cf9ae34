import EngineAPI

/// Which nodes a pod wants by their labels and names.
enum NodeSelector {
    /// Whether a node is one that a pod's `nodeSelector` and required node affinity name.
    static func matches(pod: KubeObject, _ node: NodeFacts) -> Bool {
        for member in pod.spec("nodeSelector")?.members ?? []
        where node.labels[member.name] != member.value.text {
            return false
        }
        guard
            let required = pod.spec("affinity")?["nodeAffinity"]?[
                "requiredDuringSchedulingIgnoredDuringExecution"
            ]
        else { return true }
        return matches(required, node)
    }

    /// Whether a node satisfies one of a selector's terms.
    static func matches(_ selector: JSON, _ node: NodeFacts) -> Bool {
        (selector["nodeSelectorTerms"]?.elements ?? []).contains { matches(term: $0, node) }
    }

    /// Whether a node satisfies all of a term; an empty term means none.
    static func matches(term: JSON, _ node: NodeFacts) -> Bool {
        let expressions = term["matchExpressions"]?.elements ?? []
        let fields = term["matchFields"]?.elements ?? []
        guard !expressions.isEmpty || !fields.isEmpty else { return false }
        return expressions.allSatisfy {
            requirement($0)?.matches(node.labels[$0["key"]?.text ?? ""]) ?? false
        }
            && fields.allSatisfy { field in
                field["key"]?.text == "metadata.name" && (requirement(field)?.matches(node.name) ?? false)
            }
    }

    /// How much a node is preferred: the sum of the weights of the terms that it satisfies.
    static func preference(of pod: KubeObject, for node: NodeFacts) -> Int {
        let terms =
            pod.spec("affinity")?["nodeAffinity"]?["preferredDuringSchedulingIgnoredDuringExecution"]?
            .elements
            ?? []
        return terms.reduce(0) { sum, term in
            guard let preference = term["preference"], matches(term: preference, node) else { return sum }
            return sum &+ (term["weight"]?.integer ?? 0)
        }
    }

    private static func requirement(_ json: JSON) -> LabelSelector.Requirement? {
        guard let key = json["key"]?.text,
            let kind = json["operator"]?.text.flatMap(LabelSelector.Operator.init(rawValue:))
        else { return nil }
        return .init(key, kind, json["values"]?.elements?.compactMap(\.text) ?? [])
    }
}
