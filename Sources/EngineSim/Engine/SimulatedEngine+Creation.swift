public import EngineAPI
import SimShell

extension SimulatedEngine {
    public func createContainer(_ asked: ContainerCreation) async throws -> ContainerCreated {
        var creation = asked
        if !creation.name.isEmpty { try containers.check(creation.name) }
        let image = try images.image(creation.config.image)
        try checkPlatform(creation, image)
        guard containers.count < limits.containers else {
            throw EngineError(.tooMany, "slidectl: a session has at most \(limits.containers) containers")
        }
        try checkDisk("failed to create container")
        let check = CreationCheck(limits: limits)
        try check.check(creation)
        // A place on the network is nobody's; who is in it may be called what they like.
        let mode = creation.hostConfig.networkMode
        if mode.hasPrefix("container:"), fabric.place(String(mode.dropFirst(10))) == nil {
            try check.checkSharing(creation)
        }
        creation.config = creation.config.over(image.config)
        guard
            creation.config.entrypoint?.words.isEmpty == false || creation.config.cmd?.words.isEmpty == false
        else { throw EngineError(.badRequest, "no command specified") }
        creation.hostConfig = HostDefaults.filled(creation.hostConfig)
        let id = ids.containerID()
        if creation.name.isEmpty { creation.name = NameSource.name(&ids, isTaken: containers.isTaken) }
        if creation.config.hostname.isEmpty, creation.hostConfig.networkMode != "host" {
            let other = creation.hostConfig.networkMode.split(separator: ":", maxSplits: 1).last.map(
                String.init
            )
            let joined = creation.hostConfig.networkMode.hasPrefix("container:") ? other : nil
            let name = joined.flatMap { try? containers.find($0).config.hostname }
            creation.config.hostname = name ?? String(id.prefix(12))
        }
        let record = makeRecord(id, creation, image)
        let plan = try MountPlan(creation, volumesFrom: volumesFrom(creation.hostConfig))
        try mount(plan, into: record)
        // A place on the network is a pod's; those who run pods leave no mark.
        if !mode.hasPrefix("container:") || fabric.place(String(mode.dropFirst(10))) == nil {
            ContainerRecord.leaveMark(in: record.files)
        }
        record.endpoints = try wantedEndpoints(creation)
        for endpoint in record.endpoints {
            guard let network = networks[endpoint.networkID] else { continue }
            do { try network.check(asked: endpoint.settings) } catch {
                throw EngineError(error.kind, "invalid config for network \(network.name): \(error.message)")
            }
        }
        for link in creation.hostConfig.links ?? [] {
            let name = link.split(separator: ":").first.map(String.init) ?? ""
            do { _ = try containers.find(name) } catch {
                throw EngineError(.badRequest, "could not get container for \(name): \(error.message)")
            }
        }
        containers.insert(record)
        events.tell("container", "create", id, record.eventAttributes)
        return ContainerCreated().with { ($0.id, $0.warnings) = (id, []) }
    }

    private func makeRecord(
        _ id: String,
        _ creation: ContainerCreation,
        _ image: StoredImage
    ) -> ContainerRecord {
        let time = time
        let files = FileTree(
            image.files,
            limits: limits.files,
            memory: memory,
            isReadOnly: creation.hostConfig.readonlyRootfs,
            now: { time.now }
        )
        let output = OutputHub(
            isTTY: creation.config.tty,
            limit: limits.logBytes,
            memory: memory,
            now: { time.now }
        )
        return ContainerRecord(
            id: id,
            name: creation.name,
            number: containers.nextNumber(),
            created: time.now,
            image: image,
            creation: creation,
            files: files,
            output: output
        )
    }

    private func checkPlatform(_ creation: ContainerCreation, _ image: StoredImage) throws(EngineError) {
        guard let platform = creation.platform, !platform.isEmpty else { return }
        let parts = platform.split(separator: "/").map(String.init)
        guard parts.count >= 2, parts[0] != "linux" || parts[1] != image.architecture else { return }
        throw EngineError(
            .notFound,
            "image with reference \(creation.config.image) was found but its platform (linux/\(image.architecture)) "
                + "does not match the specified platform (\(platform))"
        )
    }

