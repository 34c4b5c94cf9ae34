import EngineAPI

/// Reads what a request brings to an object of its type.
enum RequestBody {
    /// Where an object comes from, which decides in what words it is refused.
    enum Source {
        case body
        /// A patched object; the value is what the messages show.
        case patch(String, isStrategic: Bool)
        /// A configuration that is applied.
        case apply

        func error(_ message: String, converter: String, _ type: ResourceType) -> StatusError {
            switch self {
            case .apply: return .badRequest(message)
            case .body:
                return .badRequest(
                    "\(type.kind) in version \"\(type.version)\" cannot be handled as a \(type.kind): \(message)"
                )
            case .patch(let shown, let isStrategic):
                let cause = StatusError.Cause.invalid(
                    "patch",
                    GoFormat.quoted(shown),
                    isStrategic ? converter : message
                )
                return StatusError(422, "Invalid", "\(cause.field): \(cause.message)", causes: [cause])
            }
        }
    }

    /// The object in the form in which it is stored.
    ///
    /// - Throws: ``StatusError`` 400 where the body isn't an object of the type.
    static func read(
        _ object: KubeObject,
        _ type: ResourceType,
        _ options: WriteOptions,
        from source: Source = .body,
        schema: JSON? = nil
    ) throws(StatusError) -> KubeObject {
        guard case .object = object.json else {
            throw .badRequest("the object provided is unrecognized: it is no JSON object")
        }
        var new = object
        guard new.kind.isEmpty || new.kind == type.kind else {
            throw .badRequest(
                "the kind in the data (\(new.kind)) does not match the expected kind (\(type.kind))"
            )
        }
        guard new.apiVersion.isEmpty || new.apiVersion == type.apiVersion else {
            throw .badRequest(
                "the API version in the data (\(new.apiVersion)) does not match the expected API version "
                    + "(\(type.apiVersion))"
            )
        }
        new["apiVersion"] = .string(type.apiVersion)
        new["kind"] = .string(type.kind)
        try checkMetadata(new, type)
        try checkFields(&new, type, options, source, schema)
        new.json = new.json.canonical(keepingNulls: true)
        return new
    }

    /// Reads the fields of a built-in kind; custom kinds have schemas of their own.
    private static func checkFields(
        _ object: inout KubeObject,
        _ type: ResourceType,
        _ options: WriteOptions,
        _ source: Source,
        _ custom: JSON?
    ) throws(StatusError) {
        if let custom { return try checkCustom(&object, type, options, source, custom) }
        guard let schema = KubeSchema.builtIn.kind(type.kind, in: type.apiVersion) else {
            object.json = object.json.canonical()
            return
        }
        let problems: [String]
        do {
            (object.json, problems) = try SchemaReader.read(object.json, schema)
        } catch {
            if case .apply = source {
                throw error.typedMessage.isEmpty
                    ? unconverted(object, error.converterMessage, type)
                    : untyped(object, error.typedMessage, type)
            }
            throw source.error(error.message, converter: error.converterMessage, type)
        }
        if case .apply = source, let unknown = problems.first(where: { $0.hasPrefix("unknown field") }) {
            let path = unknown.split(separator: "\"").dropFirst().first ?? ""
            throw untyped(object, ".\(path): field not declared in schema", type)
        }
        try refuse(problems, type, options, source)
    }

    /// Reads the fields of a custom kind: its metadata as that of all, the rest by its own schema.
    private static func checkCustom(
        _ object: inout KubeObject,
        _ type: ResourceType,
        _ options: WriteOptions,
        _ source: Source,
        _ schema: JSON
    ) throws(StatusError) {
        var problems: [String] = []
        if let metadata = object["metadata"], let known = KubeSchema.builtIn["meta/v1.ObjectMeta"] {
            do {
                let read = try SchemaReader.read(metadata, known)
                object["metadata"] = read.json
                problems = read.problems.map { $0.replacingFirst("field \"", with: "field \"metadata.") }
            } catch {
                throw source.error(error.message, converter: error.converterMessage, type)
            }
        }
        let read = StructuralSchema.read(object.json, schema)
        object.json = read.json
        problems += read.unknown.map { "unknown field \"\($0)\"" }
        if case .apply = source, let unknown = read.unknown.first {
            throw untyped(object, ".\(unknown): field not declared in schema", type)
        }
        try refuse(problems, type, options, source)
    }

    private static func refuse(
        _ problems: [String],
        _ type: ResourceType,
        _ options: WriteOptions,
        _ source: Source
    ) throws(StatusError) {
        guard options.fieldValidation == .strict, !problems.isEmpty else { return }
        let text = "strict decoding error: " + problems.joined(separator: ", ")
        throw source.error(text, converter: text, type)
    }

    /// A configuration whose fields aren't those of its type; the real server gives it no reason.
    private static func untyped(_ object: KubeObject, _ problem: String, _ type: ResourceType) -> StatusError
    {
        StatusError(
            500,
            "",
            "failed to create typed patch object (\(object.namespace ?? "")/\(object.name); "
                + "\(type.group)/\(type.version), Kind=\(type.kind)): \(problem)"
        )
    }

    /// A configuration of the right shape that holds what can't be read.
    private static func unconverted(
        _ object: KubeObject,
        _ problem: String,
        _ type: ResourceType
    ) -> StatusError {
        let kind = "\(type.group)/\(type.version), Kind=\(type.kind)"
        return StatusError(
            500,
            "",
            "failed to convert new object (\(object.namespace ?? "")/\(object.name); \(kind)) to proper version: "
                + "unable to convert unstructured object to \(kind): \(problem)"
        )
    }

    /// The metadata must have the shape that all else relies on.
    private static func checkMetadata(_ object: KubeObject, _ type: ResourceType) throws(StatusError) {
        guard let metadata = object["metadata"]?.canonical(), !metadata.isNull else { return }
        guard case .object = metadata else { throw unreadable("metadata", "object", type) }
        for field in ["name", "namespace", "generateName", "uid", "resourceVersion", "deletionTimestamp"] {
            if let value = metadata[field], value.text == nil {
                throw unreadable("metadata.\(field)", "string", type)
            }
        }
        for field in ["labels", "annotations"] {
            guard let value = metadata[field] else { continue }
            guard let members = value.members, members.allSatisfy({ $0.value.text != nil }) else {
                throw unreadable("metadata.\(field)", "map of strings", type)
            }
        }
        for field in ["finalizers", "ownerReferences", "managedFields"] {
            if let value = metadata[field], value.elements == nil {
                throw unreadable("metadata.\(field)", "list", type)
            }
        }
    }

    private static func unreadable(_ field: String, _ wanted: String, _ type: ResourceType) -> StatusError {
        .badRequest(
            "\(type.kind) in version \"\(type.version)\" cannot be handled as a \(type.kind): \(field) is no \(wanted)"
        )
    }
}

extension String {
    /// The text with the first occurrence of a part replaced.
    fileprivate func replacingFirst(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
