import EngineAPI
import KubeAPI

/// What objects a request is about.
struct ResourceRequest: Sendable {
    let path: ResourcePath
    let served: ServedType
    let verb: Verb

    var type: ResourceType { served.type }
    /// The object's name, for requests whose path has one.
    var name: String { path.name ?? "" }
}

extension RequestHandler {
    func resource(_ path: ResourcePath) async throws {
        let types = await service.types()
        guard let served = types.find(group: path.group, version: path.version, plural: path.plural),
            served.type.isNamespaced || path.namespace == nil
        else { throw StatusError.noSuchPath }
        let isWatch = request.flag("watch")
        let verb = try Verb(method: request.method, hasName: path.name != nil, isWatch: isWatch)
        guard !served.type.isNamespaced || path.namespace != nil || [.list, .watch].contains(verb) else {
            throw StatusError.wrongMethod
        }
        let wanted = ResourceRequest(path: path, served: served, verb: verb)
        try await Authorizer(api).check(request.user, wanted)
        if path.subresource != nil { return try await subresource(wanted) }
        guard served.type.verbs.contains(verb.rawValue) else { throw StatusError.wrongMethod }
        if served.source == .computed { return try await computed(wanted) }
        switch verb {
        case .get: try await get(wanted)
        case .list: try await list(wanted)
        case .watch: try await watch(wanted)
        case .create: try await create(wanted)
        case .update: try await update(wanted)
        case .patch: try await patch(wanted)
        case .delete: try await delete(wanted)
        case .deletecollection: try await deleteAll(wanted)
        }
    }

    /// Answers with one object, in the form that is asked for.
    func answer(
        _ object: KubeObject,
        _ wanted: ResourceRequest,
        status: Int = 200,
        warnings: [String] = []
    ) async throws {
        let shown = wanted.served.view?.shown(object) ?? object
        switch try request.form() {
        case .plain: try await request.answer(shown.json, status: status, warnings: warnings)
        case .table(let version):
            let answer = TableAnswer(
                table: await table(of: wanted.type),
                version: version,
                included: try included(),
                now: service.clock.now
            )
            let metadata = JSON.record(["resourceVersion": String(object.resourceVersion)])
            try await request.answer(
                answer.json([shown], metadata: metadata),
                status: status,
                warnings: warnings
            )
        case .metadata(let version):
            try await request.answer(shown.metadataAlone(version, withManagers: true), status: status)
        }
    }

    /// How a type is shown in tables; custom ones say it in their definitions.
    func table(of type: ResourceType) async -> ObjectTable {
        guard !ResourceType.isBuiltIn(type) else { return .of(type) }
        let name = "\(type.plural).\(type.group)"
        let definition = try? await api.get(.customResourceDefinitions, namespace: nil, name: name)
        return definition.map { CustomTable.of($0, version: type.version) } ?? .plain
    }

    /// What the rows of a table are to hold.
    func included() throws(StatusError) -> TableAnswer.Included {
        guard let text = request.query.text("includeObject") else { return .metadata }
        guard let included = TableAnswer.Included(rawValue: text) else {
            throw .badRequest("unrecognized includeObject value: \"\(text)\"")
        }
        return included
    }
}

extension ResourceType {
    private static let builtInKeys = Set(stored.map { "\($0.group)/\($0.plural)" })

    /// Whether a type is one of Kubernetes' own, in any version.
    static func isBuiltIn(_ type: ResourceType) -> Bool {
        builtInKeys.contains("\(type.group)/\(type.plural)") || type.group == "events.k8s.io"
            || type.plural == "componentstatuses" && type.group.isEmpty
    }
}
