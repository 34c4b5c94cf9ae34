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
        strategy(spec, &faults)
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
        faults.check(
            "spec.podManagementPolicy",
            spec["podManagementPolicy"]?.text,
            oneOf: ["OrderedReady", "Parallel"]
        )
        faults.check(
            "spec.updateStrategy.type",
            spec["updateStrategy"]?["type"]?.text,
            oneOf: ["RollingUpdate", "OnDelete"]
        )
        faults.checkNatural(
            "spec.updateStrategy.rollingUpdate.partition",
            spec["updateStrategy"]?["rollingUpdate"]?["partition"]
        )
        faults.checkNatural("spec.replicas", spec["replicas"])
        faults.checkNatural("spec.minReadySeconds", spec["minReadySeconds"])
        selector(spec, "statefulset", &faults)
        template(withClaims(spec), &faults)
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
        template(spec, &faults)
        faults.checkNatural("spec.minReadySeconds", spec["minReadySeconds"])
        faults.checkNatural("spec.revisionHistoryLimit", spec["revisionHistoryLimit"])
        faults.check(
            "spec.updateStrategy.type",
            spec["updateStrategy"]?["type"]?.text,
            oneOf: ["RollingUpdate", "OnDelete"]
        )
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

    private static func template(_ spec: JSON, _ faults: inout Faults) {
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
                    "activeDeadlineSeconds in ReplicaSet is not Supported"
                )
            )
        }
    }

    private static func strategy(_ spec: JSON, _ faults: inout Faults) {
        let strategy = spec["strategy"]
        let path = "spec.strategy"
        let update = strategy?["rollingUpdate"]
        switch strategy?["type"]?.text {
        case "Recreate":
            if update != nil {
                faults.add(
                    .forbidden(
                        "\(path).rollingUpdate",
                        "may not be specified when strategy `type` is 'Recreate'"
                    )
                )
            }
        case "RollingUpdate":
            for field in ["maxUnavailable", "maxSurge"] {
                amount("\(path).rollingUpdate.\(field)", update?[field], &faults)
            }
            if isZero(update?["maxUnavailable"]), isZero(update?["maxSurge"]) {
                faults.add(
                    .invalid(
                        "\(path).rollingUpdate.maxUnavailable",
                        GoFormat.intOrString(update?["maxUnavailable"]),
                        "may not be 0 when `maxSurge` is 0"
                    )
                )
            }
            if let text = update?["maxUnavailable"]?.text, let percent = percent(text), percent > 100 {
                faults.add(
                    .invalid(
                        "\(path).rollingUpdate.maxUnavailable",
                        GoFormat.intOrString(.string(text)),
                        "must not be greater than 100%"
                    )
                )
            }
        case let other:
            faults.add(
                .unsupported("\(path).type", GoFormat.quoted(other ?? ""), ["Recreate", "RollingUpdate"])
            )
        }
    }

    private static func amount(_ path: String, _ value: JSON?, _ faults: inout Faults) {
        switch value {
        case .string(let text):
            if percent(text) == nil {
                faults.add(
                    .invalid(
                        path,
                        GoFormat.intOrString(value),
                        "a valid percent string must be a numeric string followed by an ending '%' "
                            + "(e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"
                    )
                )
            }
        case .some(let number): faults.checkNatural(path, number)
        case nil: break
        }
    }

    private static func percent(_ text: String) -> Int? {
        guard text.hasSuffix("%"), text.dropLast().allSatisfy(\.isNumber) else { return nil }
        return Int(text.dropLast())
    }

    private static func isZero(_ value: JSON?) -> Bool {
        value?.integer == 0 || value?.text.flatMap(percent) == 0
    }
}
