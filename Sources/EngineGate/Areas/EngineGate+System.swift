public import EngineAPI

extension EngineGate {
    public func ping() async throws -> EnginePing { try await engine.ping() }

    public func version() async throws -> EngineVersion {
        try await engine.version().with { $0.minAPIVersion = APIVersion.oldest.description }
    }

    /// The engine's state, with the session's own numbers and nothing of the host's layout or credentials.
    public func info() async throws -> SystemInfo {
        let info = try await engine.info()
        var query = ContainerListQuery()
        query.all = true
        let own = try await listContainers(query)
        let images = try await listImages(ImageListQuery())
        return info.with {
            $0.containers = own.count
            $0.containersRunning = own.filter { $0.state == "running" || $0.state == "restarting" }.count
            $0.containersPaused = own.filter { $0.state == "paused" }.count
            $0.containersStopped = own.count - $0.containersRunning - $0.containersPaused
            $0.images = images.count
            $0.dockerRootDir = "/var/lib/docker"
            $0.registryConfig = nil
            $0.httpProxy = ""
            $0.httpsProxy = ""
            $0.noProxy = ""
            $0.labels = []
            $0.runtimes = info.runtimes.map { $0.mapValues { _ in SystemInfo.Runtime() } }
            $0.swarm = SystemInfo.Swarm()
            $0.warnings = nil
        }
    }

    public func diskUsage() async throws -> DiskUsage {
        let usage = try await whenFree { try await engine.diskUsage() }
        let own = try await listImages(ImageListQuery())
        let sizes = Dictionary((usage.images ?? []).map { ($0.id, $0) }) { first, _ in first }
        let containers = (usage.containers ?? []).filter { owns($0.labels) }
        let images = own.map { image in
            image.with {
                $0.sharedSize = sizes[image.id]?.sharedSize ?? -1
                $0.containers = containers.count { $0.imageID == image.id }
            }
        }
        let volumes = (usage.volumes ?? []).filter { owns($0.labels) || names.viewName($0.name) != nil }
        return DiskUsage().with {
            $0.layersSize = names.ownsImages ? usage.layersSize : images.reduce(0) { $0 + $1.size }
            $0.images = images
            $0.containers = containers.map(view.summary)
            $0.volumes = volumes.map(volumeView)
            $0.buildCache = []
        }
    }

    public func login(_ credentials: RegistryCredentials) async throws -> LoginResult {
        try images.checkRegistry(credentials.serverAddress)
        return try await asking { try await engine.login(credentials) }
    }

    var view: ContainerView { ContainerView(names: names, session: session) }
}
