import EngineAPI
import KubeAPI

/// The cluster that a session has at the moment: it can be stopped, started and made anew below those who use it.
struct ClusterSwitch: ClusterAPI, PodStreams {
    /// A cluster that runs.
    struct Running: Sendable {
        var api: any ClusterAPI
        var streams: any PodStreams
    }

    /// Gives the cluster that runs, or begins one where none was asked for yet.
    let running: @Sendable () async throws(StatusError) -> Running

    // MARK: Objects

    func types() async -> [ResourceType] { await (try? await running())?.api.types() ?? ResourceType.stored }

    func get(_ type: ResourceType, namespace: String?, name: String) async throws(StatusError) -> KubeObject {
        try await running().api.get(type, namespace: namespace, name: name)
    }

    func list(_ type: ResourceType, _ query: ObjectQuery) async throws(StatusError) -> ObjectList {
        try await running().api.list(type, query)
    }

    func watch(
        _ type: ResourceType,
        _ query: ObjectQuery,
        from version: Int?
    ) async throws(StatusError) -> EngineStream<WatchEvent> {
        try await running().api.watch(type, query, from: version)
    }

    func create(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        _ options: WriteOptions
    ) async throws(StatusError) -> KubeObject {
        try await running().api.create(type, namespace: namespace, object, options)
    }

    func update(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        subresource: String?,
        _ options: WriteOptions
    ) async throws(StatusError) -> KubeObject {
        try await running().api.update(type, namespace: namespace, object, subresource: subresource, options)
    }

    func patch(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ patch: ObjectPatch,
        subresource: String?,
        _ options: WriteOptions
    ) async throws(StatusError) -> (object: KubeObject, isNew: Bool) {
        try await running().api.patch(
            type,
            namespace: namespace,
            name: name,
            patch,
            subresource: subresource,
            options
        )
    }

    func delete(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ options: DeleteOptions
    ) async throws(StatusError) -> KubeObject? {
        try await running().api.delete(type, namespace: namespace, name: name, options)
    }

    // MARK: Streams

    func log(namespace: String, pod: String, _ query: PodLogQuery) async throws(StatusError) -> ByteStream {
        try await running().streams.log(namespace: namespace, pod: pod, query)
    }

    func exec(
        namespace: String,
        pod: String,
        command: [String],
        _ streams: PodStreamOptions
    ) async throws(StatusError) -> PodProcess {
        try await running().streams.exec(namespace: namespace, pod: pod, command: command, streams)
    }

    func attach(
        namespace: String,
        pod: String,
        _ streams: PodStreamOptions
    ) async throws(StatusError) -> PodProcess {
        try await running().streams.attach(namespace: namespace, pod: pod, streams)
    }

    func portForward(namespace: String, pod: String, port: Int) async throws(StatusError) -> PodConnection {
        try await running().streams.portForward(namespace: namespace, pod: pod, port: port)
    }
}
