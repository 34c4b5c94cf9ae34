import EngineAPI
import SimShell

/// What an engine refuses in a container before it makes it, in its words.
struct CreationCheck {
    let limits: EngineLimits

    func check(_ creation: ContainerCreation) throws(EngineError) {
        let config = creation.config
        guard config.workingDir.isEmpty || config.workingDir.hasPrefix("/") else {
            throw EngineError(
                .badRequest,
                "the working directory '\(config.workingDir)' is invalid, it needs to be an absolute path"
            )
        }
        for entry in config.env ?? [] where entry.isEmpty || entry.hasPrefix("=") {
            throw EngineError(.badRequest, "invalid environment variable: \(entry)")
        }
        if let signal = config.stopSignal, !signal.isEmpty, Signal(signal) == nil {
            throw EngineError(.badRequest, "invalid signal: \(signal)")
        }
        try check(creation.hostConfig.resources)
        try check(creation.hostConfig.restartPolicy, removesItself: creation.hostConfig.autoRemove)
        try checkModes(creation.hostConfig)
        if let check = config.healthcheck { try self.check(check) }
        for port in config.exposedPorts?.keys.sorted() ?? [] { _ = try PortName(port) }
        for (port, bindings) in creation.hostConfig.portBindings ?? [:] {
            _ = try PortName(port)
            for binding in (bindings ?? []) { _ = try PortName.hostPort(binding.hostPort) }
        }
    }

    func check(_ resources: Resources) throws(EngineError) {
        if resources.memory != 0, resources.memory < 6 << 20 {
            throw EngineError(.badRequest, "Minimum memory limit allowed is 6MB")
        }
        if resources.memory > 0, resources.memorySwap > 0, resources.memorySwap < resources.memory {
            throw EngineError(
                .badRequest,
                "Minimum memoryswap limit should be larger than memory limit, see usage"
            )
        }
        if resources.memory == 0, resources.memorySwap > 0 {
            throw EngineError(
                .badRequest,
                "You should always set the Memory limit when using Memoryswap limit, see usage"
            )
        }
        if resources.memoryReservation > 0, resources.memory > 0,
            resources.memory < resources.memoryReservation
        {
            throw EngineError(
                .badRequest,
                "Minimum memory limit can not be less than memory reservation limit, see usage"
            )
        }
        if resources.nanoCPUs < 0 || resources.nanoCPUs > limits.processors * 1_000_000_000 {
            throw EngineError(
                .badRequest,
                "range of CPUs is from 0.01 to \(limits.processors).00, as there are only \(limits.processors) CPUs available"
            )
        }
    }

    func check(_ policy: RestartPolicy, removesItself: Bool) throws(EngineError) {
        let known = ["", "no", "always", "on-failure", "unless-stopped"]
        guard known.contains(policy.name) else {
            throw EngineError(
                .badRequest,
                "invalid restart policy: unknown policy '\(policy.name)'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'"
            )
        }
        if policy.maximumRetryCount != 0, policy.name != "on-failure" {
            throw EngineError(
                .badRequest,
                "invalid restart policy: maximum retry count can only be used with 'on-failure'"
            )
        }
        if policy.maximumRetryCount < 0 {
            throw EngineError(.badRequest, "invalid restart policy: maximum retry count cannot be negative")
        }
        if removesItself, !["", "no"].contains(policy.name) {
            throw EngineError(.badRequest, "can't create 'AutoRemove' container with restart policy")
        }
    }

    /// Who joins another's network has none to set up.
    func checkSharing(_ creation: ContainerCreation) throws(EngineError) {
        let host = creation.hostConfig
        guard host.networkMode != "container:" else {
            throw EngineError(
                .badRequest,
                "invalid network mode: invalid container format container:<name|id>"
            )
        }
        let refuse = { (what: String) in EngineError(.badRequest, "conflicting options: \(what)") }
        if !(host.links ?? []).isEmpty {
            throw refuse(
                "container type network can't be used with links. This would result in undefined behavior"
            )
        }
        if !creation.config.hostname.isEmpty { throw refuse("hostname and the network mode") }
        if !(host.dns ?? []).isEmpty { throw refuse("dns and the network mode") }
        if !(host.extraHosts ?? []).isEmpty {
            throw refuse("custom host-to-IP mapping and the network mode")
        }
        if !(host.portBindings ?? [:]).isEmpty || host.publishAllPorts {
            throw refuse("port publishing and the container type network mode")
        }
        if !(creation.config.exposedPorts ?? [:]).isEmpty {
            throw refuse("port exposing and the container type network mode")
        }
    }

