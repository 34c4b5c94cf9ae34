import EngineAPI
import EngineSim
import Foundation
import KubeAPI
import KubeNode
import SimServices
import SimShell
import SourceText
import TestKit
import Testing

/// A cluster's clock whose time passes only when a test says so.
struct TestClock: ClusterClock {
    let time: ManualTime
    private let origin: ManualTime.Instant
    static let start = 1_800_000_000_000_000_000

    init(_ time: ManualTime) { (self.time, origin) = (time, time.now) }

    var now: KubeTime {
        KubeTime(nanoseconds: Self.start).advanced(by: origin.duration(to: time.now))
    }

    func sleep(until moment: KubeTime) async throws {
        try await time.sleep(until: time.now.advanced(by: now.duration(to: moment)), tolerance: nil)
    }
}

/// A store and a kubelet on an embedded engine, without controllers: tests make the pods, the endpoints too.
final class TestCluster: Sendable {
    let time = ManualTime()
    let engine: SimulatedEngine
    let store: ClusterStore
    let kubelet: Kubelet
    private let running: Task<Void, Never>

    init(
        _ change: (inout EngineConfiguration) -> Void = { _ in },
        settings: KubeletSettings = KubeletSettings()
    ) {
        let clock = TestClock(time)
        var configuration = EngineConfiguration(
            catalog: Self.catalog,
            programs: Coreutils.programs.merging(Services.programs),
            time: EngineTime(time, from: WallTime(nanoseconds: TestClock.start))
        )
        configuration.seed = 1
        change(&configuration)
        engine = SimulatedEngine(configuration: configuration)
        store = ClusterStore(clock: clock, settings: StoreSettings(seed: 1))
        let kubelet = Kubelet(api: store, clock: clock, engine: engine, settings: settings)
        self.kubelet = kubelet
        running = Task { await kubelet.run() }
    }

    /// Read once: there are many tests.
    private static let catalog = ImageCatalog((try? images()) ?? [])

    private static func images() throws -> [ImageModel] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Resources/images")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
            .map { SourceFile(name: $0.lastPathComponent, bytes: Array(try Data(contentsOf: $0))) }
            .flatMap { ImageFile($0).images }
    }

    /// Ends the kubelet, and waits until it has taken away what it made.
    func stop() async {
        running.cancel()
        await running.value
        await engine.stop()
    }

    // MARK: Objects

    @discardableResult
    func create(
        _ type: ResourceType,
        _ text: String,
        in namespace: String = "default"
    ) async throws
        -> KubeObject
    {
        try await store.create(
            type,
            namespace: namespace,
            KubeObject(try JSON(Array(text.utf8))),
            WriteOptions("test")
        )
    }

    /// Makes a pod that is bound to a node already, of the inner text of its specification.
    @discardableResult
    func pod(_ name: String, _ spec: String, metadata: String = "") async throws -> KubeObject {
        let more = metadata.isEmpty ? "" : ", \(metadata)"
        return try await create(
            .pods,
            #"{"metadata": {"name": "\#(name)"\#(more)}, "spec": {"nodeName": "node-1", \#(spec)}}"#
        )
    }

    /// A pod of one container of BusyBox that runs a script; `cat` in it waits for ever, without a clock.
    @discardableResult
    func script(_ name: String, _ script: String, _ more: String = "") async throws -> KubeObject {
        let rest = more.isEmpty ? "" : ", \(more)"
        let words = String(
            decoding: JSON.array([.string("sh"), .string("-c"), .string(script)]).bytes,
            as: UTF8.self
        )
        return try await pod(
            name,
            #""containers": [{"name": "c", "image": "busybox", "stdin": true, "command": \#(words)\#(rest)}]"#
        )
    }

    func get(_ name: String, _ type: ResourceType = .pods) async throws -> KubeObject {
        try await store.get(type, namespace: "default", name: name)
    }

    /// The messages of a pod's events, each with its reason and how often it was told, in order.
    func events(_ name: String) async throws -> [String] {
        try await store.list(.events, ObjectQuery(namespace: "default")).items
            .filter { $0["involvedObject", "name"]?.text == name }
            .sorted { $0["metadata", "name"]?.text ?? "" < $1["metadata", "name"]?.text ?? "" }
            .map { event in
                let count = event["count"]?.integer ?? 1
                return "\(event["reason"]?.text ?? ""): \(event["message"]?.text ?? "")"
                    + (count > 1 ? " (x\(count))" : "")
            }
    }

    /// Lets time pass until a pod is as it should be.
    @discardableResult
    func wait(_ name: String, _ isMet: @escaping (KubeObject) -> Bool) async throws -> KubeObject {
        do {
            try await time.pass { isMet(try await self.get(name)) }
        } catch is NeverCame {
            let pod = try await get(name)
            Issue.record(
                "\(name) never came there: \(String(decoding: (pod["status"] ?? .null).bytes, as: UTF8.self))"
            )
        }
        return try await get(name)
    }

    /// Lets time pass until a pod's first container is in a state.
    @discardableResult
    func wait(_ name: String, for state: String) async throws -> KubeObject {
        try await wait(name) { Row($0).status == state }
    }

    /// What a pod's container has written.
    func log(_ name: String, _ query: PodLogQuery = PodLogQuery()) async throws -> String {
        let stream = try await kubelet.log(namespace: "default", pod: name, query)
        return String(decoding: try await stream.bytes(atMost: 1 << 20), as: UTF8.self)
    }

    /// Runs a program in a pod.
    func exec(_ name: String, _ command: String...) async throws -> (String, PodProcessEnd) {
        let process = try await kubelet.exec(
            namespace: "default",
            pod: name,
            command: command,
            PodStreamOptions()
        )
        var bytes: [UInt8] = []
        while let piece = try await process.output.next() { bytes += piece.bytes }
        return (String(decoding: bytes, as: UTF8.self), await process.end())
    }
}
