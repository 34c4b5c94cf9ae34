import EngineAPI

/// What holds for the rules by which requests from outside reach services.
enum IngressRules {
    static func check(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"] ?? .object([])
        let rules = spec["rules"]?.elements ?? []
        if rules.isEmpty, spec["defaultBackend"] == nil {
            let why = "either `defaultBackend` or `rules` must be specified"
            faults.add(.invalid("spec", "[]networking.IngressRule(nil)", why))
        }
        if let backend = spec["defaultBackend"] { check(backend: backend, "spec.defaultBackend", &faults) }
        for (index, rule) in rules.enumerated() {
            let path = "spec.rules[\(index)]"
            if let host = rule["host"]?.text, !host.isEmpty { check(host: host, "\(path).host", &faults) }
            guard let http = rule["http"] else { continue }
            let paths = http["paths"]?.elements ?? []
            if paths.isEmpty { faults.require("\(path).http.paths") }
            for (number, entry) in paths.enumerated() {
                check(entry, "\(path).http.paths[\(number)]", &faults)
            }
        }
        for (index, part) in (spec["tls"]?.elements ?? []).enumerated() {
            let path = "spec.tls[\(index)]"
            for (number, host) in (part["hosts"]?.elements ?? []).enumerated() {
                check(name: host.text ?? "", "\(path).hosts[\(number)]", &faults)
            }
            if let secret = part["secretName"]?.text, !secret.isEmpty {
                faults.check("\(path).secretName", secret, NameRules.subdomainProblem)
            }
        }
        faults.check("spec.ingressClassName", spec["ingressClassName"]?.text, NameRules.subdomainProblem)
    }

    private static func check(host: String, _ path: String, _ faults: inout Faults) {
        if IPBlock(address: host) != nil {
            faults.refuse(path, host, "must be a DNS name, not an IP address")
        }
        check(name: host, path, &faults)
    }

    private static func check(name: String, _ path: String, _ faults: inout Faults) {
        let rule = name.contains("*") ? NameRules.wildcardProblem : NameRules.subdomainProblem
        faults.check(path, name, rule)
    }

    private static func check(_ entry: JSON, _ path: String, _ faults: inout Faults) {
        guard let kind = entry["pathType"]?.text, !kind.isEmpty else {
            return faults.require("\(path).pathType", "pathType must be specified")
        }
        let text = entry["path"]?.text ?? ""
        switch kind {
        case "Exact", "Prefix":
            if !text.hasPrefix("/") { faults.refuse("\(path).path", text, "must be an absolute path") }
            for part in ["//", "/./", "/../", "%2f", "%2F"] where text.contains(part) {
                faults.refuse("\(path).path", text, "must not contain '\(part)'")
            }
            for end in ["/..", "/."] where text.hasSuffix(end) {
                faults.refuse("\(path).path", text, "cannot end with '\(end)'")
            }
        case "ImplementationSpecific":
            if !text.isEmpty, !text.hasPrefix("/") {
                faults.refuse("\(path).path", text, "must be an absolute path")
            }
        default: faults.check("\(path).pathType", kind, oneOf: ["Exact", "ImplementationSpecific", "Prefix"])
        }
        check(backend: entry["backend"] ?? .object([]), "\(path).backend", &faults)
    }

    private static func check(backend: JSON, _ path: String, _ faults: inout Faults) {
        guard let service = backend["service"] else {
            if backend["resource"] == nil {
                faults.refuse(path, "", "resource or service backend is required")
            }
            return
        }
        if backend["resource"] != nil {
            return faults.refuse(path, "", "cannot set both resource and service backends")
        }
        faults.checkRequired("\(path).service.name", service["name"]?.text, NameRules.label1035Problem)
        let name = service["port"]?["name"]?.text ?? ""
        let number = service["port"]?["number"]?.integer ?? 0
        if !name.isEmpty, number != 0 {
            faults.refuse(path, "", "cannot set both port name & port number")
        } else if !name.isEmpty {
            faults.check("\(path).service.port.name", name, PortRules.nameProblem)
        } else if number != 0 {
            faults.checkPort("\(path).service.port.number", number)
        } else {
            faults.require(path, "port name or number is required")
        }
    }
}
