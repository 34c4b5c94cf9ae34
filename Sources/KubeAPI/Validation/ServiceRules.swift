import EngineAPI

/// What holds for services and for what routes to them.
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
                let shown = GoFormat.plain(
                    .object([
                        .init("Port", port["port"] ?? .int(0)),
                        .init("Protocol", port["protocol"] ?? .string("TCP")),
                    ])
                )
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
        faults.check("spec.type", kind, oneOf: kinds)
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
            faults.check(
                "spec.externalTrafficPolicy",
                spec["externalTrafficPolicy"]?.text,
                oneOf: ["Cluster", "Local"]
            )
        default: break
        }
        faults.check(
            "spec.internalTrafficPolicy",
            spec["internalTrafficPolicy"]?.text,
            oneOf: ["Cluster", "Local"]
        )
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

    static func ingress(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"] ?? .object([])
        let rules = spec["rules"]?.elements ?? []
        if rules.isEmpty, spec["defaultBackend"] == nil {
            faults.add(
                .invalid("spec", GoFormat.plain(spec), "either `defaultBackend` or `rules` must be specified")
            )
        }
        if let backend = spec["defaultBackend"] { check(backend: backend, "spec.defaultBackend", &faults) }
        for (index, rule) in rules.enumerated() {
            let path = "spec.rules[\(index)]"
            if let host = rule["host"]?.text, !host.isEmpty {
                let plain = host.hasPrefix("*.") ? String(host.dropFirst(2)) : host
                faults.check("\(path).host", plain, NameRules.subdomainProblem)
            }
            guard let http = rule["http"] else { continue }
            let paths = http["paths"]?.elements ?? []
            if paths.isEmpty { faults.require("\(path).http.paths") }
            for (number, entry) in paths.enumerated() {
                let path = "\(path).http.paths[\(number)]"
                let kind = entry["pathType"]?.text ?? ""
                if kind.isEmpty {
                    faults.require("\(path).pathType", "pathType must be specified")
                } else {
                    faults.check(
                        "\(path).pathType",
                        kind,
                        oneOf: ["Exact", "ImplementationSpecific", "Prefix"]
                    )
                }
                if let text = entry["path"]?.text, !text.hasPrefix("/"),
                    !text.isEmpty || kind != "ImplementationSpecific"
                {
                    faults.refuse("\(path).path", text, "must be an absolute path")
                }
                check(backend: entry["backend"] ?? .object([]), "\(path).backend", &faults)
            }
        }
    }

    private static func check(backend: JSON, _ path: String, _ faults: inout Faults) {
        guard let service = backend["service"] else {
            if backend["resource"] == nil {
                faults.require(path, "port name or number is required")
            }
            return
        }
        faults.checkRequired("\(path).service.name", service["name"]?.text, NameRules.label1035Problem)
        let port = service["port"]
        if let number = port?["number"]?.integer {
            faults.checkPort("\(path).service.port.number", number)
        } else if (port?["name"]?.text ?? "").isEmpty {
            faults.require("\(path).service.port", "port name or number is required")
        }
    }

    static func networkPolicy(_ object: KubeObject, _ faults: inout Faults) {
        faults.checkSelector("spec.podSelector", object["spec", "podSelector"])
        for (index, kind) in (object["spec", "policyTypes"]?.elements ?? []).enumerated() {
            faults.check("spec.policyTypes[\(index)]", kind.text, oneOf: ["Egress", "Ingress"])
        }
    }
}
