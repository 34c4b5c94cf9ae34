import EngineAPI
import EngineClient
import EngineGate
import EngineServer
import Foundation
import Glibc
import HTTPWire
import Host

/// A session whose folders exist, on the way to being served.
struct Opened {
    let record: SessionRecord
    let request: SessionRequest
    let engine: OpenEngine
    let clients: ClientPrograms
    let student: StudentAccount
    let mounts: WorkspaceMounts?

    init(_ record: SessionRecord, _ request: SessionRequest, _ engine: OpenEngine) throws {
        (self.record, self.request, self.engine) = (record, request, engine)
        let folder = request.places.folder(of: record.id)
        let runtime = request.places.runtime(of: record.id)
        let manager = FileManager.default
        for path in [folder, folder + "/home", runtime] + (record.ownsWorkspace ? [record.workspace] : []) {
            try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        for path in [request.places.state + "/sessions", folder, runtime] { chmod(path, 0o711) }
        clients = ClientPrograms(settings: request.settings.clients, environment: request.environment)
        student = StudentAccount(workspace: record.workspace, isOwn: record.ownsWorkspace)
        try SessionEnvironment.prepare(
            home: folder + "/home",
            shims: folder + "/shims",
            accounts: Confinement.accounts,
            accountsFolder: folder + "/accounts",
            plugins: clients.plugins
        )
        for path in ["/home", "/home/.docker", "/home/.docker/config.json"] { student.own(folder + path) }
        if record.ownsWorkspace { student.own(record.workspace) }
        mounts =
            geteuid() == 0 ? WorkspaceMounts(workspace: record.workspace, staging: runtime + "/binds") : nil
    }

    /// Serves the engine while something is done with the session; the session's lifetime ends it, too.
    func serve<Result: Sendable>(
        _ body: @Sendable @escaping (SandboxSession) async throws -> Result
    ) async throws -> Result {
        guard
            let who = GateSession(
                id: record.id,
                owner: NSUserName(),
                loopback: record.loopback,
                socketPath: record.socket
            )
        else { throw SandboxError("\(record.id) is no session's id") }
        var settings = request.settings.gate
        settings.takenRanges += MachineRoutes.ranges()
        if engine.embedded != nil {
            settings.ownsEngine = true
            // What it can pull, it has.
            settings.registries.mirrors = [:]
            // Nothing in it reaches the machine's network; an internal one would only publish no ports.
            settings.allowsInternet = true
            settings.allowsHeredocs = true
        }
        let gate = EngineGate(
            engine.client,
            session: who,
            settings: settings,
            binder: try await binder(),
            now: { MachineTime.nanoseconds }
        )
        let cluster = try await openCluster(gate)
        let refusals = RefusalLog(request.places, session: record.id)
        let session = SandboxSession(
            record: record,
            request: request,
            engine: engine,
            gate: gate,
            clients: clients,
            student: student,
            mounts: mounts,
            cluster: cluster,
            refusals: refusals
        )
        let server = EngineServer(
            gate,
            at: .unix(path: record.socket),
            rate: RequestRate(
                perSecond: settings.quotas.requestsPerSecond,
                burst: settings.quotas.requestsPerSecond * 4
            ),
            onServed: { refusals.note($0) }
        )
        let lifetime = request.lifetime
        return try await ending(cluster) {
            try await withThrowingTaskGroup(of: Result?.self) { group in
                let (listening, isListening) = AsyncStream.makeStream(of: Void.self)
                group.addTask { [record, student] in
                    try await server.run { _ in
                        chmod(record.socket, 0o600)
                        student.own(record.socket)
                        isListening.finish()
                    }
                    return nil
                }
                let (clusterReady, isClusterReady) = AsyncStream.makeStream(of: Void.self)
                if let cluster {
                    group.addTask {
                        try await cluster.serve { isClusterReady.finish() }
                        return nil
                    }
                } else {
                    isClusterReady.finish()
                }
                group.addTask {
                    for await _ in listening {}
                    for await _ in clusterReady {}
                    try session.writeKubeconfigs()
                    return try await body(session)
                }
                group.addTask {
                    await gate.watchDisk()
                    try Task.checkCancellation()
                    return nil
                }
                group.addTask {
                    await session.watchPorts()
                    try Task.checkCancellation()
                    return nil
                }
                if let lifetime {
                    group.addTask {
                        try await Task.sleep(for: lifetime)
                        throw SandboxError("the session's time to live, \(lifetime.spoken), has passed")
                    }
                }
                defer { group.cancelAll() }
                while let finished = try await group.next() {
                    if let finished { return finished }
                    try Task.checkCancellation()
                    throw SandboxError("the session's engine socket stopped")
                }
                throw CancellationError()
            }
        }
    }

    /// Does something, and takes the cluster away after it.
    private func ending<Result: Sendable>(
        _ cluster: OpenCluster?,
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await body()
            await cluster?.end()
            return result
        } catch {
            await cluster?.end()
            throw error
        }
    }

    /// The session's cluster; nil where none is wanted.
    private func openCluster(_ gate: EngineGate) async throws -> OpenCluster? {
        switch request.cluster ?? .embedded {
        case .none: return nil
        case .embedded: return try OpenCluster.embedded(record, gate, engine)
        case .kubeconfig(let context):
            let program = KubectlProgram(context: context, environment: request.environment)
            let seconds = request.lifetime.map { Int($0.components.seconds) } ?? 86_400
            return try await OpenCluster.real(
                record,
                ClusterNamespace(program, session: record.id),
                lifetime: seconds
            )
        }
    }

    /// The engine's way to the workspace.
    private func binder() async throws -> any WorkspaceBinder {
        guard engine.embedded == nil else { return PlainWorkspace(workspace: record.workspace) }
        let volume = "slidectl-\(record.id)-workspace"
        if mounts == nil { try await makeVolume(volume) }
        return HeldWorkspace(workspace: record.workspace, mounts: mounts, volume: volume)
    }

    /// Without root the workspace is mounted as parts of a volume; engines before API 1.45 don't know that.
    private func makeVolume(_ name: String) async throws {
        var creation = VolumeCreation()
        creation.name = name
        creation.driver = "local"
        creation.driverOpts = ["type": "none", "o": "bind", "device": record.workspace]
        creation.labels = ["dev.slidectl.session": record.id]
        _ = try await engine.client.createVolume(creation)
    }
}

extension Duration {
    /// For people: `90 s`, `2 h`.
    var spoken: String {
        let seconds = components.seconds
        if seconds > 0, seconds % 3600 == 0 { return "\(seconds / 3600) h" }
        if seconds > 0, seconds % 60 == 0 { return "\(seconds / 60) min" }
        let fraction = Double(components.attoseconds) / 1e18
        return fraction == 0 ? "\(seconds) s" : "\(Double(seconds) + fraction) s"
    }
}
