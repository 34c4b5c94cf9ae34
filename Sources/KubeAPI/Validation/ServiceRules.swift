import EngineAPI

/// What holds for services.
enum ServiceRules {
    private static let kinds = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]

    static func service(_ object: KubeObject, _ faults: inout Faults) {
        guard let spec = object["spec"] else { return }
        let kind = spec["type"]?.text ?? ""
        let ports = spec["ports"]?.elements ?? []
        let isHeadless = spec["clusterIP"]?.text == "None"
        if ports.isEmpty, !isHeadless, kind != "ExternalName" { faults.require("spec.ports") }
        var names: Set<String> = []
        var numbers: Set<String> = []
        for (index, port) in ports.enumerated() {
            let path = "spec.ports[\(index)]"
            check(port, path, needsName: ports.count > 1, &names, &faults)
            let key = "\(port["protocol"]?.text ?? "TCP")/\(port["port"]?.integer ?? 0)"
            if !numbers.insert(key).inserted {
                let kind = GoFormat.quoted(port["protocol"]?.text ?? "TCP")
                let shown =
                    "core.ServicePort{Name:\"\", Protocol:\(kind), AppProtocol:(*string)(nil), "
                    + "Port:\(port["port"]?.integer ?? 0), TargetPort:\(GoFormat.intOrString(nil)), NodePort:0}"
                faults.add(.duplicate(path, shown))
            }
            if kind == "ClusterIP" || kind == "ExternalName", let number = port["nodePort"]?.integer,
                number != 0
            {
                faults.add(.forbidden("\(path).nodePort", "may not be used when `type` is '\(kind)'"))
            }
        }
        faults.add(MetadataRules.labels(spec["selector"], "spec.selector"))
        faults.check("spec.sessionAffinity", spec["sessionAffinity"]?.text, oneOf: ["ClientIP", "None"])
        let addresses = spec["externalIPs"]?.elements ?? []
        for (index, address) in addresses.enumerated() {
            faults.check("spec.externalIPs[\(index)]", address.text, EndpointsRules.addressProblem)
        }
        faults.check("spec.type", kind, oneOf: kinds)
        checkTraffic(
            spec,
            isReached: kind == "NodePort" || kind == "LoadBalancer" || !addresses.isEmpty,
            &faults
        )
        switch kind {
        case "ExternalName":
            faults.checkRequired("spec.externalName", spec["externalName"]?.text, NameRules.subdomainProblem)
            if isHeadless {
                faults.add(.forbidden("spec.clusterIPs", "may not be set for ExternalName services"))
            }
        case "NodePort", "LoadBalancer":
            if isHeadless {
                faults.refuse("spec.clusterIPs[0]", "None", "may not be set to 'None' for \(kind) services")
            }
        default: break
        }
    }

    /// Where calls are handed on; only from outside is there a choice of what comes from outside.
    private static func checkTraffic(_ spec: JSON, isReached: Bool, _ faults: inout Faults) {
        let words = ["Cluster", "Local"]
        let policy = spec["externalTrafficPolicy"]?.text
        if isReached {
            faults.check("spec.externalTrafficPolicy", policy, oneOf: words)
        } else if let policy, !policy.isEmpty {
            let why = "may only be set for externally-accessible services"
            faults.refuse("spec.externalTrafficPolicy", policy, why)
        }
        faults.check("spec.internalTrafficPolicy", spec["internalTrafficPolicy"]?.text, oneOf: words)
    }

    private static func check(
        _ port: JSON,
        _ path: String,
        needsName: Bool,
        _ names: inout Set<String>,
        _ faults: inout Faults
    ) {
        let name = port["name"]?.text ?? ""
        if name.isEmpty {
            if needsName { faults.require("\(path).name") }
        } else if let problem = NameRules.labelProblem(name) {
            faults.refuse("\(path).name", name, problem)
        } else if !names.insert(name).inserted {
            faults.add(.duplicate("\(path).name", GoFormat.quoted(name)))
        }
        faults.checkPort("\(path).port", port["port"]?.integer ?? 0)
        faults.check("\(path).protocol", port["protocol"]?.text, oneOf: PortRules.protocols)
        faults.checkPort("\(path).targetPort", port["targetPort"])
    }
}
