import EngineAPI
import EngineClient
import EngineGate
import EngineServer
import Foundation
import Glibc
import HTTPWire
import Host

/// One session: a workspace, an engine of its own behind a socket, an environment; all of it gone at the end.
///
/// ```swift
/// try await SandboxSession.with(request) { session in
///     try await session.run(SandboxCommand(["docker", "run", "--rm", "busybox", "true"]))
/// }
/// ```
/// The session is written down before anything of it exists, so what a crash leaves is found and taken away later.
public final class SandboxSession: Sendable {
    public let record: SessionRecord
    let request: SessionRequest
    let engine: OpenEngine
    let gate: EngineGate
    let clients: ClientPrograms
    let student: StudentAccount
    private let mounts: WorkspaceMounts?
    let cluster: OpenCluster?
    let refusals: RefusalLog
    let ports: PublishedPorts

    /// Opens a session, does something in it, and takes it away, whatever happens.
    public static func with<Result: Sendable>(
        _ request: SessionRequest,
        _ body: @Sendable @escaping (SandboxSession) async throws -> Result
    ) async throws -> Result {
        try request.places.prepare()
        let journal = SessionJournal(request.places)
        for problem in await SessionReaper(journal).reap() { request.warn(problem) }
        let found = try await EngineChoice(
            request.engine,
            socket: request.engineSocket,
            environment: request.environment,
            embedded: request.embedded
        ).find()
        let record = try await begin(request, journal, found)
        let engine = found.opened(for: record)
        do {
            let opened = try Opened(record, request, engine)
            let result = try await opened.serve(body)
            await end(record, journal, engine, opened.mounts, request)
            return result
        } catch {
            await end(record, journal, engine, nil, request)
            throw error
        }
    }

    init(
        record: SessionRecord,
        request: SessionRequest,
        engine: OpenEngine,
        gate: EngineGate,
        clients: ClientPrograms,
        student: StudentAccount,
        mounts: WorkspaceMounts?,
        cluster: OpenCluster?,
        refusals: RefusalLog
    ) {
        (self.record, self.request, self.engine) = (record, request, engine)
        (self.gate, self.clients, self.student, self.mounts) = (gate, clients, student, mounts)
        (self.cluster, self.refusals) = (cluster, refusals)
        let open = OpenPorts(gate: gate, cluster: cluster?.ports)
        ports = PublishedPorts(at: request.places.runtime(of: record.id) + "/ports", host: record.loopback) {
            try await open.all()
        }
        gate.followPorts { [weak ports] in try? await ports?.refresh() }
    }

    /// Where the commands' user finds a file of ours: folders above it may be closed to that user.
    func shown(_ path: String, isReadOnly: Bool = false) throws(SandboxError) -> String {
        guard student.isOther, let mounts else { return path }
        do throws(WorkspaceMounts.Failure) { return try mounts.show(path, isReadOnly: isReadOnly) } catch {
            throw SandboxError("\(path) can't be shown inside: \(error)")
        }
    }

    /// The home of the session's commands, as it lies outside.
    var home: String { request.places.folder(of: record.id) + "/home" }

    /// Where the one who holds the session takes requests about it from its user's other commands; reached by nothing
    /// that runs inside.
    public var requestSocket: String { request.places.requestSocket(of: record.id) }

    /// The environment for commands outside: what `sandbox up` prints.
    public var outerEnvironment: [String: String] {
        let folder = request.places.folder(of: record.id)
        let path = (request.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let environment = SessionEnvironment(
            id: record.id,
            socket: record.socket,
            home: folder + "/home",
            workspace: record.workspace,
            host: record.loopback,
            programs: [folder + "/shims"] + clients.programs + path,
            kubeconfig: cluster == nil ? nil : outerKubeconfig
        )
        // Outside it stays the user's own home, terminal and shell.
        let ours: Set = [
            "SLIDECTL_SESSION", "SLIDECTL_HOST", "SLIDECTL_WORKSPACE", "DOCKER_HOST", "DOCKER_BUILDKIT",
            "DOCKER_CONFIG",
            "COMPOSE_DOCKER_CLI_BUILD", "DOCKER_CLI_HINTS", "PATH", "TESTCONTAINERS_RYUK_DISABLED",
            "TESTCONTAINERS_HOST_OVERRIDE",
            "TESTCONTAINERS_CONNECTION_MODE", "TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE", "KUBECONFIG",
        ]
        return environment.variables().filter { ours.contains($0.key) }
    }

    private static func begin(
        _ request: SessionRequest,
        _ journal: SessionJournal,
        _ engine: FoundEngine
    ) async throws -> SessionRecord {
        let workspace = try request.workspace.map(existingFolder)
        let lock = try await journal.lock()
        defer { journal.unlock(lock) }
        let records = journal.records()
        let id = SessionID.make()
        let now = Date().timeIntervalSince1970
        let record = SessionRecord(
            id: id,
            holder: ProcessIdentity.current,
            engineSocket: engine.socket,
            engine: engine.name,
            socket: request.places.socket(of: id),
            workspace: workspace ?? request.places.folder(of: id) + "/work",
            ownsWorkspace: workspace == nil,
            loopback: LoopbackAddress.free(beside: Set(records.map(\.loopback))),
            started: now,
            ends: request.lifetime.map { now + Double($0.components.seconds) },
            cluster: clusterRecord(request),
            purpose: request.purpose
        )
        guard record.socket.utf8.count < 108 else {
            throw SandboxError(
                "\(record.socket) is too long for a socket; set SLIDECTL_SANDBOX_STATE to a shorter folder"
            )
        }
        try journal.write(record)
        return record
    }

    private static func clusterRecord(_ request: SessionRequest) -> ClusterRecord? {
        guard case .kubeconfig(let context)? = request.cluster else { return nil }
        return ClusterRecord(context: context, kubeconfig: request.environment["KUBECONFIG"])
    }

    private static func existingFolder(_ path: String) throws(SandboxError) -> String {
        guard let real = FileLinks.resolved(path) else {
            throw SandboxError("the workspace \(path) doesn't exist")
        }
        guard real != "/",
            !["/usr", "/etc", "/proc", "/sys", "/dev", "/run", "/tmp", "/var", "/root", "/home"].contains(
                real
            )
        else {
            throw SandboxError("\(real) can't be a workspace: name a folder of the exercise's own")
        }
        return real
    }

    /// Takes the session away; not even a cancelled task stops in the middle of it.
    private static func end(
        _ record: SessionRecord,
        _ journal: SessionJournal,
        _ engine: OpenEngine,
        _ mounts: WorkspaceMounts?,
        _ request: SessionRequest
    ) async {
        let problems = await Task.detached { () -> [String] in
            do {
                let problems = try await SessionSweep(engine.client, session: record.id).run()
                guard problems.isEmpty else { return problems }
                await engine.stop()
            } catch { return ["\(error)"] }
            mounts?.removeAll()
            // As long as the namespace is there, the journal's entry has to say so: others will try again.
            let reaper = SessionReaper(journal)
            if let problem = await reaper.removeNamespace(record, environment: request.environment) {
                return [problem]
            }
            return reaper.removeFiles(record)
        }.value
        for problem in problems {
            request.warn("session \(record.id) isn't gone yet, and will be tried again: \(problem)")
        }
    }
}
