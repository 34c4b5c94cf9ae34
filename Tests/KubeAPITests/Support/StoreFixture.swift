import EngineAPI
import KubeAPI

/// A store on a clock of its own, and short ways to ask it.
struct StoreFixture {
    let clock = ManualClusterClock()
    let store: ClusterStore

    init(_ settings: StoreSettings = StoreSettings(seed: 7)) {
        store = ClusterStore(clock: clock, settings: settings)
    }

    static let options = WriteOptions("test")

    static func object(_ text: String) throws -> KubeObject { KubeObject(try JSON(Array(text.utf8))) }

    /// The text of an object or of a part, with its members in the order of their names.
    static func text(_ json: JSON?) -> String {
        json.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "nil"
    }

    @discardableResult
    func create(_ type: ResourceType, _ text: String, in namespace: String? = nil) async throws -> KubeObject
    {
        try await store.create(type, namespace: namespace, try Self.object(text), Self.options)
    }

    @discardableResult
    func configMap(_ name: String, labels: [String: String] = [:]) async throws -> KubeObject {
        var object = try Self.object(#"{"metadata": {"name": "\#(name)"}, "data": {"a": "1"}}"#)
        for (key, value) in labels { object["metadata", "labels", key] = .string(value) }
        return try await store.create(.configMaps, namespace: "default", object, Self.options)
    }

    @discardableResult
    func pod(_ name: String, node: String? = nil) async throws -> KubeObject {
        let text =
            #"{"metadata": {"name": "\#(name)"}, "spec": {"containers": [{"name": "c", "image": "nginx:1"}]}}"#
        let pod = try await create(.pods, text, in: "default")
        guard let node else { return pod }
        let binding = try Self.object(#"{"metadata": {"name": "\#(name)"}, "target": {"name": "\#(node)"}}"#)
        return try await store.update(
            .pods,
            namespace: "default",
            binding,
            subresource: "binding",
            Self.options
        )
    }

    func merge(_ type: ResourceType, _ name: String, _ patch: String) async throws -> KubeObject {
        try await store.patch(
            type,
            namespace: "default",
            name: name,
            .merge(try Self.object(patch).json),
            subresource: nil,
            Self.options
        )
        .object
    }

    /// The error of a request that must fail.
    func error(_ request: () async throws -> Void) async -> StatusError? {
        do { try await request() } catch { return error as? StatusError }
        return nil
    }
}
