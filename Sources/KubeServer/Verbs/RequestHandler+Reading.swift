import EngineAPI
import KubeAPI

extension RequestHandler {
    func get(_ wanted: ResourceRequest) async throws {
        let object = try await api.get(
            wanted.served.stored,
            namespace: wanted.path.namespace,
            name: wanted.name
        )
        try await answer(object, wanted)
    }

    func list(_ wanted: ResourceRequest) async throws {
        let found = try await api.list(wanted.served.stored, objectQuery(wanted))
        let page = try ListPage(
            found,
            limit: try request.number("limit"),
            token: request.query.text("continue"),
            isWhole: request.query.text("labelSelector") == nil && request.query.text("fieldSelector") == nil
        )
        let items = wanted.served.view.map { view in page.items.map(view.shown) } ?? page.items
        switch try request.form() {
        case .plain:
            try await request.answer(Self.list(items.map(\.json), wanted.type, page.metadata))
        case .table(let version):
            let answer = TableAnswer(
                table: await table(of: wanted.type),
                version: version,
                included: try included(),
                now: service.clock.now
            )
            try await request.answer(answer.json(items, metadata: page.metadata))
        case .metadata(let version):
            try await request.answer(
                .record([
                    "kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/\(version)",
                    "metadata": page.metadata,
                    "items": items.map { $0.metadataAlone(version, withManagers: true) },
                ])
            )
        }
    }

    /// Which objects a list or a watch is of.
    func objectQuery(_ wanted: ResourceRequest) -> ObjectQuery {
        ObjectQuery(
            namespace: wanted.path.namespace,
            labels: request.query["labelSelector"] ?? "",
            fields: request.query["fieldSelector"] ?? ""
        )
    }

    /// A list as clients know it: `PodList`.
    static func list(_ items: [JSON], _ type: ResourceType, _ metadata: JSON) -> JSON {
        .object([
            .init("kind", .string(type.kind + "List")), .init("apiVersion", .string(type.apiVersion)),
            .init("metadata", metadata), .init("items", .array(items)),
        ])
    }
}
