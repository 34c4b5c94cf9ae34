import EngineAPI

/// The scale of what has replicas: a small object of its own that shows and changes their number.
extension StoreState {
    /// The scale of an object.
    func scale(of object: KubeObject, _ type: ResourceType) throws(StatusError) -> KubeObject {
        guard type.subresources.contains("scale") else { throw .unknownPath }
        let paths = scalePaths(type)
        var metadata: [JSON.Member] = []
        for field in ["creationTimestamp", "name", "namespace", "resourceVersion", "uid"] {
            if let value = object["metadata", field] { metadata.append(.init(field, value)) }
        }
        var status: [JSON.Member] = [
            .init("replicas", object.json.value(at: paths.status[...]) ?? .int(0))
        ]
        if let selector = selectorText(of: object, paths), !selector.isEmpty {
            status.append(.string("selector", selector))
        }
        let spec: [JSON.Member] =
            (object.json.value(at: paths.spec[...])?.integer).map { [.int("replicas", $0)] } ?? []
        return KubeObject(
            .object([
                .string("apiVersion", "autoscaling/v1"), .string("kind", "Scale"),
                .object("metadata", metadata),
                .object("spec", spec), .object("status", status),
            ])
        )
    }

    /// Changes the number of replicas as a scale says it.
    mutating func updateScale(
        _ type: ResourceType,
        _ namespace: String?,
        _ scale: KubeObject,
        _ options: WriteOptions
    ) throws(StatusError) -> KubeObject {
        guard type.subresources.contains("scale") else { throw .unknownPath }
        guard let current = object(type, namespace ?? scale.namespace ?? "default", scale.name) else {
            throw .notFound(type, scale.name)
        }
        let replicas = scale["spec", "replicas"] ?? .int(0)
        guard let count = replicas.integer else {
            throw .badRequest(
                "Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal "
                    + "\(Self.goKind(replicas)) into Go struct field ScaleSpec.spec.replicas of type int32"
            )
        }
        guard count >= 0, count <= Int32.max else {
            throw StatusError.invalid(
                ResourceType("autoscaling", "v1", "scales", "Scale"),
                scale.name,
                [.invalid("spec.replicas", String(count), "must be greater than or equal to 0")]
            )
        }
        var new = current
        new.json.set(.int(count), at: scalePaths(type).spec[...])
        for field in ["uid", "resourceVersion"] {
            if let value = scale["metadata", field] { new["metadata", field] = value }
        }
        let stored = try replace(current, by: new, type, "scale", options)
        return try self.scale(of: stored, type)
    }

    /// Where an object keeps its replicas, as a custom type may say it.
    private func scalePaths(_ type: ResourceType) -> ScalePaths {
        custom[type.qualifiedName]?.scale ?? ScalePaths()
    }

    private func selectorText(of object: KubeObject, _ paths: ScalePaths) -> String? {
        guard let value = object.json.value(at: paths.selector[...]) else { return nil }
        if let text = value.text { return text }
        if value["matchLabels"] != nil || value["matchExpressions"] != nil {
            return LabelSelector(json: value)?.text
        }
        let labels = (value.members ?? []).map { ($0.name, $0.value.text ?? "") }
        return LabelSelector(labels: Dictionary(labels) { first, _ in first }).text
    }

    /// A JSON value's kind in the words of Go's decoder.
    static func goKind(_ value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "bool"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

/// Where an object keeps the number of its replicas.
struct ScalePaths: Hashable, Sendable {
    var spec = ["spec", "replicas"]
    var status = ["status", "replicas"]
    var selector = ["spec", "selector"]
}
