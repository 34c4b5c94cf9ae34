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
            let patched = KubeObject(try patch.applied(to: scale.json))
            return (try updateScale(type, namespace, patched, options), false)
        }
        var new = KubeObject(try patch.applied(to: shown(current, as: type).json))
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
}
