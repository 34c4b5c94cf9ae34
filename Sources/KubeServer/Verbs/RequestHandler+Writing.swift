import EngineAPI
import KubeAPI

extension RequestHandler {
    func create(_ wanted: ResourceRequest) async throws {
        guard wanted.path.name == nil else { throw StatusError.wrongMethod }
        let object = try await body(wanted)
        let options = try writeOptions()
        let notes = try await vet(object, wanted)
        let created = try await api.create(
            wanted.served.stored,
            namespace: wanted.path.namespace,
            wanted.served.view?.stored(object) ?? object,
            options
        )
        try await answer(created, wanted, status: 201, warnings: warnings(for: object, options) + notes)
    }

    func update(_ wanted: ResourceRequest) async throws {
        let object = try await body(wanted)
        guard object.name == wanted.name else {
            throw StatusError.badRequest(
                "the name of the object (\(object.name)) does not match the name on the URL (\(wanted.name))"
            )
        }
        let options = try writeOptions()
        let notes = try await vetReplacement(object, wanted)
        let updated = try await api.update(
            wanted.served.stored,
            namespace: wanted.path.namespace,
            wanted.served.view?.stored(object) ?? object,
            subresource: wanted.path.subresource,
            options
        )
        try await answer(updated, wanted, warnings: warnings(for: object, options) + notes)
    }

    func patch(_ wanted: ResourceRequest) async throws {
        let patch = try await objectPatch(wanted)
        var options = try writeOptions()
        if case .apply = patch {
            options.force = request.flag("force")
            guard request.query.text("fieldManager") != nil else {
                throw StatusError(
                    422,
                    "Invalid",
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for "
                        + "apply patch",
                    group: "meta.k8s.io",
                    kind: "PatchOptions",
                    causes: [
                        .init(
                            "FieldValueRequired",
                            "fieldManager",
                            "Required value: is required for apply patch"
                        )
                    ]
                )
            }
        }
        let warnings =
            try await warnings(for: patch, wanted, options) + vet(patch, wanted, options)
        if let view = wanted.served.view, let object = try await patched(wanted, view, patch, options) {
            return try await answer(object, wanted, warnings: warnings)
        }
        let (object, isNew) = try await api.patch(
            wanted.served.stored,
            namespace: wanted.path.namespace,
            name: wanted.name,
            wanted.served.view?.stored(patch) ?? patch,
            subresource: wanted.path.subresource,
            options
        )
        try await answer(object, wanted, status: isNew ? 201 : 200, warnings: warnings)
    }

    /// The body as a patch, in the form that its type names.
    func objectPatch(_ wanted: ResourceRequest) async throws -> ObjectPatch {
        let bytes = try await request.body()
        let isBuiltIn = ResourceType.isBuiltIn(wanted.type)
        let patch: ObjectPatch
        switch MediaType(request.field("Content-Type")).name {
        case "application/json-patch+json": patch = .json(try Self.json(bytes, "error decoding patch: "))
        case "application/merge-patch+json": patch = .merge(try Self.json(bytes, "error decoding patch: "))
        case "application/strategic-merge-patch+json" where isBuiltIn:
            patch = .strategic(try Self.json(bytes, ""))
        case "application/apply-patch+yaml": patch = .apply(try YAMLReader.jsonOrYAML(bytes))
        default:
            let strategic = isBuiltIn ? ["application/strategic-merge-patch+json"] : []
            throw StatusError.unsupportedMediaType(
                ["application/json-patch+json", "application/merge-patch+json"] + strategic
                    + ["application/apply-patch+yaml"]
            )
        }
        return patch
    }

    /// A patch, or what is wrong with it after some words.
    private static func json(_ bytes: [UInt8], _ beginning: String) throws(StatusError) -> JSON {
        if let problem = GoJSONScanner.problem(bytes) { throw .badRequest(beginning + problem) }
        return try BodyFormat.json(bytes)
    }

    /// The body as an object of the wanted type, with what the path says filled in.
    private func body(_ wanted: ResourceRequest) async throws -> KubeObject {
        let type = wanted.type
        let format = try BodyFormat(contentType: request.field("Content-Type"))
        var object = try format.read(try await request.body(), .builtIn)
        guard object.json.members != nil else {
            throw StatusError.badRequest("the object provided is unrecognized (must be of type \(type.kind))")
        }
        if object.kind.isEmpty { object["kind"] = .string(type.kind) }
        if object.apiVersion.isEmpty { object["apiVersion"] = .string(type.apiVersion) }
        guard object.apiVersion == type.apiVersion else {
            throw StatusError.badRequest(
                "the API version in the data (\(object.apiVersion)) does not match the expected API version "
                    + "(\(type.apiVersion))"
            )
        }
        guard object.kind == type.kind else {
            let isKnown = await api.types().contains {
                $0.kind == object.kind && $0.apiVersion == type.apiVersion
            }
            let problem =
                isKnown
                ? "the object's kind does not match its path"
                : "no kind \"\(object.kind)\" is registered for version \"\(type.apiVersion)\" in scheme "
                    + "\"pkg/api/legacyscheme/scheme.go:30\""
            throw StatusError.badRequest(
                "\(object.kind) in version \"\(type.version)\" cannot be handled as a \(type.kind): \(problem)"
            )
        }
        if let namespace = object.namespace, !namespace.isEmpty, let own = wanted.path.namespace,
            namespace != own
        {
            throw StatusError.badRequest(
                "the namespace of the provided object does not match the namespace sent on the request"
            )
        }
        return object
    }

    /// How the write is to be done, from the query.
    func writeOptions() throws(StatusError) -> WriteOptions {
        let validation = request.query.text("fieldValidation")
        guard let mode = WriteOptions.FieldValidation(rawValue: validation ?? "Warn") else {
            throw badOption(
                "fieldValidation",
                validation ?? "",
                "supported values: \"Ignore\", \"Strict\", \"Warn\""
            )
        }
        return WriteOptions(fieldManager, isDryRun: try isDryRun(), fieldValidation: mode)
    }

    /// Who writes: what the query says, else the client's program.
    private var fieldManager: String {
        if let name = request.query.text("fieldManager") { return String(name.prefix(128)) }
        let program = request.field("User-Agent").prefix { $0 != "/" && $0 != " " }.prefix(128)
        return program.isEmpty ? "unknown" : String(program)
    }

    func isDryRun() throws(StatusError) -> Bool {
        let values = request.query.all("dryRun").filter { !$0.isEmpty }
        for value in values where value != "All" {
            throw badOption("dryRun", value, "supported values: \"All\"")
        }
        return !values.isEmpty
    }

    /// An option of the request that has another value than it may have.
    func badOption(_ name: String, _ value: String, _ supported: String) -> StatusError {
        let kinds = ["POST": "CreateOptions", "PUT": "UpdateOptions", "DELETE": "DeleteOptions"]
        let kind = kinds[request.method] ?? "PatchOptions"
        let message = "Unsupported value: \"\(value)\": \(supported)"
        return StatusError(
            422,
            "Invalid",
            "\(kind).meta.k8s.io \"\" is invalid: \(name): \(message)",
            group: "meta.k8s.io",
            kind: kind,
            causes: [.init("FieldValueNotSupported", name, message)]
        )
    }
}
