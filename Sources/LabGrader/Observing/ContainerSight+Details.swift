import EngineAPI

extension ContainerSight {
    /// What is seen of a container that an engine describes.
    init(_ details: ContainerDetails) {
        self.init()
        id = details.id
        name = details.name.hasPrefix("/") ? String(details.name.dropFirst()) : details.name
        state = State(details)
        setup = Setup(details)
        ports = details.networkSettings.ports.mapValues { bindings in
            Set((bindings ?? []).map(\.hostPort)).filter { !$0.isEmpty }.sorted()
        }
        networks = details.networkSettings.networks.keys.sorted()
    }

    /// The same without what only predicates on a single container read.
    var outline: ContainerSight {
        with {
            $0.setup.environment = []
            $0.setup.labels = [:]
            $0.setup.mounts = []
            $0.state.probeOutput = nil
            $0.logs = nil
        }
    }
}

extension ContainerSight.State {
    fileprivate init(_ details: ContainerDetails) {
        self.init()
        let state = details.state
        status = state.status
        exitCode = state.exitCode
        isOutOfMemory = state.oomKilled
        error = state.error
        restarts = details.restartCount
        // An engine may say "none" where nothing is checked.
        health = state.health.flatMap { $0.status.isEmpty || $0.status == "none" ? nil : $0.status }
        probeOutput = state.health?.log?.last.map { String($0.output.prefix(Self.probeLimit)) }
    }

    /// How many characters of a health check's output are kept.
    private static let probeLimit = 500
}

extension ContainerSight.Setup {
    fileprivate init(_ details: ContainerDetails) {
        self.init()
        let (config, host) = (details.config, details.hostConfig)
        image = config.image
        imageID = details.image
        entrypoint = config.entrypoint?.words ?? []
        command = config.cmd?.words ?? []
        environment = config.env ?? []
        labels = config.labels ?? [:]
        mounts = details.mounts.map(MountSight.init)
        user = config.user
        isPrivileged = host.privileged
        addedCapabilities = host.capAdd ?? []
        memory = host.resources.memory
        nanoCPUs = Self.processors(host.resources)
        pids = max(host.resources.pidsLimit ?? 0, 0)
        restart = host.restartPolicy.name.isEmpty ? "no" : host.restartPolicy.name
        mostRetries = host.restartPolicy.maximumRetryCount
        hasHealthcheck = config.healthcheck?.test.map { !$0.isEmpty && $0 != ["NONE"] } ?? false
        exposed = (config.exposedPorts ?? [:]).keys.sorted()
        bindings = (host.portBindings ?? [:]).mapValues { ($0 ?? []).map(\.hostPort).sorted() }
        publishesAll = host.publishAllPorts
        networkMode = host.networkMode
    }

    /// The limit on processors, whichever way it was set.
    private static func processors(_ resources: Resources) -> Int {
        if resources.nanoCPUs != 0 { return resources.nanoCPUs }
        guard resources.cpuQuota > 0, resources.cpuPeriod > 0 else { return 0 }
        let (product, isTooLarge) = resources.cpuQuota.multipliedReportingOverflow(by: 1_000_000_000)
        return isTooLarge ? 0 : product / resources.cpuPeriod
    }
}

extension MountSight {
    fileprivate init(_ mount: MountPoint) {
        self.init()
        type = mount.type
        source = mount.name ?? mount.source
        target = mount.destination
        isWritable = mount.isWritable
    }
}