    private func volumesFrom(_ host: HostConfig) throws(EngineError) -> [MountPoint] {
        var points: [MountPoint] = []
        for text in host.volumesFrom ?? [] {
            let sides = text.split(separator: ":", maxSplits: 1).map(String.init)
            let other: ContainerRecord
            do { other = try containers.find(sides.first ?? "") } catch {
                // A 404 would have the client pull the image, as if that were what isn't there.
                throw EngineError(.badRequest, error.message)
            }
            for var point in other.mounts {
                if sides.count > 1, sides[1] == "ro" { point.isWritable = false }
                points.append(point)
            }
        }
        return points
    }

    /// The networks that a new container will join.
    private func wantedEndpoints(_ creation: ContainerCreation) throws(EngineError) -> [Endpoint] {
        let mode = creation.hostConfig.networkMode
        if mode == "host" || mode == "none" || mode.hasPrefix("container:") { return [] }
        let configs = creation.networkingConfig?.endpointsConfig ?? [:]
        // The mode's own network comes first; older clients write its settings under `default`.
        let own = configs[mode] ?? (mode == "bridge" ? configs["default"] : nil)
        var endpoints = [endpoint(mode, (own ?? nil) ?? EndpointSettings())]
        for (name, settings) in configs.sorted(by: { $0.key < $1.key })
        where name != mode && !(name == "default" && mode == "bridge") {
            endpoints.append(endpoint(name, settings ?? EndpointSettings()))
        }
        return endpoints
    }

    private func endpoint(_ name: String, _ settings: EndpointSettings) -> Endpoint {
        // A network may be named by its id; what isn't there is found out at the start.
        let record = try? networks.find(name)
        return Endpoint(networkID: record?.id ?? "", networkName: record?.name ?? name, settings: settings)
    }
}

extension ContainerConfig {
    /// What was asked for, over what the image says.
    func over(_ image: ContainerConfig) -> ContainerConfig {
        with { config in
            config.env = EnvironmentList.merged(image.env, config.env) ?? []
            if config.user.isEmpty { config.user = image.user }
            if config.workingDir.isEmpty { config.workingDir = image.workingDir }
            if config.entrypoint?.words.isEmpty ?? true {
                // `--entrypoint ""` takes the image's away.
                let isCleared = config.entrypoint?.words == [""]
                if config.cmd?.words.isEmpty ?? true { config.cmd = image.cmd }
                if !isCleared, config.entrypoint == nil { config.entrypoint = image.entrypoint }
            }
            if config.entrypoint?.words == [""] { config.entrypoint = nil }
            if let ports = image.exposedPorts {
                config.exposedPorts = ports.merging(config.exposedPorts ?? [:]) { $1 }
            }
            if let volumes = image.volumes {
                config.volumes = volumes.merging(config.volumes ?? [:]) { $1 }
            }
            config.labels = (image.labels ?? [:]).merging(config.labels ?? [:]) { $1 }
            if config.stopSignal == nil { config.stopSignal = image.stopSignal }
            config.shell = config.shell ?? image.shell
            config.healthcheck = config.healthcheck.map { $0.over(image.healthcheck) } ?? image.healthcheck
        }
    }
}

extension Healthcheck {
    fileprivate func over(_ image: Healthcheck?) -> Healthcheck {
        guard let image else { return self }
        return with { check in
            if check.test?.isEmpty ?? true { check.test = image.test }
            if (check.interval ?? 0) == 0 { check.interval = image.interval }
            if (check.timeout ?? 0) == 0 { check.timeout = image.timeout }
            if (check.startPeriod ?? 0) == 0 { check.startPeriod = image.startPeriod }
            if (check.startInterval ?? 0) == 0 { check.startInterval = image.startInterval }
            if (check.retries ?? 0) == 0 { check.retries = image.retries }
        }
    }
}
