import EngineAPI

/// What holds for probes and for what is run at a container's start and end.
enum ProbeRules {
    private static let probes = ["exec", "httpGet", "tcpSocket", "grpc"]
    private static let hooks = ["exec", "httpGet", "tcpSocket", "sleep"]

    /// The probes and hooks of a container that goes on.
    static func checkAll(of container: JSON, _ path: String, _ faults: inout Faults) {
        for name in ["postStart", "preStop"] {
            guard let hook = container["lifecycle"]?[name] else { continue }
            checkHandler(hook, "\(path).lifecycle.\(name)", hooks, &faults)
        }
        for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
            guard let probe = container[name] else { continue }
            check(probe, "\(path).\(name)", isReadiness: name == "readinessProbe", &faults)
        }
    }

    private static func check(_ probe: JSON, _ path: String, isReadiness: Bool, _ faults: inout Faults) {
        checkHandler(probe, path, probes, &faults)
        for field in [
            "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold",
        ] {
            faults.checkNatural("\(path).\(field)", probe[field])
        }
        let grace = probe["terminationGracePeriodSeconds"]?.integer
        if let grace, grace <= 0 {
            faults.refuse("\(path).terminationGracePeriodSeconds", grace, "must be greater than 0")
        }
        if isReadiness {
            if let grace {
                let why = "must not be set for readinessProbes"
                faults.refuse("\(path).terminationGracePeriodSeconds", grace, why)
            }
        } else if let count = probe["successThreshold"]?.integer, count != 1 {
            faults.refuse("\(path).successThreshold", count, "must be 1")
        }
    }

    private static func checkHandler(
        _ handler: JSON,
        _ path: String,
        _ kinds: [String],
        _ faults: inout Faults
    ) {
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
