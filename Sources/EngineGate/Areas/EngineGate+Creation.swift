public import EngineAPI

extension EngineGate {
    /// Makes a container: judged, then given the engine's names for everything it mentions.
    public func createContainer(_ creation: ContainerCreation) async throws -> ContainerCreated {
        try disk.check()
        try await checkProcessors(creation.hostConfig.resources)
        let policy = ContainerPolicy(session: session, settings: settings)
        var judged = try policy.judge(creation)
        let name = String(creation.name.drop { $0 == "/" })
        try await counters.takeInTurn(.creations, atMost: 4)
        defer { counters.give(.creations) }
        try await checkRoom()
        if !name.isEmpty { try await checkIsFree(name) }
        let image = try await resolveImage(creation.config.image)
        judged.config.image = image.engineName
        judged.config.labels?[SessionLabels.image] = creation.config.image
        try Self.inherit(image.details.config, &judged.config)
        publishAll(&judged, image.details)
        forgetNotes(of: image.details, &judged)
        try await scopeMounts(&judged, image.details)
        try await scopeNetworks(&judged, name)
        judged.name = name.isEmpty ? "" : names.engineName(name)
        let scoped = judged
        let created = try await asking { try await filling(scoped) }
        if name.isEmpty { try await containers.refresh() } else { containers.add(created.id, name: name) }
        return created.with { $0.warnings = created.warnings.map { $0.map(names.text) } }
    }

    /// More processors than the machine has is a mistake, and not a wish to be cut down to what a session gets.
    private func checkProcessors(_ resources: Resources) async throws {
        guard resources.nanoCPUs > settings.quotas.nanoCPUs else { return }
        let count = try await engine.info().ncpu
        guard count > 0, resources.nanoCPUs > count * 1_000_000_000 else { return }
        let start = try await engine.ping().apiVersion >= APIVersion(1, 44) ? "range" : "Range"
        throw EngineError.malformed(
            "\(start) of CPUs is from 0.01 to \(count).00, as there are only \(count) CPUs available"
        )
    }

    private func checkRoom() async throws {
        let most = settings.quotas.containers
        guard try await containers.refresh() + counters.count(.creations) <= most else {
            throw EngineError.quota(
                "a session has at most \(most) containers; remove some with docker rm or docker container prune"
            )
        }
    }

    /// A name that the engine thought up has no prefix, so only the gate sees that it is taken.
    private func checkIsFree(_ name: String) async throws {
        guard let id = containers.id(named: name) else { return }
        throw EngineError(
            .conflict,
            "Conflict. The container name \"/\(name)\" is already in use by container \"\(id)\". "
                + "You have to remove (or rename) that container to be able to reuse that name."
        )
    }

    /// An image that was made of a container has that one's notes among its labels, which the engine would take over.
    private func forgetNotes(of image: ImageDetails, _ creation: inout ContainerCreation) {
        for label in (image.config?.labels ?? [:]).keys where label.hasPrefix(SessionLabels.reserved) {
            if creation.config.labels?[label] == nil { creation.config.labels?[label] = "" }
        }
    }

    /// What an image says of how its containers run is judged as if it had been asked for.
    private static func inherit(_ image: ContainerConfig?, _ config: inout ContainerConfig) throws {
        if config.workingDir.isEmpty, let folder = image?.workingDir {
            try ContainerPolicy.checkWorkingFolder(folder, in: "of the image: ")
        }
        guard let check = image?.healthcheck else { return }
        let judged = ContainerPolicy.judge(check)
        guard judged != check else { return }
        // What isn't given, or is zero, the engine takes from the image.
        config.healthcheck = (config.healthcheck ?? Healthcheck()).with {
            if ($0.interval ?? 0) == 0 { $0.interval = judged.interval }
            if ($0.timeout ?? 0) == 0 { $0.timeout = judged.timeout }
            if ($0.startInterval ?? 0) == 0 { $0.startInterval = judged.startInterval }
            if ($0.retries ?? 0) == 0 { $0.retries = judged.retries }
        }
    }

    /// `-P`: every port of the image, each on the session's address.
    private func publishAll(_ creation: inout ContainerCreation, _ image: ImageDetails) {
        guard creation.config.labels?[SessionLabels.publishAll] != nil else { return }
        var bindings = creation.hostConfig.portBindings ?? [:]
        let exposed = Set((creation.config.exposedPorts ?? [:]).keys).union(
            (image.config?.exposedPorts ?? [:]).keys
        )
        for port in exposed.sorted() where bindings[port] == nil {
            bindings[port] = [PortBinding(hostIP: session.loopback, hostPort: "")]
        }
        creation.hostConfig.portBindings = bindings
    }
}
