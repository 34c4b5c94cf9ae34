import EngineAPI

/// What holds for the specification of pods, of real ones and in templates.
enum PodRules {
    static func check(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        VolumeRules.check(spec, path, &faults)
        let volumes = Set((spec["volumes"]?.elements ?? []).compactMap { $0["name"]?.text })
        let rules = ContainerRules(volumes: volumes)
        let containers = spec["containers"]?.elements ?? []
        if containers.isEmpty { faults.require("\(path).containers") }
        var names: Set<String> = []
        for (index, container) in containers.enumerated() {
            let path = "\(path).containers[\(index)]"
            rules.check(container, path, &names, &faults)
            ProbeRules.checkAll(of: container, path, &faults)
            if container["restartPolicy"] != nil {
                faults.add(.forbidden("\(path).restartPolicy", "may not be set for non-init containers"))
            }
        }
        HostRules.checkPorts(of: containers, "\(path).containers", &faults)
        for (index, container) in (spec["initContainers"]?.elements ?? []).enumerated() {
            let list = "\(path).initContainers"
            let path = "\(list)[\(index)]"
            rules.check(container, path, &names, &faults)
            checkInit(container, path, &faults)
            // They run one at a time, so each has the node's ports to itself.
            HostRules.checkPorts(of: [container], list, &faults)
        }
        EphemeralRules.check(spec, path, rules, &names, &faults)
        checkPolicies(spec, path, &faults)
        checkPlacement(spec, path, &faults)
    }

    /// A template: its labels and its specification.
    static func check(template: JSON?, _ path: String, _ faults: inout Faults) {
        faults.add(MetadataRules.labels(template?["metadata"]?["labels"], "\(path).labels"))
        faults.add(MetadataRules.annotations(template?["metadata"]?["annotations"], "\(path).annotations"))
        check(template?["spec"] ?? .object([]), "\(path).spec", &faults)
        if !(template?["spec"]?["ephemeralContainers"]?.elements ?? []).isEmpty {
            let why = "ephemeral containers not allowed in pod template"
            faults.add(.forbidden("\(path).spec.ephemeralContainers", why))
        }
    }

    /// What a pod can't have from the start.
    static func checkNew(_ pod: KubeObject, _ faults: inout Faults) {
        if !(pod["spec", "ephemeralContainers"]?.elements ?? []).isEmpty {
            faults.add(.forbidden("spec.ephemeralContainers", "cannot be set on create"))
        }
        let isHeld = !(pod["spec", "schedulingGates"]?.elements ?? []).isEmpty
        if isHeld, !(pod["spec", "nodeName"]?.text ?? "").isEmpty {
            let why = "cannot be set until all schedulingGates have been cleared"
            faults.add(.forbidden("spec.nodeName", why))
        }
    }

    private static func checkInit(_ container: JSON, _ path: String, _ faults: inout Faults) {
        let policy = container["restartPolicy"]?.text
        faults.check("\(path).restartPolicy", policy, oneOf: ["Always"])
        if policy == "Always" { return ProbeRules.checkAll(of: container, path, &faults) }
        for field in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"]
        where container[field] != nil {
            faults.add(
                .forbidden(
                    "\(path).\(field)",
                    "may not be set for init containers without restartPolicy=Always"
                )
            )
        }
    }

    private static func checkPolicies(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        faults.check(
            "\(path).restartPolicy",
            spec["restartPolicy"]?.text,
            oneOf: ["Always", "OnFailure", "Never"]
        )
        faults.check(
            "\(path).dnsPolicy",
            spec["dnsPolicy"]?.text,
            oneOf: ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"]
        )
        SecurityRules.checkPod(spec, path, &faults)
        HostRules.checkNames(spec, path, &faults)
        HostRules.checkGates(spec, path, &faults)
        HostRules.checkAliases(spec, path, &faults)
        faults.check(
            "\(path).preemptionPolicy",
            spec["preemptionPolicy"]?.text,
            oneOf: ["PreemptLowerPriority", "Never"]
        )
        faults.checkNatural(
            "\(path).terminationGracePeriodSeconds",
            spec["terminationGracePeriodSeconds"]
        )
        if let deadline = spec["activeDeadlineSeconds"]?.integer, !(1...2_147_483_647).contains(deadline) {
            faults.refuse(
                "\(path).activeDeadlineSeconds",
                deadline,
                "must be between 1 and 2147483647, inclusive"
            )
        }
        for field in ["hostname", "subdomain"] {
            faults.check("\(path).\(field)", spec[field]?.text, NameRules.labelProblem)
        }
        faults.check(
            "\(path).serviceAccountName",
            spec["serviceAccountName"]?.text,
            NameRules.subdomainProblem
        )
        if let name = spec["nodeName"]?.text, !name.isEmpty {
            faults.check("\(path).nodeName", name, NameRules.subdomainProblem)
        }
    }

    private static func checkPlacement(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        faults.add(MetadataRules.labels(spec["nodeSelector"], "\(path).nodeSelector"))
        AffinityRules.check(spec["affinity"], "\(path).affinity", &faults)
        for (index, toleration) in (spec["tolerations"]?.elements ?? []).enumerated() {
            let path = "\(path).tolerations[\(index)]"
            let key = toleration["key"]?.text ?? ""
            let kind = toleration["operator"]?.text ?? ""
            if !key.isEmpty { faults.check("\(path).key", key, NameRules.qualifiedNameProblem) }
            if key.isEmpty, kind != "Exists" {
                faults.refuse(
                    "\(path).operator",
                    kind,
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\""
                )
            }
            if toleration["tolerationSeconds"] != nil, toleration["effect"]?.text != "NoExecute" {
                faults.refuse(
                    "\(path).effect",
                    toleration["effect"]?.text ?? "",
                    "effect must be 'NoExecute' when `tolerationSeconds` is set"
                )
            }
            if !kind.isEmpty { faults.check("\(path).operator", kind, oneOf: ["Equal", "Exists"]) }
            if kind == "Exists", let value = toleration["value"]?.text, !value.isEmpty {
                faults.refuse("\(path).operator", value, "value must be empty when `operator` is 'Exists'")
            }
            if let effect = toleration["effect"]?.text, !effect.isEmpty {
                faults.check(
                    "\(path).effect",
                    effect,
                    oneOf: ["NoSchedule", "PreferNoSchedule", "NoExecute"]
                )
            }
        }
        for (index, constraint) in (spec["topologySpreadConstraints"]?.elements ?? []).enumerated() {
            let path = "\(path).topologySpreadConstraints[\(index)]"
            let skew = constraint["maxSkew"]?.integer ?? 0
            if skew <= 0 { faults.refuse("\(path).maxSkew", skew, "must be greater than zero") }
            if (constraint["topologyKey"]?.text ?? "").isEmpty {
                faults.require("\(path).topologyKey", "can not be empty")
            }
            faults.check(
                "\(path).whenUnsatisfiable",
                constraint["whenUnsatisfiable"]?.text ?? "",
                oneOf: ["DoNotSchedule", "ScheduleAnyway"]
            )
            faults.checkSelector("\(path).labelSelector", constraint["labelSelector"])
        }
    }
}