    /// What would need a real kernel is refused in plain words.
    private func checkModes(_ host: HostConfig) throws(EngineError) {
        if host.privileged {
            throw EngineError(
                .forbidden,
                "slidectl: --privileged is not available with the embedded engine: its containers are simulated"
            )
        }
        for (mode, name) in [
            (host.pidMode, "--pid"), (host.utsMode, "--uts"), (host.usernsMode, "--userns"),
            (host.ipcMode, "--ipc"),
        ] where mode == "host" {
            throw EngineError(.forbidden, "slidectl: \(name)=host is not available with the embedded engine")
        }
        if let runtime = host.runtime, !runtime.isEmpty, runtime != "runc" {
            throw EngineError(.badRequest, "unknown or invalid runtime name: \(runtime)")
        }
        let driver = host.logConfig.type
        guard ["", "json-file", "local", "none"].contains(driver) else {
            throw EngineError(
                .failed,
                "failed to create task for container: failed to initialize logging driver: slidectl: the driver '\(driver)' is not available with the embedded engine"
            )
        }
    }

    private func check(_ check: Healthcheck) throws(EngineError) {
        let shortest = 1_000_000
        for (value, name) in [
            (check.interval, "Interval"), (check.timeout, "Timeout"), (check.startPeriod, "StartPeriod"),
        ] {
            if let value, value != 0, value < shortest {
                throw EngineError(.badRequest, "\(name) in Healthcheck cannot be less than 1ms")
            }
        }
        if let retries = check.retries, retries < 0 {
            throw EngineError(.badRequest, "Retries in Healthcheck cannot be negative")
        }
    }
}

/// A port of a container's as the API writes it: `80/tcp`.
struct PortName: Hashable, Sendable {
    let number: Int
    let transport: String

    init(_ text: String) throws(EngineError) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(sides.count), let number = Int(sides[0]), (0...65_535).contains(number) else {
            throw EngineError(.badRequest, "invalid port specification: \"\(text)\"")
        }
        let transport = sides.count > 1 ? sides[1] : "tcp"
        guard ["tcp", "udp", "sctp"].contains(transport) else {
            throw EngineError(.badRequest, "invalid proto: \(transport)")
        }
        (self.number, self.transport) = (number, transport)
    }

    var text: String { "\(number)/\(transport)" }

    /// The first and the last port of the host's that may be taken; both 0 for any that is free.
    static func hostPort(_ text: String) throws(EngineError) -> ClosedRange<Int> {
        if text.isEmpty { return 0...0 }
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(numbers.count), let first = numbers[0], let last = numbers[numbers.count - 1],
            (0...65_535).contains(first), (first...65_535).contains(last)
        else { throw EngineError(.badRequest, "invalid port specification: \"\(text)\"") }
        return first...last
    }
}

/// What an engine fills in where the client says nothing of how a container stands on its host.
enum HostDefaults {
    private static let masked = [
        "/proc/asound", "/proc/acpi", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
        "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware",
        "/sys/devices/virtual/powercap",
    ]
    private static let readOnly = [
        "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger",
    ]

    static func filled(_ host: HostConfig) -> HostConfig {
        host.with {
            if $0.networkMode.isEmpty || $0.networkMode == "default" { $0.networkMode = "bridge" }
            if $0.logConfig.type.isEmpty { $0.logConfig.type = "json-file" }
            $0.logConfig.config = $0.logConfig.config ?? [:]
            if $0.restartPolicy.name.isEmpty { $0.restartPolicy.name = "no" }
            if $0.shmSize == 0 { $0.shmSize = 64 << 20 }
            if $0.ipcMode.isEmpty { $0.ipcMode = "private" }
            if $0.cgroupnsMode.isEmpty { $0.cgroupnsMode = "private" }
            if ($0.runtime ?? "").isEmpty { $0.runtime = "runc" }
            $0.portBindings = $0.portBindings ?? [:]
            $0.maskedPaths = $0.maskedPaths ?? masked
            $0.readonlyPaths = $0.readonlyPaths ?? readOnly
            if $0.resources.memory > 0, $0.resources.memorySwap == 0 {
                $0.resources.memorySwap = 2 * $0.resources.memory
            }
            if let limit = $0.resources.pidsLimit, limit <= 0 { $0.resources.pidsLimit = nil }
            $0.resources.oomKillDisable = $0.resources.oomKillDisable ?? false
        }
    }
}
