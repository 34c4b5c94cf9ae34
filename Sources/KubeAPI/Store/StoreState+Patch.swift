import EngineAPI

extension StoreState {
    mutating func patch(
        _ type: ResourceType,
        _ namespace: String?,
        _ name: String,
        _ patch: ObjectPatch,
        _ subresource: String?,
        _ options: WriteOptions
    ) throws(StatusError) -> (object: KubeObject, isNew: Bool) {
        let type = try known(type)
        let namespace = type.isNamespaced ? namespace ?? "default" : nil
        if case .apply(let config) = patch {
            return try apply(KubeObject(config), type, namespace, name, subresource, options)
        }
        guard let current = object(type, namespace, name) else { throw .notFound(type, name) }
        if subresource == "scale" {
            let scale = try scale(of: current, type)
            let patched = KubeObject(try Self.patched(scale.json, patch, type))
            return (try updateScale(type, namespace, patched, options), false)
        }
        var new = KubeObject(try Self.patched(shown(current, as: type).json, patch, type))
        guard new.name == name else {
            throw .badRequest(
                "the name of the object (\(new.name)) does not match the name on the URL (\(name))"
            )
        }
        new = try RequestBody.read(
            new,
            type,
            options,
            from: Self.source(patch, new),
            schema: customSchema(type)
        )
        try place(&new, type, namespace)
        return (try replace(current, by: new, type, subresource, options), false)
    }

    private static func source(_ patch: ObjectPatch, _ patched: KubeObject) -> RequestBody.Source {
        if case .strategic(let patch) = patch { return .patch(GoFormat.plain(patch), isStrategic: true) }
        return .patch(String(decoding: patched.json.bytes, as: UTF8.self), isStrategic: false)
    }

    /// An object with a patch applied to it.
    static func patched(
        _ target: JSON,
        _ patch: ObjectPatch,
        _ type: ResourceType
    ) throws(StatusError) -> JSON {
        switch patch {
        case .merge(let patch):
            guard case .object = patch else {
                throw .badRequest("error decoding patch: it is no JSON object")
            }
            return MergePatch.apply(patch, to: target)
        case .json(let patch):
            do { return try JSONPatch.apply(patch, to: target) } catch {
                switch error {
                case .malformed(let why): throw .badRequest("error decoding patch: \(why)")
                case .doesNotFit:
                    throw StatusError(
                        422,
                        "Invalid",
                        "the server rejected our request due to an error in our request"
                    )
                case .tooLarge:
                    throw StatusError(
                        413,
                        "RequestEntityTooLarge",
                        "Request entity too large: The allowed maximum operations in a JSON patch is "
                            + "\(JSONPatch.longest)"
                    )
                }
            }
        case .strategic(let patch):
            do { return try StrategicPatch.apply(patch, to: target) } catch {
                throw .badRequest(error.problem)
            }
        case .apply: throw .badRequest("a configuration is applied to whole objects only")
        }
    }
}
