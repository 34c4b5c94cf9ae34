import EngineAPI

extension ContainerPolicy {
    /// Limits are clamped, and what asks for none gets the default: without one a container has the whole machine.
    func judgeLimits(_ resources: inout Resources) throws(EngineError) {
        let quotas = settings.quotas
        guard resources.oomKillDisable != true else {
            throw .denied("--oom-kill-disable isn't available in a session: the host would be killed instead")
        }
        guard resources.cpuRealtimePeriod == 0, resources.cpuRealtimeRuntime == 0 else {
            throw .denied(
                "real-time scheduling (--cpu-rt-period, --cpu-rt-runtime) isn't available in a session"
            )
        }
        resources.memory = resources.memory <= 0 ? quotas.defaultMemory : min(resources.memory, quotas.memory)
        // Equal to memory means no swap.
        resources.memorySwap = resources.memory
        resources.memoryReservation = min(max(resources.memoryReservation, 0), resources.memory)
        resources.memorySwappiness = nil
        resources.oomKillDisable = nil
        resources.kernelMemory = nil
        resources.kernelMemoryTCP = nil
        judgeProcessors(&resources)
        if let pids = resources.pidsLimit, pids > 0 {
            resources.pidsLimit = min(pids, quotas.pids)
        } else {
            resources.pidsLimit = quotas.pids
        }
        resources.ulimits = resources.ulimits.map { $0.map(Self.judge) }
        resources.cgroupParent = settings.cgroupParent ?? ""
        judgeDisks(&resources)
    }

    private func judgeProcessors(_ resources: inout Resources) {
        let quotas = settings.quotas
        if resources.cpuQuota > 0 {
            // A quota is given per period; both together say the same as a number of processors.
            let period = resources.cpuPeriod > 0 ? min(max(resources.cpuPeriod, 1000), 1_000_000) : 100_000
            let most = quotas.nanoCPUs / 1000 * period / 1_000_000
            resources.cpuPeriod = period
            resources.cpuQuota = min(resources.cpuQuota, most)
            resources.nanoCPUs = 0
        } else {
            resources.cpuPeriod = 0
            resources.cpuQuota = 0
            resources.nanoCPUs =
                resources.nanoCPUs <= 0 ? quotas.defaultNanoCPUs : min(resources.nanoCPUs, quotas.nanoCPUs)
        }
        resources.cpuShares = min(max(resources.cpuShares, 0), 1024)
        // Which processors there are is the host's business.
        resources.cpusetCpus = ""
        resources.cpusetMems = ""
        resources.cpuCount = 0
        resources.cpuPercent = 0
    }

    private func judgeDisks(_ resources: inout Resources) {
        resources.blkioWeight = resources.blkioWeight == 0 ? 0 : min(max(resources.blkioWeight, 10), 500)
        // These name devices of the host.
        resources.blkioWeightDevice = nil
        resources.blkioDeviceReadBps = nil
        resources.blkioDeviceWriteBps = nil
        resources.blkioDeviceReadIOps = nil
        resources.blkioDeviceWriteIOps = nil
        resources.ioMaximumIOps = 0
        resources.ioMaximumBandwidth = 0
    }

    /// The limits per process that may be set, and how high.
    static func judge(_ limit: Ulimit) -> Ulimit {
        let most =
            switch limit.name {
            case "nofile": 65_536
            case "nproc": 4_096
            case "core": 0
            case "memlock": 64 << 20
            default: 1 << 40
            }
        func clamped(_ value: Int) -> Int { value < 0 ? most : min(value, most) }
        return limit.with {
            $0.hard = clamped(limit.hard)
            $0.soft = min(clamped(limit.soft), clamped(limit.hard))
        }
    }

    /// Everything else about the host's side.
    func judgeRest(_ host: inout HostConfig) throws(EngineError) {
        guard host.oomScoreAdj >= 0 else {
            throw .denied(
                "--oom-score-adj below 0 isn't available in a session: the host's own processes come first"
            )
        }
        host.oomScoreAdj = min(host.oomScoreAdj, 1000)
        if let runtime = host.runtime, !runtime.isEmpty, runtime != settings.runtime, runtime != "runc" {
            throw .denied("--runtime \(runtime) isn't available in a session")
        }
        host.runtime = settings.runtime
        host.cgroupnsMode = "private"
        // Sessions have bridges of their own, so raw packets (ping) stay among one student's containers.
        host.capDrop = (host.capDrop ?? []) + ["MKNOD"].filter { !(host.capDrop ?? []).contains($0) }
        host.capAdd = host.capAdd?.filter { !$0.uppercased().hasSuffix("MKNOD") }
        host.maskedPaths = nil
        host.readonlyPaths = nil
        host.annotations = nil
        host.containerIDFile = ""
        host.storageOpt = nil
        host.shmSize = min(max(host.shmSize, 0), settings.quotas.shm)
        for entry in host.extraHosts ?? [] where entry.hasSuffix("host-gateway") {
            throw .denied(
                "--add-host \(entry) isn't available in a session: containers can't reach the host. "
                    + "Put both sides into one network and use the container's name."
            )
        }
        try judgeRestart(&host.restartPolicy)
    }

    func judgeRestart(_ policy: inout RestartPolicy) throws(EngineError) {
        // The engine's own texts name what is wrong.
        policy.maximumRetryCount = min(policy.maximumRetryCount, 100)
    }
}

extension ContainerPolicy {
    /// New limits, clamped as those of a new container; what isn't mentioned stays as it is.
    func judge(_ update: ContainerUpdate) throws(EngineError) -> ContainerUpdate {
        let asked = update.resources
        guard asked.devices?.isEmpty ?? true, asked.deviceCgroupRules?.isEmpty ?? true,
            asked.deviceRequests?.isEmpty ?? true
        else { throw .denied("devices of the host aren't available in a session") }
        var judged = asked
        try judgeLimits(&judged)
        // Zero says "as it was" here, not "without limit".
        if asked.memory == 0 {
            judged.memory = 0
            judged.memorySwap = 0
        }
        if asked.memory < 0 || asked.memorySwap < 0 {
            judged.memory = settings.quotas.memory
            judged.memorySwap = settings.quotas.memory
        }
        if asked.nanoCPUs == 0 { judged.nanoCPUs = 0 }
        if asked.pidsLimit == nil { judged.pidsLimit = nil }
        judged.cgroupParent = ""
        judged.devices = nil
        judged.deviceCgroupRules = nil
        judged.deviceRequests = nil
        var policy = update.restartPolicy
        try judgeRestart(&policy)
        return ContainerUpdate().with {
            $0.resources = judged
            $0.restartPolicy = policy
        }
    }
}
