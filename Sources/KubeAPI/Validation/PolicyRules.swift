import EngineAPI

/// What holds for budgets, roles and classes of priority.
enum PolicyRules {
    static func disruptionBudget(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"]
        if spec?["minAvailable"] != nil, spec?["maxUnavailable"] != nil {
            faults.add(
                .invalid(
                    "spec",
                    GoFormat.disruptionBudget(spec ?? .object([])),
                    "minAvailable and maxUnavailable cannot be both set"
                )
            )
        }
        for field in ["minAvailable", "maxUnavailable"] {
            UpdateStrategyRules.checkAmount("spec.\(field)", spec?[field], &faults)
            UpdateStrategyRules.checkShare("spec.\(field)", spec?[field], &faults)
        }
        faults.checkSelector("spec.selector", spec?["selector"])
    }

    static func role(_ object: KubeObject, _ faults: inout Faults) {
        for (index, rule) in (object["rules"]?.elements ?? []).enumerated() {
            let path = "rules[\(index)]"
            func isEmpty(_ field: String) -> Bool { (rule[field]?.elements ?? []).isEmpty }
            if isEmpty("verbs") { faults.require("\(path).verbs", "verbs must contain at least one value") }
            if !isEmpty("nonResourceURLs") {
                if !isEmpty("apiGroups") || !isEmpty("resources") || !isEmpty("resourceNames") {
                    faults.add(
                        .invalid(
                            "\(path).nonResourceURLs",
                            GoFormat.plain(rule["nonResourceURLs"] ?? .null),
                            "rules cannot apply to both regular resources and non-resource URLs"
                        )
                    )
                }
                continue
            }
            if isEmpty("apiGroups") {
                faults.require("\(path).apiGroups", "resource rules must supply at least one api group")
            }
            if isEmpty("resources") {
                faults.require("\(path).resources", "resource rules must supply at least one resource")
            }
        }
    }

    static func roleBinding(_ object: KubeObject, _ faults: inout Faults) {
        let role = object["roleRef"]
        if role?["apiGroup"]?.text != "rbac.authorization.k8s.io" {
            faults.add(
                .unsupported(
                    "roleRef.apiGroup",
                    GoFormat.quoted(role?["apiGroup"]?.text ?? ""),
                    ["rbac.authorization.k8s.io"]
                )
            )
        }
        let kinds = object.kind == "ClusterRoleBinding" ? ["ClusterRole"] : ["Role", "ClusterRole"]
        faults.check("roleRef.kind", role?["kind"]?.text ?? "", oneOf: kinds)
        faults.checkRequired("roleRef.name", role?["name"]?.text)
        for (index, subject) in (object["subjects"]?.elements ?? []).enumerated() {
            let path = "subjects[\(index)]"
            faults.checkRequired("\(path).name", subject["name"]?.text)
            let kind = subject["kind"]?.text ?? ""
            faults.check("\(path).kind", kind, oneOf: ["ServiceAccount", "User", "Group"])
            if kind == "ServiceAccount", (subject["namespace"]?.text ?? "").isEmpty {
                faults.require("\(path).namespace")
            }
        }
    }

    static func priorityClass(_ object: KubeObject, _ faults: inout Faults) {
        if object.name.hasPrefix("system-") {
            if SystemPriorities.all[object.name] != object["value"]?.integer {
                let why =
                    "priority class names with 'system-' prefix are reserved for system use only. error: "
                    + "\(object.name) is not a known system priority class"
                faults.add(.forbidden("metadata.name", why))
            }
        } else if let value = object["value"]?.integer, value > 1_000_000_000 {
            faults.add(
                .forbidden(
                    "value",
                    "maximum allowed value of a user defined priority is 1000000000"
                )
            )
        }
        faults.check(
            "preemptionPolicy",
            object["preemptionPolicy"]?.text,
            oneOf: ["Never", "PreemptLowerPriority"]
        )
    }
}
