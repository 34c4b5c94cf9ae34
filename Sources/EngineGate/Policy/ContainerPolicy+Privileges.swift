import EngineAPI

extension ContainerPolicy {
    /// The capabilities that Docker gives anyway, but for those that reach the host or the neighbours.
    static let allowedCapabilities: Set<String> = [
        "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
        "NET_BIND_SERVICE", "SYS_CHROOT", "AUDIT_WRITE", "SETFCAP",
    ]

    static let allowedSysctls: Set<String> = [
        "net.ipv4.ip_unprivileged_port_start", "net.core.somaxconn", "net.ipv4.ping_group_range",
        "net.ipv4.tcp_syncookies", "net.ipv4.tcp_keepalive_time", "net.ipv4.ip_local_port_range",
    ]

    /// Everything that would make the container more than a container.
    static func checkPrivileges(_ host: HostConfig) throws(EngineError) {
        guard !host.privileged else { throw privileged }
        for option in host.securityOpt ?? [] {
            guard
                option == "no-new-privileges" || option == "no-new-privileges:true"
                    || option == "no-new-privileges=true"
            else {
                throw .denied(
                    "--security-opt \(option) isn't available in a session; only no-new-privileges is"
                )
            }
        }
        guard host.resources.devices?.isEmpty ?? true, host.resources.deviceCgroupRules?.isEmpty ?? true,
            host.resources.deviceRequests?.isEmpty ?? true
        else { throw .denied("devices of the host (--device, --gpus) aren't available in a session") }
        for name in (host.sysctls ?? [:]).keys.sorted() where !allowedSysctls.contains(name) {
            throw .denied(
                "--sysctl \(name) isn't available in a session: it would change more than the container"
            )
        }
        for name in host.capAdd ?? [] { try checkCapability(name) }
    }

    static let privileged = EngineError.denied(
        "--privileged isn't available in a session: it gives away the host. Most lessons need a volume or a published "
            + "port instead; ask your lecturer. If `docker buildx` asked for it, set DOCKER_BUILDKIT=0."
    )

    private static func checkCapability(_ name: String) throws(EngineError) {
        let bare =
            name.uppercased().hasPrefix("CAP_") ? String(name.uppercased().dropFirst(4)) : name.uppercased()
        // MKNOD is asked for by habit; it is left out below without a word.
        guard allowedCapabilities.contains(bare) || bare == "MKNOD" else {
            throw .denied(
                "--cap-add \(name) isn't available in a session; available are "
                    + allowedCapabilities.sorted().joined(separator: ", ")
            )
        }
    }

    /// Namespaces that the container would share.
    static func checkNamespaces(_ host: HostConfig) throws(EngineError) {
        for (flag, mode, allowed) in [
            ("--pid", host.pidMode, [""]), ("--uts", host.utsMode, [""]), ("--userns", host.usernsMode, [""]),
            ("--ipc", host.ipcMode, ["", "private", "shareable", "none"]),
            ("--cgroupns", host.cgroupnsMode, ["", "private"]),
            ("--network", host.networkMode, nil),
        ] as [(String, String, [String]?)] {
            if mode.hasPrefix("container:"), flag == "--pid" || flag == "--ipc" || flag == "--network" {
                continue
            }
            let isAllowed = allowed.map { $0.contains(mode) } ?? (mode != "host" && !mode.hasPrefix("ns:"))
            guard isAllowed else {
                throw .denied(
                    "\(flag)=\(mode) isn't available in a session: the container would share it with the host"
                )
            }
        }
        guard host.isolation.isEmpty || host.isolation == "default" else {
            throw .denied("--isolation \(host.isolation) isn't available in a session")
        }
        guard host.cgroup.isEmpty else {
            throw .denied("a control group of one's own isn't available in a session")
        }
    }
}
