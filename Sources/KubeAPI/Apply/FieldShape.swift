import EngineAPI

/// How a value is owned and merged by a server-side apply: as one, by its fields, or by its elements.
indirect enum FieldShape: Sendable {
    /// Owned and replaced as one.
    case atomic
    /// An object of a built-in type: each field by its own shape.
    case object(SchemaType)
    /// A map: each value by one shape.
    case map(FieldShape)
    /// A list whose elements are known by some of their fields.
    case keyed([String], FieldShape)
    /// A list of plain values, each of which stands once.
    case set
    /// An object of a custom type, by its schema.
    case structural(JSON)
    /// What nothing is known of: objects by their fields, lists as one.
    case deduced

    /// The shape of all objects of a type.
    static func of(_ type: ResourceType, schema: JSON? = nil) -> FieldShape {
        if let known = KubeSchema.builtIn.kind(type.kind, in: type.apiVersion) { return .object(known) }
        return schema.map { .structural($0) } ?? .deduced
    }

    /// The shape of a field.
    func field(_ name: String) -> FieldShape {
        switch self {
        case .object(let type):
            guard let field = type.field(named: name) else { return .atomic }
            return Self.shape(field, in: type)
        case .map(let values): return values
        case .structural(let schema):
            if name == "metadata", schema["x-kubernetes-root"] != nil { return Self.metadata }
            if let property = schema["properties"]?[name] { return Self.structural(property: property) }
            if case .object? = schema["additionalProperties"] {
                return Self.structural(property: schema["additionalProperties"] ?? .object([]))
            }
            return .deduced
        case .deduced: return .deduced
        case .atomic, .keyed, .set: return .atomic
        }
    }

    static let metadata: FieldShape = KubeSchema.builtIn["meta/v1.ObjectMeta"].map { .object($0) } ?? .deduced

    /// The shape of a property of a custom type.
    private static func structural(property: JSON) -> FieldShape {
        switch property["x-kubernetes-list-type"]?.text {
        case "map":
            let keys = (property["x-kubernetes-list-map-keys"]?.elements ?? []).compactMap(\.text)
            return .keyed(keys, .structural(property["items"] ?? .object([])))
        case "set": return .set
        default: break
        }
        if property["x-kubernetes-map-type"]?.text == "atomic" { return .atomic }
        return property["type"]?.text == "array" ? .atomic : .structural(property)
    }

    private static func shape(_ field: SchemaField, in type: SchemaType) -> FieldShape {
        let inner: FieldShape
        switch field.content {
        case .type(let name):
            let known = KubeSchema.builtIn[name]
            inner = known.map { ListKeys.atomicTypes.contains($0.name) ? .atomic : .object($0) } ?? .atomic
        case .string, .bool, .int32, .int64, .bytes, .time, .microTime, .quantity, .intOrString, .json,
            .managedFields,
            .strings:
            inner = .atomic
        }
        switch field.cardinality {
        case .one: return inner
        case .map: return ListKeys.isAtomicMap(field.name, in: type.name) ? .atomic : .map(inner)
        case .list:
            switch ListKeys.of(field.name, in: type.name) {
            case .keys(let keys): return .keyed(keys, inner)
            case .set: return .set
            case .atomic: return .atomic
            }
        }
    }

    /// The step to an element of a keyed list; nil where it says none of its keys.
    static func step(_ element: JSON, _ keys: [String]) -> String? {
        var members: [JSON.Member] = []
        for key in keys.sorted() {
            // The only key that has a default.
            if let value = element[key] ?? (key == "protocol" ? .string("TCP") : nil) {
                members.append(.init(key, value))
            }
        }
        guard !members.isEmpty else { return nil }
        return "k:" + String(decoding: JSON.object(members).bytes, as: UTF8.self)
    }

    /// The step to a member of a set.
    static func step(_ value: JSON) -> String { "v:" + String(decoding: value.bytes, as: UTF8.self) }
}
