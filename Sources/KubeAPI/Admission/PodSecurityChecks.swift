import EngineAPI

/// Judges a pod by the Pod Security Standards of Kubernetes 1.32: a pure function of its metadata and its spec.
struct PodSecurityChecks {
    /// One thing that a level doesn't allow.
    struct Fault: Hashable {
        var reason: String
        var detail: String
    }

    let annotations: [String: String]
    let spec: JSON
    /// First those that come first, then the main ones, then those for looking.
    let containers: [JSON]

    init(_ pod: KubeObject) {
        annotations = pod.annotations
        let spec = pod["spec"] ?? .object([])
        self.spec = spec
        containers = ["initContainers", "containers", "ephemeralContainers"].flatMap {
            spec[$0]?.elements ?? []
        }
    }

    /// What isn't allowed, in the order in which it is told.
    func faults(isRestricted: Bool) -> [Fault] {
        // What a rule of the stricter level says again is told once.
        let baseline = [
            appArmor, isRestricted ? nil : capabilities, hostNamespaces, isRestricted ? nil : hostPaths,
            hostPorts,
            privileged, procMount, seLinux, isRestricted ? nil : seccomp(isRestricted: false), sysctls,
            windowsHost,
        ]
        guard isRestricted else { return baseline.compactMap(\.self) }
        let restricted = [
            isWindows ? nil : escalation, isWindows ? nil : restrictedCapabilities, restrictedVolumes,
            notRoot, rootUser, isWindows ? nil : seccomp(isRestricted: true),
        ]
        return (baseline + restricted).compactMap(\.self)
    }

    private var isWindows: Bool { spec["os"]?["name"]?.text == "windows" }

    // MARK: - Words

