import EngineAPI

/// What holds for budgets, quotas, roles and classes of priority.
enum PolicyRules {
    static func disruptionBudget(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"]
        if spec?["minAvailable"] != nil, spec?["maxUnavailable"] != nil {
            faults.add(
                .invalid(
                    "spec",
                    GoFormat.plain(spec ?? .object([])),
                    "minAvailable and maxUnavailable cannot be both set"
                )
            )
        }
        for field in ["minAvailable", "maxUnavailable"] { faults.checkNatural("spec.\(field)", spec?[field]) }
        faults.checkSelector("spec.selector", spec?["selector"])
    }

    static func quota(_ object: KubeObject, _ faults: inout Faults) {
        for member in object["spec", "hard"]?.members ?? [] {
            let path = "spec.hard[\(member.name)]"
            let plain = member.name.split(separator: "/").last.map(String.init) ?? ""
            if let problem = NameRules.qualifiedNameProblem(plain) {
                faults.refuse(path, member.name, problem)
            } else if !member.name.contains("/"), !isCountable(member.name) {
                faults.refuse(path, member.name, "must be a standard resource type or fully qualified")
                faults.refuse(path, member.name, "must be a standard resource for quota")
            }
            if let amount = Quantity(json: member.value), amount < .zero {
                faults.refuse(path, amount.text, "must be greater than or equal to 0")
            }
        }
    }

    /// Whether a quota knows a name that nobody's domain stands before.
    static func isCountable(_ name: String) -> Bool {
        let known: Set = [
            "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.storage",
            "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods",
            "services", "services.nodeports", "services.loadbalancers", "replicationcontrollers",
            "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims",
        ]
        return known.contains(name) || name.hasPrefix("hugepages-") || name.hasPrefix("requests.hugepages-")
    }

    private static func limitTypeProblem(_ type: String) -> String? {
        if let problem = NameRules.qualifiedNameProblem(type) { return problem }
        let isKnown = ["Container", "PersistentVolumeClaim", "Pod"].contains(type) || type.contains("/")
        return isKnown ? nil : "must be a standard limit type or fully qualified"
    }

    static func limitRange(_ object: KubeObject, _ faults: inout Faults) {
        for (index, item) in (object["spec", "limits"]?.elements ?? []).enumerated() {
            let path = "spec.limits[\(index)]"
            let least = PodResources.amounts(item["min"])
            let most = PodResources.amounts(item["max"])
            faults.check("\(path).type", item["type"]?.text ?? "", limitTypeProblem)
            if item["type"]?.text == "Pod" {
                for field in ["default", "defaultRequest"] where item[field] != nil {
                    faults.add(.forbidden("\(path).\(field)", "may not be specified when `type` is 'Pod'"))
                }
            }
            for (name, bound) in least.sorted(by: { $0.key < $1.key }) {
                guard let upper = most[name], bound > upper else { continue }
                faults.refuse(
                    "\(path).min[\(name)]",
                    bound.text,
                    "min value \(bound.text) is greater than max value \(upper.text)"
                )
            }
            for field in ["default", "defaultRequest"] {
                for (name, amount) in PodResources.amounts(item[field]).sorted(by: { $0.key < $1.key }) {
                    let words = field == "default" ? "default value" : "default request value"
                    if let upper = most[name], amount > upper {
                        faults.refuse(
                            "\(path).\(field)[\(name)]",
                            amount.text,
                            "\(words) \(amount.text) is greater than max value \(upper.text)"
                        )
                    }
                    if let lower = least[name], amount < lower {
                        faults.refuse(
                            "\(path).\(field)[\(name)]",
                            lower.text,
                            "min value \(lower.text) is greater than \(words) \(amount.text)"
                        )
                    }
                }
            }
        }
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
