import EngineAPI
import KubeAPI

/// A real cluster, asked through kubectl: as much as checks need.
///
/// Nothing is written through it; what a session needs is made by ``ClusterNamespace``.
struct KubectlCluster: ClusterAPI {
    let program: KubectlProgram

    func types() async -> [ResourceType] {
        let custom = try? await list(.customResourceDefinitions, ObjectQuery()).items
        return ResourceType.stored + (custom ?? []).compactMap(Self.type)
    }

    func get(_ type: ResourceType, namespace: String?, name: String) async throws(StatusError) -> KubeObject {
        KubeObject(
            try await json(["get", Self.word(type), name, "--output=json"] + Self.place(namespace))
        )
    }

    func list(_ type: ResourceType, _ query: ObjectQuery) async throws(StatusError) -> ObjectList {
        var words = ["get", Self.word(type), "--output=json"]
        words +=
            type.isNamespaced && query.namespace == nil ? ["--all-namespaces"] : Self.place(query.namespace)
        if !query.labelSelector.isEmpty { words.append("--selector=\(query.labelSelector)") }
        if !query.fieldSelector.isEmpty { words.append("--field-selector=\(query.fieldSelector)") }
        let answer = try await json(words)
        return ObjectList(items: (answer["items"]?.elements ?? []).map { KubeObject($0) }, resourceVersion: 0)
    }

    func watch(
        _ type: ResourceType,
        _ query: ObjectQuery,
        from version: Int?
    ) async throws(StatusError) -> EngineStream<WatchEvent> { throw Self.readOnly }

    func create(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        _ options: WriteOptions
    ) async throws(StatusError) -> KubeObject { throw Self.readOnly }

    func update(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        subresource: String?,
        _ options: WriteOptions
    ) async throws(StatusError) -> KubeObject { throw Self.readOnly }

    func patch(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ patch: ObjectPatch,
        subresource: String?,
        _ options: WriteOptions
    ) async throws(StatusError) -> (object: KubeObject, isNew: Bool) { throw Self.readOnly }

    func delete(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ options: DeleteOptions
    ) async throws(StatusError) -> KubeObject? { throw Self.readOnly }

    // MARK: Words

    private static let readOnly = StatusError(405, "MethodNotAllowed", "a real cluster is only looked at")

    private func json(_ words: [String]) async throws(StatusError) -> JSON {
        let bytes = try await program.run(words)
        do { return try JSON(bytes) } catch {
            throw StatusError(500, "InternalError", "kubectl printed what can't be read: \(error)")
        }
    }

    /// `deployments.v1.apps`, which is never taken for another type.
    private static func word(_ type: ResourceType) -> String {
        type.group.isEmpty ? type.plural : "\(type.plural).\(type.version).\(type.group)"
    }

    private static func place(_ namespace: String?) -> [String] {
        namespace.map { ["--namespace=\($0)"] } ?? []
    }

    /// The type that a definition makes.
    private static func type(_ definition: KubeObject) -> ResourceType? {
        let names = definition["spec", "names"]
        let version = definition["spec", "versions"]?.elements?.first { $0["served"] == .bool(true) }
        guard let group = definition["spec", "group"]?.text, let plural = names?["plural"]?.text,
            let kind = names?["kind"]?.text, let version = version?["name"]?.text
        else { return nil }
        return ResourceType(
            group,
            version,
            plural,
            kind,
            short: (names?["shortNames"]?.elements ?? []).compactMap(\.text),
            isNamespaced: definition["spec", "scope"]?.text == "Namespaced"
        )
    }
}
