import CResources
import EngineAPI
import EngineSim
import Glibc
import HTTPWire
import Host
import KubeAPI
import KubeNode
import KubeServer
import SimServices
import SimShell
import SourceText

/// A cluster as a session has it, served on loopback, without TLS.
final class BenchedCluster: Sendable {
    let client: HTTPClient
    let port: Int
    private let life: Task<Void, any Error>
    private let engine: SimulatedEngine
    private let quiet: AsyncStream<Void>

    /// Begins a cluster, and returns once its server listens.
    ///
    /// - Parameter nodes: How many nodes it has, each for 110 pods.
    /// - Throws: ``BenchError`` where the server cannot listen.
    init(nodes: Int = 1) async throws {
        // As a session's process does.
        ProgramMemory.shareOnePlace()
        let clock = MachineClock()
        var configuration = EngineConfiguration(
            catalog: ImageCatalog(shelves: Self.shelves),
            programs: Coreutils.programs.merging(Services.programs),
            time: EngineTime(ContinuousClock(), from: WallTime(nanoseconds: clock.now.nanoseconds))
        )
        configuration.limits.containers = 10_000
        configuration.limits.volumes = 20_000
        let (quiet, tell) = AsyncStream.makeStream(of: Void.self)
        self.quiet = quiet
        configuration.onQuiet = {
            ProgramMemory.giveBack()
            tell.yield()
        }
        let engine = SimulatedEngine(configuration: configuration)
        let store = ClusterStore(clock: clock)
        let kubelet = Kubelet(api: store, clock: clock, engine: engine)
        let settings = (0..<nodes).map { index in
            // One node has the name that it has in sessions, too.
            nodes == 1 ? NodeSettings() : NodeSettings(name: "node-\(index + 1)", cpu: "64", memory: "256Gi")
        }
        let controllers = ControllerManager(api: store, clock: clock, nodes: settings)
        let server = KubeServer(
            store,
            streams: kubelet,
            clock: clock,
            at: .tcp(host: "127.0.0.1", port: 0)
        )
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        life = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await controllers.run() }
                group.addTask { await kubelet.run() }
                group.addTask { try await server.run { announce.yield($0) } }
                try await group.waitForAll()
            }
        }
        var listening = ports.makeAsyncIterator()
        guard let port = await listening.next() else { throw BenchError("the server doesn't listen") }
        self.engine = engine
        self.port = port
        client = HTTPClient(.tcp(host: "127.0.0.1", port: port))
    }

    /// Waits until a session's process has put its memory in order after pods were started.
    func becomeQuiet() async { for await _ in quiet { return } }

    /// Ends the cluster and all its pods.
    func end() async {
        client.close()
        life.cancel()
        _ = try? await life.value
        await engine.stop()
    }

    // MARK: Requests

    /// Asks for something; the answer's body.
    ///
    /// - Throws: ``BenchError`` for an answer that is no success.
    @discardableResult
    func ask(
        _ method: String,
        _ target: String,
        _ body: String = "",
        asTable: Bool = false
    ) async throws -> [UInt8] {
        var fields: HTTPFields = ["Host": "cluster"]
        if asTable { fields.set("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json") }
        if !body.isEmpty { fields.set("Content-Type", "application/json") }
        let answer = try await client.send(
            HTTPRequestHead(method, target, fields),
            body.isEmpty ? .none : .bytes(Array(body.utf8))
        )
        let bytes = try await answer.bytes(atMost: 64 << 20)
        guard answer.head.status < 400 else {
            throw BenchError("\(method) \(target): \(String(decoding: bytes.prefix(500), as: UTF8.self))")
        }
        return bytes
    }

    func json(_ target: String) async throws -> JSON { try JSON(try await ask("GET", target)) }

    /// Makes a deployment of nginx.
    func deploy(_ name: String, in namespace: String = "default", replicas: Int) async throws {
        try await ask(
            "POST",
            "/apis/apps/v1/namespaces/\(namespace)/deployments",
            """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "\(name)", "labels": {"app": "\(name)"}},
             "spec": {"replicas": \(replicas), "selector": {"matchLabels": {"app": "\(name)"}},
               "template": {"metadata": {"labels": {"app": "\(name)"}},
                 "spec": {"containers": [{"name": "nginx", "image": "nginx:1.25"}]}}}}
            """
        )
    }

    /// Asks every millisecond, or as often as it is told, until something is so.
    func wait(every pause: Duration = .milliseconds(1), _ isMet: () async throws -> Bool) async throws {
        let limit = ContinuousClock.now.advanced(by: .seconds(300))
        while try await !isMet() {
            guard ContinuousClock.now < limit else { throw BenchError("it doesn't come there in 300 s") }
            try await Task.sleep(for: pause)
        }
    }

    /// The images that the program carries, each read when it is asked for, as in a session.
    private static let shelves: [ImageShelf] = {
        var shelves: [ImageShelf] = []
        var index = 0
        while let resource = slidectl_resource_at(index) {
            index += 1
            let name = String(cString: resource.pointee.name)
            guard name.hasPrefix("images/") else { continue }
            let bytes = UnsafeBufferPointer(start: resource.pointee.bytes, count: resource.pointee.count)
            let source = SourceFile(name: name, bytes: Array(bytes))
            shelves.append(
                ImageShelf(ImageFile.repository(of: source)) { ImageFile(source, tagged: $0).images }
            )
        }
        return shelves
    }()
}

/// The machine's time.
private struct MachineClock: ClusterClock {
    var now: KubeTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return KubeTime(nanoseconds: time.tv_sec * 1_000_000_000 + time.tv_nsec)
    }

    func sleep(until moment: KubeTime) async throws {
        try await Task.sleep(for: max(.zero, now.duration(to: moment)))
    }
}

/// What keeps something from being measured.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
