import EngineAPI

/// What a container may ask for: a pure function from a request to a request that is safe, or to a denial.
///
/// Names are the student's on both sides; whose they are is settled afterwards. Everything that isn't named here is
/// either harmless or isn't a field of ours at all, hence gone.
struct ContainerPolicy: Sendable {
    let session: GateSession
    let settings: GateSettings

    /// The request as it may reach the engine.
    func judge(_ creation: ContainerCreation) throws(EngineError) -> ContainerCreation {
        var judged = creation
        try checkName(creation.name)
        judged.config = try judge(creation.config)
        try Self.checkPrivileges(creation.hostConfig)
        try Self.checkNamespaces(creation.hostConfig)
        try judgeLimits(&judged.hostConfig.resources)
        try judgeRest(&judged.hostConfig)
        try Self.judgeMounts(&judged.hostConfig, settings.quotas)
        try judgePorts(&judged)
        judgeLog(&judged)
        return judged
    }

    private func checkName(_ name: String) throws(EngineError) {
        let bare = name.hasPrefix("/") ? name.dropFirst() : name[...]
        guard name.isEmpty || Self.isName(bare) else {
            throw .malformed("Invalid container name (\(name)), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed")
        }
        // The engine has a limit of its own, and the prefix needs room.
        guard bare.utf8.count <= 200 else {
            throw .malformed("slidectl: the name has more than 200 characters")
        }
    }

    /// Whether the text is a name of a container, network or volume.
    static func isName(_ text: some StringProtocol, atLeast length: Int = 2) -> Bool {
        guard let first = text.utf8.first, text.utf8.count >= length, isWord(first),
            first != UInt8(ascii: "_")
        else {
            return false
        }
        return text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// What runs in the container.
    private func judge(_ config: ContainerConfig) throws(EngineError) -> ContainerConfig {
        try Self.checkWorkingFolder(config.workingDir)
        var judged = config
        // Kept per network from API 1.44 on, and a way to take a neighbour's address.
        judged.macAddress = nil
        judged.labels = SessionLabels.stamped(config.labels, session)
        judged.healthcheck = config.healthcheck.map(Self.judge)
        if let timeout = config.stopTimeout { judged.stopTimeout = min(max(timeout, 0), 60) }
        return judged
    }

    /// Probes every millisecond would keep the engine busy.
    static func judge(_ check: Healthcheck) -> Healthcheck {
        let second = 1_000_000_000
        func atLeastASecond(_ duration: Int?) -> Int? { duration.map { $0 == 0 ? 0 : max($0, second) } }
        return check.with {
            $0.interval = atLeastASecond(check.interval)
            $0.timeout = atLeastASecond(check.timeout)
            $0.startInterval = atLeastASecond(check.startInterval)
            $0.retries = check.retries.map { min($0, 100) }
        }
    }

    /// A working folder on an open file of the runtime's leads out of the container (CVE-2024-21626).
    static func checkWorkingFolder(_ path: String, in place: String = "") throws(EngineError) {
        let clean = path.split(separator: "/").filter { $0 != "." }
        guard !clean.contains(".."), !["proc", "sys"].contains(clean.first),
            !clean.starts(with: ["dev", "fd"])
        else {
            throw .denied(
                "\(place)the working folder '\(path)' isn't allowed: choose one outside of /proc, /sys and /dev/fd"
            )
        }
    }
}
