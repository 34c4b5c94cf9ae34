import EngineAPI
import KubeAPI

extension RequestHandler {
    func delete(_ wanted: ResourceRequest) async throws {
        let type = wanted.served.stored
        let options = try await deleteOptions()
        let before = try await api.get(type, namespace: wanted.path.namespace, name: wanted.name)
        let left = try await api.delete(type, namespace: wanted.path.namespace, name: wanted.name, options)
        // A dry run that would remove the object answers as the removal would.
        guard let left else { return try await request.answer(Self.deleted(before, wanted.type)) }
        try await answer(left, wanted)
    }

    func deleteAll(_ wanted: ResourceRequest) async throws {
        let type = wanted.served.stored
        let options = try await deleteOptions()
        let found = try await api.list(type, objectQuery(wanted))
        for object in found.items {
            do {
                _ = try await api.delete(type, namespace: object.namespace, name: object.name, options)
            } catch {
                // Gone meanwhile is as good as deleted.
                guard error.code == 404 else { throw error }
            }
        }
        let metadata = JSON.record(["resourceVersion": String(found.resourceVersion)])
        let items = found.items.map { (wanted.served.view?.shown($0) ?? $0).json }
        try await request.answer(Self.list(items, wanted.type, metadata))
    }

    /// That an object is gone.
    private static func deleted(_ object: KubeObject, _ type: ResourceType) -> JSON {
        .record([
            "kind": "Status", "apiVersion": "v1", "metadata": JSON.object([]), "status": "Success",
            "details": JSON.record([
                "name": object.name, "group": type.group.isEmpty ? nil : type.group, "kind": type.plural,
                "uid": object.uid,
            ]),
        ])
    }

    /// How to delete, from the body and, where it says nothing, the query.
    func deleteOptions() async throws -> DeleteOptions {
        let bytes = try await request.body()
        let format = try BodyFormat(contentType: request.field("Content-Type"))
        let body = bytes.isEmpty ? JSON.object([]) : try format.read(bytes, .builtIn).json
        var options = DeleteOptions(isDryRun: try isDryRun())
        if let values = body["dryRun"]?.elements, !values.isEmpty {
            guard values == [.string("All")] else {
                throw badOption("dryRun", values.first?.text ?? "", "supported values: \"All\"")
            }
            options.isDryRun = true
        }
        let fromQuery = try request.number("gracePeriodSeconds")
        options.gracePeriodSeconds = body["gracePeriodSeconds"]?.integer ?? fromQuery
        let policy = body["propagationPolicy"]?.text ?? request.query.text("propagationPolicy")
        if let policy {
            guard let propagation = DeleteOptions.Propagation(rawValue: policy) else {
                throw badOption(
                    "propagationPolicy",
                    policy,
                    "supported values: \"Foreground\", \"Background\", \"Orphan\""
                )
            }
            options.propagation = propagation
        } else if body["orphanDependents"]?.isTrue == true {
            options.propagation = .orphan
        }
        options.uid = body["preconditions"]?["uid"]?.text
        options.resourceVersion = body["preconditions"]?["resourceVersion"]?.text.flatMap { Int($0) }
        return options
    }
}
