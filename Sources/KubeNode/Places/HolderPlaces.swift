import EngineAPI
import TarStream

/// The network of pods on an engine that has no places for them: a container holds a pod's network, and the others join it.
///
/// Each service is a container, too: it has the service's names and hands connections on to the pods behind it. What is
/// weaker than under Kubernetes is told in docs/cluster.md.
actor HolderPlaces: PodPlaces {
    private let engine: any ContainerEngine
    private let settings: KubeletSettings
    /// What comes before the first pod; several pods that begin together wait for the same.
    private var preparation: Task<Void, any Error>?
    private var proxies: [String: Proxy] = [:]

    private struct Proxy {
        var id: String
        var service: VirtualService
    }

    init(_ engine: any ContainerEngine, _ settings: KubeletSettings) {
        (self.engine, self.settings) = (engine, settings)
    }

    private nonisolated var network: String { "\(settings.prefix)pods" }

    private var labels: [String: String] {
        settings.labels.merging([KubeletSettings.clusterLabel: settings.prefix]) { $1 }
    }

    /// Returns when the pods' network and the holder's image are there.
    private func getReady() async throws {
        if let preparation { return try await preparation.value }
        let task = Task { try await prepare() }
        preparation = task
        do { try await task.value } catch {
            // The next pod tries again.
            preparation = nil
            throw error
        }
    }

    /// Makes the pods' network and fetches the holder's image.
    ///
    /// Engines take a second network of the same name for another one, so this is done once.
    private func prepare() async throws {
        if (try? await engine.inspectNetwork(network)) == nil {
            let labels = labels
            do {
                _ = try await engine.createNetwork(
                    NetworkCreation().with { ($0.name, $0.driver, $0.labels) = (network, "bridge", labels) }
                )
            } catch let error as EngineError where error.kind == .conflict {
                // Another pod was quicker.
            }
        }
        if (try? await engine.inspectImage(settings.holderImage)) == nil {
            let progress = try await engine.pullImage(PullOptions(naming: settings.holderImage))
            while let message = try await progress.next() {
                if let error = message.error { throw EngineError(.failed, error) }
            }
        }
    }

    func open(_ request: PlaceRequest) async throws -> PodPlace {
        try await getReady()
        let creation = ContainerCreation().with {
            $0.name = request.name
            $0.config.image = settings.holderImage
            // It waits for input that nobody gives.
            $0.config.cmd = ["cat"]
            $0.config.openStdin = true
            $0.config.stopTimeout = 0
            $0.config.hostname = request.shownName
            $0.config.labels = request.labels
            $0.hostConfig.networkMode = network
            $0.hostConfig.extraHosts = request.hosts.sorted { $0.key < $1.key }.map {
                "\($0.key):\($0.value)"
            }
            // The engine's own resolver knows the services, so it stays: others are asked by it.
            let (resolver, others) = (request.resolver, request.resolver.otherServers)
            if !others.isEmpty { $0.hostConfig.dns = others }
            if !resolver.searches.isEmpty { $0.hostConfig.dnsSearch = resolver.searches }
            if !resolver.options.isEmpty { $0.hostConfig.dnsOptions = resolver.options }
            $0.hostConfig.mounts = request.volumes.enumerated().map { index, name in
                Mount().with {
                    ($0.type, $0.source, $0.target) = ("volume", name, Self.folder(index))
                    $0.volumeOptions = Mount.VolumeOptions().with { $0.noCopy = true }
                }
            }
        }
        let id = try await engine.createContainer(creation).id
        do {
            _ = try await engine.startContainer(id)
            let settings = try await engine.inspectContainer(id, size: false).networkSettings
            let address = (settings.networks[network] ?? nil)?.ipAddress ?? settings.ipAddress
            return PodPlace(request: request, address: address, engineName: id)
        } catch {
            try? await engine.removeContainer(id, RemoveOptions(force: true))
            throw error
        }
    }

    private static func folder(_ index: Int) -> String { "/volumes/\(index)" }

    func close(_ place: PodPlace) async {
        try? await engine.removeContainer(place.engineName, RemoveOptions(force: true, volumes: true))
    }

    func write(_ archive: [UInt8], intoVolume name: String, of place: PodPlace) async throws {
        guard let index = place.request.volumes.firstIndex(of: name) else {
            throw EngineError.noSuchVolume(name)
        }
        try await engine.writeArchive(
            place.engineName,
            ArchiveTarget(path: Self.folder(index), copiesOwner: true),
            ByteStream([archive])
        )
    }

    func remove(_ paths: [String], fromVolume name: String, of place: PodPlace) async throws {
        guard !paths.isEmpty else { return }
        try await change(["rm", "-rf"], paths.map { "/\($0)" }, ofVolume: name, of: place)
    }

    func open(volume name: String, of place: PodPlace) async throws {
        try await change(["chmod", "777"], [""], ofVolume: name, of: place)
    }

    /// Runs a program over paths of a volume, in the holder.
    private func change(
        _ program: [String],
        _ paths: [String],
        ofVolume name: String,
        of place: PodPlace
    ) async throws {
        guard let index = place.request.volumes.firstIndex(of: name) else {
            throw EngineError.noSuchVolume(name)
        }
        let words = program + paths.map { Self.folder(index) + $0 }
        let change = try await start(words, in: place.engineName, input: false)
        while try await change.connection.output.next() != nil {}
    }

    nonisolated func set(_ creation: inout ContainerCreation, in place: PodPlace) {
        creation.hostConfig.networkMode = "container:\(place.engineName)"
    }

    // MARK: Connections

    func connect(to place: PodPlace, port: Int) async throws -> ByteConnection {
        try await connect(in: place.engineName, to: "127.0.0.1", port)
    }

    func connect(toService host: String, port: Int) async throws -> ByteConnection {
        let found = proxies.values.first { $0.service.name == host || $0.service.addresses.contains(host) }
        guard let found else {
            throw EngineError(.unreachable, "dial tcp \(host):\(port): connect: no route to host")
        }
        return try await connect(in: found.id, to: "127.0.0.1", port)
    }

    /// Connects by a program in a holder, which is the one way into its network that every engine has.
    private func connect(in container: String, to host: String, _ port: Int) async throws -> ByteConnection {
        let knock = try await start(["nc", "-z", "-w", "5", host, String(port)], in: container, input: false)
        var said = ""
        while let piece = try await knock.connection.output.next() {
            if said.utf8.count < 4096 { said += String(decoding: piece, as: UTF8.self) }
        }
        // Some builds of BusyBox can't knock; then the call itself shows whether somebody answers.
        let isKnown = !said.contains("invalid option")
        let code = try await engine.inspectExec(knock.id).exitCode
        guard code == 0 || !isKnown else {
            throw EngineError(.unreachable, "dial tcp \(host):\(port): connect: connection refused")
        }
        let process = try await start(["nc", host, String(port)], in: container, input: true).connection
        let reader = FrameBox()
        return ByteConnection(
            incoming: ByteStream(cancel: { process.close() }) {
                while let piece = try await process.output.next() {
                    let bytes = try reader.read(piece)
                    if !bytes.isEmpty { return bytes }
                }
                return nil
            },
            send: { try await process.send($0) },
            finish: { try? await process.finishInput() }
        )
    }

    private func start(
        _ words: [String],
        in container: String,
        input: Bool
    ) async throws -> (id: String, connection: ProcessConnection) {
        let id = try await engine.createExec(
            container,
            ExecCreation().with {
                $0.cmd = Words(words)
                ($0.attachStdin, $0.attachStdout, $0.attachStderr) = (input, true, true)
            }
        ).id
        return (id, try await engine.startExec(id, ExecStart()))
    }

    // MARK: Services

    func setServices(_ services: [VirtualService]) async {
        // The API server isn't in the pods' network, and a service that never had a pod needs no container yet.
        let wanted = Dictionary(
            services.filter { service in
                service.name != "kubernetes.default.svc.\(PlaceRequest.domain)"
                    && (proxies[service.name] != nil || service.ports.values.contains { !$0.isEmpty })
            }.map { ($0.name, $0) }
        ) { $1 }
        for (name, proxy) in proxies where wanted[name]?.ports.keys != proxy.service.ports.keys {
            proxies[name] = nil
            try? await engine.removeContainer(proxy.id, RemoveOptions(force: true, volumes: true))
        }
        for (name, service) in wanted.sorted(by: { $0.key < $1.key }) where proxies[name]?.service != service
        {
            guard !Task.isCancelled else { return }
            if let proxy = proxies[name] {
                proxies[name]?.service = service
                await tell(proxy.id, service)
            } else if let id = try? await makeProxy(service) {
                proxies[name] = Proxy(id: id, service: service)
            }
        }
    }

    private func makeProxy(_ service: VirtualService) async throws -> String {
        try await getReady()
        let parts = service.name.split(separator: ".").map(String.init)
        var aliases = (2...parts.count).map { parts.prefix($0).joined(separator: ".") }
        if parts.dropFirst().first == "default" { aliases.insert(parts[0], at: 0) }
        let (network, labels) = (network, labels)
        let script =
            service.ports.keys.sorted().map { port -> String in
                let serve = "-p \(port) -e sh -c 'exec nc $(shuf -n 1 /endpoints/\(port))'"
                return "(nc -lk \(serve) || nc -ll \(serve)) & "
            }.joined() + "wait"
        let id = try await engine.createContainer(
            ContainerCreation().with {
                $0.config.image = settings.holderImage
                $0.config.cmd = ["sh", "-c", script]
                $0.config.labels = labels
                $0.hostConfig.networkMode = network
                $0.networkingConfig = NetworkingConfig().with {
                    $0.endpointsConfig = [network: EndpointSettings().with { $0.aliases = aliases }]
                }
            }
        ).id
        await tell(id, service)
        _ = try await engine.startContainer(id)
        return id
    }

    /// Tells a service's container where connections go.
    private func tell(_ id: String, _ service: VirtualService) async {
        let files = service.ports.sorted { $0.key < $1.key }.map { port, backends in
            (
                path: "endpoints/\(port)",
                contents: Array(backends.map { "\($0.address) \($0.port)\n" }.joined().utf8)
            )
        }
        guard let archive = try? TarWriter.archive(files) else { return }
        try? await engine.writeArchive(id, ArchiveTarget(path: "/"), ByteStream([archive]))
    }
}

extension PullOptions {
    fileprivate init(naming image: String) {
        self.init()
        self.image = image
        if let reference = ImageReference(image), reference.tag == nil, reference.digest == nil {
            tag = "latest"
        }
    }
}
