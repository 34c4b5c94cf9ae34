public import EngineAPI
import SimShell

extension SimulatedEngine {
    private static let server = "slidectl embedded"

    public func ping() async throws -> EnginePing {
        EnginePing(apiVersion: .newest, server: "\(Self.server)/\(configuration.version)")
    }

    public func version() async throws -> EngineVersion {
        EngineVersion().with {
            $0.platform = .init().with { $0.name = Self.server }
            $0.components = [
                .init().with {
                    ($0.name, $0.version) = ("Engine", configuration.version)
                    $0.details = [
                        "ApiVersion": APIVersion.newest.description, "Arch": "amd64",
                        "MinAPIVersion": APIVersion.oldest.description, "Os": "linux",
                        "Kind": "simulated in memory",
                    ]
                }
            ]
            $0.version = configuration.version
            ($0.apiVersion, $0.minAPIVersion) = (APIVersion.newest.description, APIVersion.oldest.description)
            ($0.gitCommit, $0.goVersion, $0.os, $0.arch) = ("none", "none", "linux", "amd64")
            ($0.kernelVersion, $0.experimental) = ("simulated", false)
        }
    }

    public func info() async throws -> SystemInfo {
        let all = containers.all
        let count = { (phases: [ContainerLife.Phase]) in
            all.count { phases.contains($0.lifecycle.phase) }
        }
        return SystemInfo().with {
            ($0.id, $0.name) = (engineID, configuration.hostName)
            $0.containers = all.count
            $0.containersRunning = count([.running, .restarting])
            $0.containersPaused = count([.paused])
            $0.containersStopped = count([.created, .exited, .dead, .removing])
            $0.images = images.images.count
            ($0.driver, $0.driverStatus) = ("memory", [["Engine", Self.server]])
            $0.plugins = .init().with {
                ($0.volume, $0.network, $0.log) = (["local"], ["bridge", "host", "null"], ["json-file"])
            }
            ($0.memoryLimit, $0.swapLimit, $0.cpuCfsPeriod, $0.cpuCfsQuota) = (true, true, true, true)
            ($0.cpuShares, $0.cpuSet, $0.pidsLimit, $0.ipv4Forwarding) = (true, true, true, true)
            ($0.oomKillDisable, $0.nEventsListener) = (true, events.watchers)
            $0.systemTime = Timestamp.text(time.now)
            ($0.loggingDriver, $0.cgroupDriver, $0.cgroupVersion) = ("json-file", "none", "2")
            ($0.kernelVersion, $0.operatingSystem) = ("simulated", "slidectl embedded engine (simulated)")
            ($0.osType, $0.architecture) = ("linux", "x86_64")
            $0.indexServerAddress = "https://index.docker.io/v1/"
            $0.registryConfig = Self.registryConfig
            ($0.ncpu, $0.memTotal) = (limits.processors, limits.memory)
            ($0.labels, $0.serverVersion) = ([], configuration.version)
            ($0.runtimes, $0.defaultRuntime) = (["runc": .init()], "runc")
            ($0.swarm, $0.liveRestoreEnabled) = (.init(), false)
            ($0.isolation, $0.initBinary) = ("", "")
            ($0.securityOptions, $0.warnings) = ([], ["WARNING: containers are simulated by slidectl"])
        }
    }

    private static let registryConfig = JSON.object([
        .init(
            "IndexConfigs",
            .object([
                .init(
                    "docker.io",
                    .object([
                        .init("Mirrors", .array([])), .init("Name", .string("docker.io")),
                        .init("Official", .bool(true)), .init("Secure", .bool(true)),
                    ])
                )
            ])
        ),
        .init("InsecureRegistryCIDRs", .array([.string("127.0.0.0/8")])), .init("Mirrors", .array([])),
    ])

    public func diskUsage() async throws -> DiskUsage {
        let summaries = try await listImages(ImageListQuery())
        let list = try await listContainers(
            ContainerListQuery().with(all: true, size: true)
        )
        let shared = images.sharedSizes(among: summaries.map(\.id))
        return DiskUsage().with {
            $0.layersSize = images.layersSize
            $0.images = summaries.map { summary in
                summary.with { image in
                    image.containers = list.count { $0.imageID == image.id }
                    image.sharedSize = shared[image.id] ?? 0
                }
            }
            $0.containers = list
            $0.volumes = volumes.values.sorted { $0.name < $1.name }.map { volume in
                volume.details.with {
                    $0.usageData = VolumeDetails.Usage().with {
                        ($0.refCount, $0.size) = (users(of: volume.name).count, volume.files.usage.bytes)
                    }
                }
            }
            ($0.buildCache, $0.builderSize) = ([], 0)
        }
    }

    public func events(_ query: EventQuery) async throws -> EngineStream<EngineEvent> {
        try events.stream(query)
    }

    public func login(_ credentials: RegistryCredentials) async throws -> LoginResult {
        let host = credentials.serverAddress.split(separator: "/").last {
            $0.contains(".") || $0.contains(":")
        }
        if let host, RegistryStore.isLocal(String(host)) { try checkReachable(String(host)) }
        return try registry.login(credentials)
    }
}

extension ContainerListQuery {
    fileprivate func with(all: Bool, size: Bool) -> ContainerListQuery {
        var query = self
        (query.all, query.size) = (all, size)
        return query
    }
}
