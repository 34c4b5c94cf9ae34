import EngineAPI

/// What holds for the users, groups and powers of pods and their containers.
enum SecurityRules {
    private static let seccompTypes = ["Localhost", "RuntimeDefault", "Unconfined"]

    /// What a pod says for all its containers.
    static func checkPod(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        let context = spec["securityContext"]
        let path = "\(path).securityContext"
        for field in ["fsGroup", "runAsUser", "runAsGroup"] {
            checkIdentifier("\(path).\(field)", context?[field], &faults)
        }
        for (index, group) in (context?["supplementalGroups"]?.elements ?? []).enumerated() {
            checkIdentifier("\(path).supplementalGroups[\(index)]", group, &faults)
        }
        if spec["hostPID"]?.flag ?? false, spec["shareProcessNamespace"]?.flag ?? false {
            let why = "ShareProcessNamespace and HostPID cannot both be enabled"
            faults.add(.invalid("\(path).shareProcessNamespace", "true", why))
        }
        faults.check(
            "\(path).fsGroupChangePolicy",
            context?["fsGroupChangePolicy"]?.text,
            oneOf: ["Always", "OnRootMismatch"]
        )
        checkSeccomp(context?["seccompProfile"], "\(path).seccompProfile", &faults)
    }

    /// What a container says for itself.
    static func checkContainer(_ container: JSON, _ path: String, _ faults: inout Faults) {
        guard let context = container["securityContext"] else { return }
        let path = "\(path).securityContext"
        for field in ["runAsUser", "runAsGroup"] {
            checkIdentifier("\(path).\(field)", context[field], &faults)
        }
        checkSeccomp(context["seccompProfile"], "\(path).seccompProfile", &faults)
        guard context["allowPrivilegeEscalation"]?.flag == false else { return }
        func refuse(_ power: String) {
            let why = "cannot set `allowPrivilegeEscalation` to false and \(power)"
            faults.add(.invalid(path, GoFormat.securityContext(context), why))
        }
        if context["privileged"]?.flag ?? false { refuse("`privileged` to true") }
        for power in context["capabilities"]?["add"]?.elements ?? [] where power.text == "CAP_SYS_ADMIN" {
            refuse("`capabilities.Add` CAP_SYS_ADMIN")
        }
    }

    private static func checkIdentifier(_ path: String, _ number: JSON?, _ faults: inout Faults) {
        guard let value = number?.integer, !(0...2_147_483_647).contains(value) else { return }
        faults.refuse(path, value, "must be between 0 and 2147483647, inclusive")
    }

    private static func checkSeccomp(_ profile: JSON?, _ path: String, _ faults: inout Faults) {
        guard let profile else { return }
        let type = profile["type"]?.text ?? ""
        if type.isEmpty {
            faults.require("\(path).type", "type is required when seccompProfile is set")
        } else {
            faults.check("\(path).type", type, oneOf: seccompTypes)
        }
        switch (type == "Localhost", profile["localhostProfile"]?.text) {
        case (true, nil):
            faults.require("\(path).localhostProfile", "must be set when seccomp type is Localhost")
        case (true, let file?): faults.checkDescending("\(path).localhostProfile", file)
        case (false, .some):
            let shown =
                "core.SeccompProfile{Type:\(GoFormat.quoted(type)), LocalhostProfile:(*string)(0xc000a1b2c0)}"
            let why = "can only be set when seccomp type is Localhost"
            faults.add(.invalid("\(path).localhostProfile", shown, why))
        case (false, nil): break
        }
    }
}
