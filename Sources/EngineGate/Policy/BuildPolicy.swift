import EngineAPI

/// What a build may ask for; the Dockerfile itself is judged apart.
enum BuildPolicy {
    /// The request as it may reach the engine; names are still the student's.
    static func judge(
        _ options: BuildOptions,
        _ settings: GateSettings
    ) throws(EngineError) -> BuildOptions {
        guard options.remote.isEmpty || options.remote == "client-session" else {
            throw .denied(
                "a build from an address isn't available in a session; download it into the workspace first"
            )
        }
        guard options.version == "1", options.remote.isEmpty else {
            throw .noBuildKit(.forbidden)
        }
        guard ["", "default", "bridge", "none"].contains(options.networkMode) else {
            throw .denied(
                "docker build --network \(options.networkMode) isn't available in a session; default and none are"
            )
        }
        guard !options.squash else { throw .denied("docker build --squash isn't available in a session") }
        for entry in options.extraHosts where entry.hasSuffix("host-gateway") {
            throw .denied("--add-host \(entry) isn't available in a session: builds can't reach the host")
        }
        var judged = options
        // Whose the image is stands in the Dockerfile that the gate writes.
        judged.labels = SessionLabels.visible(options.labels) ?? [:]
        let quotas = settings.quotas
        judged.memory = options.memory <= 0 ? quotas.memory : min(options.memory, quotas.memory)
        judged.memorySwap = judged.memory
        judged.cpuShares = min(max(options.cpuShares, 0), 1024)
        judged.cpuPeriod = 100_000
        let most = quotas.nanoCPUs / 10_000
        judged.cpuQuota = options.cpuQuota <= 0 ? most : min(options.cpuQuota, most)
        judged.cpusetCpus = ""
        judged.cpusetMems = ""
        judged.cgroupParent = settings.cgroupParent ?? ""
        judged.shmSize = min(max(options.shmSize, 0), quotas.shm)
        judged.ulimits = options.ulimits.map(ContainerPolicy.judge)
        // A build without this leaves containers behind that are nobody's.
        judged.removesIntermediate = true
        judged.forceRemoves = true
        judged.cacheFrom = []
        judged.registries = [:]
        return judged
    }
}
