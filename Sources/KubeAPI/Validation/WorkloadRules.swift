import EngineAPI

/// What holds for deployments, replica sets, stateful sets and daemon sets.
enum WorkloadRules {
    static func deployment(_ object: KubeObject, _ faults: inout Faults) {
        guard let spec = object["spec"] else { return }
        faults.checkNatural("spec.replicas", spec["replicas"])
        selector(spec, "deployment", &faults)
        template(spec, &faults)
        faults.checkNatural("spec.minReadySeconds", spec["minReadySeconds"])
        faults.checkNatural("spec.revisionHistoryLimit", spec["revisionHistoryLimit"])
        UpdateStrategyRules.deployment(spec, &faults)
        let ready = spec["minReadySeconds"]?.integer ?? 0
        if let deadline = spec["progressDeadlineSeconds"]?.integer {
            faults.checkNatural("spec.progressDeadlineSeconds", spec["progressDeadlineSeconds"])
            if deadline <= ready {
                faults.refuse(
                    "spec.progressDeadlineSeconds",
                    deadline,
                    "must be greater than minReadySeconds"
                )
            }
        }
    }

    static func replicaSet(_ object: KubeObject, _ faults: inout Faults) {
        guard let spec = object["spec"] else { return }
        faults.checkNatural("spec.replicas", spec["replicas"])
        faults.checkNatural("spec.minReadySeconds", spec["minReadySeconds"])
        selector(spec, "deployment", &faults)
        template(spec, &faults)
    }

    static func statefulSet(_ object: KubeObject, _ faults: inout Faults) {
        guard let spec = object["spec"] else { return }
        UpdateStrategyRules.statefulSet(spec, &faults)
        faults.checkNatural("spec.replicas", spec["replicas"])
        faults.checkNatural("spec.minReadySeconds", spec["minReadySeconds"])
        selector(spec, "statefulset", &faults)
        template(withClaims(spec), of: "StatefulSet", &faults)
    }

    /// The specification with its claims among the volumes of its template, which may mount them.
    private static func withClaims(_ spec: JSON) -> JSON {
        let claims = (spec["volumeClaimTemplates"]?.elements ?? [])
            .compactMap { $0["metadata"]?["name"]?.text }
        guard !claims.isEmpty else { return spec }
        var copy = spec
        let path = ["template", "spec", "volumes"]
        let own = spec.value(at: path[...])?.elements ?? []
        let missing = claims.filter { claim in !own.contains { $0["name"]?.text == claim } }
        copy.set(
            .array(own + missing.map { .of(["name": $0.json, "emptyDir": .of([:])]) }),
            at: path[...]
        )
        return copy
    }

    static func daemonSet(_ object: KubeObject, _ faults: inout Faults) {
        guard let spec = object["spec"] else { return }
        selector(spec, "daemonset", &faults)
        template(spec, of: "DaemonSet", &faults)
        faults.checkNatural("spec.minReadySeconds", spec["minReadySeconds"])
        faults.checkNatural("spec.revisionHistoryLimit", spec["revisionHistoryLimit"])
        UpdateStrategyRules.daemonSet(spec, &faults)
    }

    private static func selector(_ spec: JSON, _ what: String, _ faults: inout Faults) {
        guard let selector = spec["selector"] else { return faults.require("spec.selector") }
        faults.checkSelector("spec.selector", selector)
        if LabelSelector(json: selector)?.isEmpty ?? true {
            faults.add(
                .invalid(
                    "spec.selector",
                    GoFormat.labelSelector(selector),
                    "empty selector is invalid for \(what)"
                )
            )
        }
    }

    private static func template(_ spec: JSON, of kind: String = "ReplicaSet", _ faults: inout Faults) {
        let template = spec["template"]
        let labels = template?["metadata"]?["labels"]
        let values = Dictionary((labels?.members ?? []).map { ($0.name, $0.value.text ?? "") }) { first, _ in
            first
        }
        let selector = spec["selector"].flatMap(LabelSelector.init(json:))
        // Without a selector nothing matches, and the real server says so beside the missing selector.
        if selector.map({ !$0.isEmpty && !$0.matches(values) }) ?? true {
            faults.add(
                .invalid(
                    "spec.template.metadata.labels",
                    GoFormat.map(labels),
                    "`selector` does not match template `labels`"
                )
            )
        }
        PodRules.check(template: template, "spec.template", &faults)
        if let policy = template?["spec"]?["restartPolicy"]?.text, policy != "Always" {
            faults.add(
                .unsupported("spec.template.spec.restartPolicy", GoFormat.quoted(policy), ["Always"])
            )
        }
        if template?["spec"]?["activeDeadlineSeconds"] != nil {
            faults.add(
                .forbidden(
                    "spec.template.spec.activeDeadlineSeconds",
                    "activeDeadlineSeconds in \(kind) is not Supported"
                )
            )
        }
    }
}
