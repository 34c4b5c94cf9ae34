import EngineAPI

/// What holds for probes and for what is run at a container's start and end.
enum ProbeRules {
    static let probes = ["exec", "httpGet", "tcpSocket", "grpc"]
    static let hooks = ["exec", "httpGet", "tcpSocket", "sleep"]

    static func check(_ probe: JSON, _ path: String, isReadiness: Bool, _ faults: inout Faults) {
        checkHandler(probe, path, probes, &faults)
        for field in [
            "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold",
        ] {
            faults.checkNatural("\(path).\(field)", probe[field])
        }
        if !isReadiness, let count = probe["successThreshold"]?.integer, count != 1 {
            faults.refuse("\(path).successThreshold", count, "must be 1")
        }
    }

    static func checkHandler(_ handler: JSON, _ path: String, _ kinds: [String], _ faults: inout Faults) {
        let given = kinds.filter { handler[$0] != nil }
        guard let kind = given.first else { return faults.require(path, "must specify a handler type") }
        for extra in given.dropFirst() {
            faults.add(.forbidden("\(path).\(extra)", "may not specify more than 1 handler type"))
        }
        let inner = "\(path).\(kind)"
        switch kind {
        case "exec":
            if (handler[kind]?["command"]?.elements ?? []).isEmpty { faults.require("\(inner).command") }
        case "httpGet":
            faults.checkRequired("\(inner).path", handler[kind]?["path"]?.text)
            faults.checkPort("\(inner).port", handler[kind]?["port"])
            faults.check("\(inner).scheme", handler[kind]?["scheme"]?.text, oneOf: ["HTTP", "HTTPS"])
        case "tcpSocket", "grpc": faults.checkPort("\(inner).port", handler[kind]?["port"])
        default: break
        }
    }
}