    static func quoted(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: ", ") }

    /// `container "a"` or `containers "a", "b"`.
    static func named(_ containers: [String]) -> String {
        (containers.count == 1 ? "container " : "containers ") + quoted(containers)
    }

    /// Who sets something badly: `pod and container "a"`; nil where nobody does.
    static func setters(_ isPod: Bool, _ containers: [String]) -> String? {
        let words = (isPod ? ["pod"] : []) + (containers.isEmpty ? [] : [named(containers)])
        return words.isEmpty ? nil : words.joined(separator: " and ")
    }

    /// The names of the containers of which something is true.
    func names(_ isMeant: (_ container: JSON) -> Bool) -> [String] {
        containers.filter(isMeant).map { $0["name"]?.text ?? "" }
    }

    func own(_ container: JSON, _ field: String) -> JSON? { container["securityContext"]?[field]?.given }
    func common(_ field: String) -> JSON? { spec["securityContext"]?[field]?.given }

    // MARK: - Baseline

    private var appArmor: Fault? {
        let isBad = { (profile: JSON?) in profile?["type"]?.text == "Unconfined" }
        let bad = names { isBad(own($0, "appArmorProfile")) }
        if let setters = Self.setters(isBad(common("appArmorProfile")), bad) {
            return Fault(
                reason: "forbidden AppArmor profile",
                detail: "\(setters) must not set AppArmor profile type to \"Unconfined\""
            )
        }
        let old = annotations.filter {
            $0.key.hasPrefix("container.apparmor.security.beta.kubernetes.io/")
                && !["", "runtime/default"].contains($0.value) && !$0.value.hasPrefix("localhost/")
        }.map { "\($0.key)=\"\($0.value)\"" }.sorted()
        guard !old.isEmpty else { return nil }
        return Fault(
            reason: "forbidden AppArmor profile\(old.count == 1 ? "" : "s")",
            detail: old.joined(separator: ", ")
        )
    }

    private static let usualCapabilities: Set<String> = [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE",
        "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ]

    private var capabilities: Fault? {
        added(beside: Self.usualCapabilities).map { Fault(reason: "non-default capabilities", detail: $0) }
    }

    /// Who adds capabilities that aren't among these; nil where nobody does.
    private func added(beside allowed: Set<String>) -> String? {
        let others = { (container: JSON) in
            (own(container, "capabilities")?["add"]?.elements ?? []).compactMap(\.text)
                .filter { !allowed.contains($0) }
        }
        let bad = names { !others($0).isEmpty }
        guard !bad.isEmpty else { return nil }
        let list = Self.quoted(Set(containers.flatMap(others)).sorted())
        return "\(Self.named(bad)) must not include \(list) in securityContext.capabilities.add"
    }

    private var hostNamespaces: Fault? {
        let shared = ["hostNetwork", "hostPID", "hostIPC"].filter { spec[$0] == .bool(true) }
        guard !shared.isEmpty else { return nil }
        return Fault(reason: "host namespaces", detail: shared.map { "\($0)=true" }.joined(separator: ", "))
    }

    private var volumes: [JSON] { spec["volumes"]?.elements ?? [] }

    private var hostPaths: Fault? {
        let bad = volumes.filter { $0["hostPath"]?.given != nil }.map { $0["name"]?.text ?? "" }
        guard !bad.isEmpty else { return nil }
        return Fault(
            reason: "hostPath volumes",
            detail: (bad.count == 1 ? "volume " : "volumes ") + Self.quoted(bad)
        )
    }

    private var hostPorts: Fault? {
        let ports = { (container: JSON) in
            (container["ports"]?.elements ?? []).compactMap { $0["hostPort"]?.integer }.filter { $0 != 0 }
        }
        let bad = names { !ports($0).isEmpty }
        guard !bad.isEmpty else { return nil }
        let numbers = Set(containers.flatMap(ports)).map(String.init).sorted()
        return Fault(
            reason: "hostPort",
            detail: "\(Self.named(bad)) \(bad.count == 1 ? "uses" : "use") "
                + "\(numbers.count == 1 ? "hostPort" : "hostPorts") \(numbers.joined(separator: ", "))"
        )
    }

    private var privileged: Fault? {
        let bad = names { own($0, "privileged") == .bool(true) }
        guard !bad.isEmpty else { return nil }
        return Fault(
            reason: "privileged",
            detail: "\(Self.named(bad)) must not set securityContext.privileged=true"
        )
    }

    private var procMount: Fault? {
        let others = { (container: JSON) in
            own(container, "procMount")?.text.flatMap { $0 == "Default" ? nil : $0 }
        }
        let bad = names { others($0) != nil }
        guard !bad.isEmpty else { return nil }
        let values = Self.quoted(Set(containers.compactMap(others)).sorted())
        return Fault(
            reason: "procMount",
            detail: "\(Self.named(bad)) must not set securityContext.procMount to \(values)"
        )
    }

    private var seLinux: Fault? {
        let allowed: Set = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"]
        func isBad(_ options: JSON?) -> Bool {
            !allowed.contains(options?["type"]?.text ?? "")
                || ["user", "role"].contains { !(options?[$0]?.text ?? "").isEmpty }
        }
        let bad = names { isBad(own($0, "seLinuxOptions")) }
        guard let setters = Self.setters(isBad(common("seLinuxOptions")), bad) else { return nil }
        let all = [common("seLinuxOptions")] + containers.map { own($0, "seLinuxOptions") }
        let types = Set(all.compactMap { $0?["type"]?.text }).subtracting(allowed).sorted()
        var data = types.isEmpty ? [] : [(types.count == 1 ? "type " : "types ") + Self.quoted(types)]
        for field in ["user", "role"] where all.contains(where: { !($0?[field]?.text ?? "").isEmpty }) {
            data.append("\(field) may not be set")
        }
        return Fault(
            reason: "seLinuxOptions",
            detail: "\(setters) set forbidden securityContext.seLinuxOptions: \(data.joined(separator: "; "))"
        )
    }

    private func seccomp(isRestricted: Bool) -> Fault? {
        let type = { (profile: JSON?) in profile?["type"]?.text ?? "" }
        let isRight = { (profile: JSON) in ["RuntimeDefault", "Localhost"].contains(type(profile)) }
        let shared = common("seccompProfile")
        let all = containers.map { own($0, "seccompProfile") }
        let bad = names { own($0, "seccompProfile").map { !isRight($0) } ?? false }
        if let setters = Self.setters(shared.map { !isRight($0) } ?? false, bad) {
            let values = Set(([shared] + all).compactMap(\.self).filter { !isRight($0) }.map(type)).sorted()
            return Fault(
                reason: "seccompProfile",
                detail:
                    "\(setters) must not set securityContext.seccompProfile.type to \(Self.quoted(values))"
            )
        }
        let missing = names { own($0, "seccompProfile") == nil }
        guard isRestricted, shared == nil, !missing.isEmpty else { return nil }
        return Fault(
            reason: "seccompProfile",
            detail: "pod or \(Self.named(missing)) must set securityContext.seccompProfile.type to "
                + "\"RuntimeDefault\" or \"Localhost\""
        )
    }

    private static let harmlessSysctls: Set<String> = [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
    ]

    private var sysctls: Fault? {
        let bad = (common("sysctls")?.elements ?? []).compactMap { $0["name"]?.text }
            .filter { !Self.harmlessSysctls.contains($0) }
        return bad.isEmpty ? nil : Fault(reason: "forbidden sysctls", detail: bad.joined(separator: ", "))
    }

    private var windowsHost: Fault? {
        let isBad = { (options: JSON?) in options?["hostProcess"] == .bool(true) }
        let bad = names { isBad(own($0, "windowsOptions")) }
        return Self.setters(isBad(common("windowsOptions")), bad).map {
            Fault(
                reason: "hostProcess",
                detail: "\($0) must not set securityContext.windowsOptions.hostProcess=true"
            )
        }
    }

    // MARK: - Restricted

    private var escalation: Fault? {
        let bad = names { own($0, "allowPrivilegeEscalation") != .bool(false) }
        guard !bad.isEmpty else { return nil }
        return Fault(
            reason: "allowPrivilegeEscalation != false",
            detail: "\(Self.named(bad)) must set securityContext.allowPrivilegeEscalation=false"
        )
    }

    private var restrictedCapabilities: Fault? {
        let keeping = names { container in
            !(own(container, "capabilities")?["drop"]?.elements ?? []).contains(.string("ALL"))
        }
        let kept =
            keeping.isEmpty
            ? [] : ["\(Self.named(keeping)) must set securityContext.capabilities.drop=[\"ALL\"]"]
        let details = kept + (added(beside: ["NET_BIND_SERVICE"]).map { [$0] } ?? [])
        guard !details.isEmpty else { return nil }
        return Fault(reason: "unrestricted capabilities", detail: details.joined(separator: "; "))
    }

    private var restrictedVolumes: Fault? {
        let allowed: Set = [
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected",
            "secret",
        ]
        let bad = volumes.compactMap { volume -> (name: String, kind: String)? in
            let kinds = (volume.members ?? []).filter { $0.name != "name" && $0.value.given != nil }
            guard let kind = kinds.first?.name, !kinds.contains(where: { allowed.contains($0.name) }) else {
                return nil
            }
            return (volume["name"]?.text ?? "", kind)
        }
        guard !bad.isEmpty else { return nil }
        let kinds = Set(bad.map(\.kind)).sorted()
        return Fault(
            reason: "restricted volume types",
            detail: "\(bad.count == 1 ? "volume" : "volumes") \(Self.quoted(bad.map(\.name))) "
                + "\(bad.count == 1 ? "uses" : "use") restricted volume "
                + "\(kinds.count == 1 ? "type" : "types") \(Self.quoted(kinds))"
        )
    }

    private var notRoot: Fault? {
        let reason = "runAsNonRoot != true"
        let shared = common("runAsNonRoot")
        let bad = names { own($0, "runAsNonRoot") == .bool(false) }
        if let setters = Self.setters(shared == .bool(false), bad) {
            return Fault(reason: reason, detail: "\(setters) must not set securityContext.runAsNonRoot=false")
        }
        let missing = names { own($0, "runAsNonRoot") == nil }
        guard shared != .bool(true), !missing.isEmpty else { return nil }
        return Fault(
            reason: reason,
            detail: "pod or \(Self.named(missing)) must set securityContext.runAsNonRoot=true"
        )
    }

    private var rootUser: Fault? {
        let bad = names { own($0, "runAsUser")?.integer == 0 }
        return Self.setters(common("runAsUser")?.integer == 0, bad).map {
            Fault(reason: "runAsUser=0", detail: "\($0) must not set runAsUser=0")
        }
    }
}

extension JSON {
    /// The value; nil where it is said to be none.
    fileprivate var given: JSON? { self == .null ? nil : self }
}
